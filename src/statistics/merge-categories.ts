import type { DraftRow } from './protected-table';
import { addCounts } from './protected-table';

/** Code of the category that other small ones are merged into first. */
const OTHER = 'other';

/**
 * Merges rows until every one satisfies `fine`, from the last to the first. In a scale only neighbours
 * are merged; else small rows join each other, then "other", then the row they form a pair with. Empty rows stay.
 * Sizes play no part in the choice: who knows the rules could tell from it which category is larger.
 * The rows that are left may still hold one that is not fine when everything has been merged.
 */
export function mergeUntil(
  rows: readonly DraftRow[],
  ordered: boolean,
  fine: (row: DraftRow) => boolean,
): DraftRow[] {
  let left = [...rows];
  for (;;) {
    const small = left.findLast((row) => !fine(row));
    const partner = small && choosePartner(small, left, ordered, fine);
    if (!partner) return left;
    left = mergeTwo(left, small, partner);
  }
}

export function headcount({ counts }: DraftRow): number {
  return counts.women + counts.men + counts.notStated;
}

function choosePartner(
  small: DraftRow,
  rows: DraftRow[],
  ordered: boolean,
  fine: (row: DraftRow) => boolean,
): DraftRow | undefined {
  const at = rows.indexOf(small);
  const candidates = rows.filter((row, index) => {
    if (row === small) return false;
    if (!ordered || small.outside || row.outside) return headcount(row) > 0;
    return Math.abs(index - at) === 1;
  });
  const distance = (row: DraftRow): number => {
    const index = rows.indexOf(row);
    return isPair(index, at) ? 0 : Math.abs(index - at);
  };
  const cost = (row: DraftRow): number[] => [
    fine(joined(small, row)) ? 0 : 1,
    ordered && row.outside !== small.outside ? 1 : 0,
    fine(row) ? 1 : 0,
    row.code === OTHER ? 0 : 1,
    distance(row),
  ];
  return candidates.sort((a, b) => compare(cost(a), cost(b)))[0];
}

/** Rows 1 and 2, 3 and 4, ...: either may be the small one of its pair. */
function isPair(a: number, b: number): boolean {
  return Math.floor(a / 2) === Math.floor(b / 2);
}

function compare(a: number[], b: number[]): number {
  const index = a.findIndex((value, i) => value !== b[i]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function mergeTwo(rows: DraftRow[], a: DraftRow, b: DraftRow): DraftRow[] {
  const [first, second] = rows.indexOf(a) < rows.indexOf(b) ? [a, b] : [b, a];
  return rows.flatMap((row) =>
    row === first ? [joined(first, second)] : row === second ? [] : [row],
  );
}

function joined(a: DraftRow, b: DraftRow): DraftRow {
  const parts = [...a.parts, ...b.parts];
  return {
    code: parts.map(({ code }) => code).join('+'),
    label: labelOf(parts.map(({ label }) => label)),
    parts,
    counts: addCounts(a.counts, b.counts),
    hiding: 'none',
    outside: a.outside && b.outside,
  };
}

/** "Private or Other"; longer lists take semicolons, since a name such as "Hong Kong, China" holds a comma. */
function labelOf(labels: string[]): string {
  return `${labels.slice(0, -1).join('; ')} or ${labels.at(-1) ?? ''}`;
}
