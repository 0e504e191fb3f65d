import type { Bounds } from './integer-bounds';

/** Whom a question is put to: those who gave one of these answers to another. */
export interface PutToSome {
  question: string;
  codes: readonly string[];
  /** Whether nothing else decides. */
  exact: boolean;
}

/** Answers to another question one of which all those counted in a split gave. */
export interface CountedAmong {
  question: string;
  codes: readonly string[];
}

/** Sums that several tables tell about: the respondents of a date, and those asked a question. */
export type Ranges = Map<string, Bounds>;

/** How such sums are named: of those counted, who are part of all that gave the answers. */
export const inside = 'counted among';
export const around = 'all';

/** Names the sum of those counted in a split, or of all who gave the answers, at a date. */
export function countedName(
  side: typeof inside | typeof around,
  { question, codes }: CountedAmong,
  release: number,
): string {
  return `${side} ${question} ${[...codes].sort().join('|')} ${release}`;
}

/** The sum of which a shared sum is a part; undefined where it is none of those counted. */
export function wholeOf(name: string): string | undefined {
  return name.startsWith(`${inside} `) ? around + name.slice(inside.length) : undefined;
}

/** Questions put to the same people by the same answers share who was asked. */
export function askedName(
  { question, codes, exact }: PutToSome,
  inner: string,
  release: number,
): string {
  const whom = exact ? `by ${question} ${[...codes].sort().join('|')}` : inner;
  return `asked ${whom} ${release}`;
}
