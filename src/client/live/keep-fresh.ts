const every = 5000;

/**
 * Asks for a part of the page again every few seconds, and when it is looked at again.
 * @param address of the part; what it answers is given to `show`
 * @param network where it is said that the part is not the newest; empty while it is
 * @param stale what is said then
 */
export function keepFresh({
  address,
  show,
  network,
  stale,
}: {
  address: string;
  show: (html: string) => void;
  network: HTMLElement | null;
  stale: string;
}): void {
  async function refresh(): Promise<void> {
    if (document.hidden) return;
    let note = '';
    try {
      const response = await fetch(address, {
        headers: { Accept: 'text/html' },
        signal: AbortSignal.timeout(every * 2),
      });
      // Signed out, the answer is the way to the sign-in page.
      if (!response.ok || response.redirected) throw new Error();
      show(await response.text());
    } catch {
      note = stale;
    }
    if (network !== null && network.textContent !== note) network.textContent = note;
  }
  setInterval(() => void refresh(), every);
  document.addEventListener('visibilitychange', () => void refresh());
}
