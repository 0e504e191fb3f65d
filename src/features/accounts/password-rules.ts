/** Long enough for chance, short enough to hash; composition is left to the person. */
const shortest = 12;
export const longestPassword = 200;

/** Very common passwords that are long enough to pass the rule of length. */
const common = new Set([
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qazxsw23edc',
  'administrator',
  'changemenow1',
  'correcthorsebatterystaple',
  'correct horse battery staple',
  'iloveyou1234',
  'letmein12345',
  'onetwothreefour',
  'passw0rd1234',
  'password1234',
  'password12345',
  'password123!',
  'passwordpassword',
  'qazwsxedcrfv',
  'qwertyqwerty',
  'qwerty123456',
  'qwertyuiop12',
  'qwertyuiop123',
  'welcome12345',
  'zaq12wsxcde3',
]);

const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1234567890qwertyuiop',
];

/**
 * Why a new password is refused, in words for the person; undefined when it is fine.
 * @param owner whose password it is: it must not be their address or name with a few additions
 */
export function passwordProblem(
  password: string,
  owner: { email: string; name: string },
): string | undefined {
  const length = Array.from(password).length;
  if (length < shortest) return `Please use at least ${shortest} characters.`;
  if (length > longestPassword) return `Please use at most ${longestPassword} characters.`;
  const plain = password.normalize('NFKC').toLowerCase();
  if (common.has(plain) || isRun(plain) || isRepeated(plain)) {
    return 'This password is among the first that are tried. Please choose another one.';
  }
  if (isMostly(plain, partsOf(owner))) {
    return 'This password is too close to your e-mail address or name.';
  }
  return undefined;
}

function isRun(password: string): boolean {
  return runs.some((run) => {
    const doubled = run + run;
    return doubled.includes(password) || Array.from(doubled).reverse().join('').includes(password);
  });
}

/** "aaaaaaaaaaaa", "abcabcabcabc": a piece of at most four characters, again and again. */
function isRepeated(password: string): boolean {
  return [1, 2, 3, 4].some((size) => {
    const piece = password.slice(0, size);
    return piece.repeat(Math.ceil(password.length / size)).startsWith(password);
  });
}

function partsOf({ email, name }: { email: string; name: string }): string[] {
  const address = email.toLowerCase();
  const [local = '', domain = ''] = address.split('@');
  const words = name.normalize('NFKC').toLowerCase().split(/\s+/);
  return [address, local, domain, words.join(''), ...words]
    .filter((part) => part.length >= 3)
    .sort((a, b) => b.length - a.length);
}

/** Whether less than eight characters are left when the known parts are taken away. */
function isMostly(password: string, parts: string[]): boolean {
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), password);
  return rest !== password && Array.from(rest).length < 8;
}
