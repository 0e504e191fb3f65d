import type { Bounds, UnknownCounts } from './integer-bounds';
import type { Place, Target } from './published-knowledge';
import { knowledgeOf } from './published-knowledge';
import type { SexTable } from './sex-table';
import { isSmall } from './small-counts';

/** A table as it is shown; what is hidden in it is null. */
export type PublishedTable = SexTable;

/** A count that a published table gives away. */
export interface Disclosure {
  /** Index of the table among those given. */
  table: number;
  /** Code of the category as asked, `not <code>` for those who did not choose it, or the margin. */
  of: string;
  column: Place;
  /** The range in which the count must lie. */
  lowest: number;
  highest: number;
}

/**
 * Tries to compute what published tables of one survey hide: finds the range of every hidden count,
 * of the parts of merged categories and of the people outside each base from all that is shown
 * (counts, percentages, shares of women, margins common to all tables), knowing k and that a small
 * count must be the reason for whatever is hidden. Lists the counts that are small and shown, exact
 * though hidden, or hidden in a range narrower than k. An empty list means that nothing is given away.
 *
 * A hidden count that must be 0 is not listed: zeros are shown where they occur. Beyond its reach is
 * a reader who runs the suppression itself over all tables that could be behind the published ones.
 *
 * @throws RangeError when no counts at all could be behind these tables.
 */
export function disclosures(tables: readonly PublishedTable[], k: number): Disclosure[] {
  const knowledge = knowledgeOf(tables, k);
  return knowledge.targets.flatMap((target) => {
    if (isKnownToBeSafe(knowledge.counts, target, k)) return [];
    const bounds = knownBounds(knowledge.counts, target, k);
    if (bounds === null) throw new RangeError('The published tables contradict each other.');
    if (!givesAway(target, bounds, k)) return [];
    const { table, of, column } = target;
    return [{ table, of, column, ...bounds }];
  });
}

/** Whether a count in this range is small and known, exact though hidden, or in a range narrower than k. */
export function givesAway({ shown }: Target, { lowest, highest }: Bounds, k: number): boolean {
  if (lowest === highest) return shown ? isSmall(lowest, k) : lowest !== 0;
  return highest - lowest < k;
}

/** Whether counts that could be behind what is published are known to differ enough; see `givesAway`. */
export function isKnownToBeSafe(counts: UnknownCounts, target: Target, k: number): boolean {
  const { terms, reasons } = target;
  return counts.areKnownToDiffer(
    terms,
    k,
    reasons.map((reason) => ({ terms: reason, min: 1, max: k - 1 })),
  );
}

/** @returns null when no counts at all could be behind what is published */
export function knownBounds(counts: UnknownCounts, target: Target, k: number): Bounds | null {
  const bounds = counts.boundsOf(target.terms);
  if (bounds === null) return null;
  if (target.shown || bounds.highest - bounds.lowest < k) return bounds;
  let known: Bounds | null = null;
  for (const reason of target.reasons) {
    const under = counts.boundsOf(target.terms, { terms: reason, min: 1, max: k - 1 });
    if (!under) continue;
    known = known
      ? {
          lowest: Math.min(known.lowest, under.lowest),
          highest: Math.max(known.highest, under.highest),
        }
      : under;
    if (known.highest - known.lowest >= k) return known;
  }
  return known ?? bounds;
}
