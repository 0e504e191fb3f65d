const WORDS =
  'joint research training exchange suppliers partners pilot laboratory standards market network service project region member visit design export skills material energy water food port'.split(
    ' ',
  );

/** A few plain words, at most `maxLength` characters. */
export function generateText(random: () => number, maxLength: number): string {
  const count = 1 + Math.floor(random() * 8);
  const words = Array.from({ length: count }, () => pick(random, WORDS));
  const text = words.join(' ').slice(0, maxLength).trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Texts of the forms that patterns most often ask for, to be tried against a pattern. */
export function generateCandidates(random: () => number, maxLength: number): string[] {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => String(Math.floor(random() * 10))).join('');
  const word = pick(random, WORDS);
  return [
    generateText(random, maxLength),
    word,
    word.toUpperCase(),
    ...[1, 2, 3, 4, 5, 6, 8, 10].map(digits),
    `${word.slice(0, 2).toUpperCase()}-${digits(4)}`,
    `${word.slice(0, 3).toUpperCase()}${digits(3)}`,
    `+${digits(11)}`,
    generateEmail(random),
    generateAddress(random),
    `20${digits(2)}`,
  ].filter((text) => text.length <= maxLength);
}

export function generateEmail(random: () => number): string {
  return `${pick(random, WORDS)}.${Math.floor(random() * 10_000)}@${pick(random, WORDS)}.example`;
}

export function generateAddress(random: () => number): string {
  return `https://${pick(random, WORDS)}-${pick(random, WORDS)}.example/`;
}

export function pick<T>(random: () => number, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}
