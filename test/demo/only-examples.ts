/** Addresses of people and of pages in a text lead nowhere outside: all end in .example, or are this machine. */
export function expectOnlyExamples(folded: string): void {
  // Calendar files break long lines anywhere, as text and inside of JSON.
  const text = folded.replace(/\r?\n[ \t]|\\r\\n /g, '');
  const addresses = text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !/\.example$/.test(address))).toEqual([]);
  const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host ?? '');
  expect(hosts.filter((host) => host !== 'localhost' && !/\.example$/.test(host))).toEqual([]);
}
