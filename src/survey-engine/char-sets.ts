/** Inclusive ranges of UTF-16 code units, sorted and apart. */
export type CharSet = readonly (readonly [number, number])[];

export const DIGIT: CharSet = [[48, 57]];
export const WORD: CharSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
// What \s means in JavaScript; RE2's own \s is ASCII alone.
export const SPACE: CharSet = [
  [9, 13],
  [32, 32],
  [160, 160],
  [5760, 5760],
  [8192, 8202],
  [8232, 8233],
  [8239, 8239],
  [8287, 8287],
  [12288, 12288],
  [65279, 65279],
];
export const LINE_ENDS: CharSet = [
  [10, 10],
  [13, 13],
  [8232, 8233],
];
/** The last UTF-16 code unit. */
export const LAST = 0xffff;

/** The code unit of a set that holds one; undefined for others. */
export function single(set: CharSet): number | undefined {
  const [range] = set;
  return set.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : undefined;
}

/** Ranges in any order, made a set. */
export function normalized(ranges: readonly (readonly [number, number])[]): CharSet {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** All code units that are not in the set. */
export function complement(set: CharSet): CharSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

/** The set without regard to case: ASCII letters in both forms. */
export function inBothCases(set: CharSet): CharSet {
  const both = [...set];
  for (const [from, to] of set) {
    for (let code = Math.max(from, 65); code <= Math.min(to, 90); code++) {
      both.push([code + 32, code + 32]);
    }
    for (let code = Math.max(from, 97); code <= Math.min(to, 122); code++) {
      both.push([code - 32, code - 32]);
    }
  }
  return normalized(both);
}
