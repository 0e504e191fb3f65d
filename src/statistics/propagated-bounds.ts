import type { Bounds, CountConditions, Terms } from './integer-bounds';

const TOLERANCE = 1e-6;

interface Condition {
  terms: [unknown: number, factor: number][];
  min: number;
  max: number;
}

/**
 * Ranges of unknown whole numbers under conditions on their sums, each condition looked at by itself
 * again and again until none narrows a range further. It takes milliseconds where exact bounds take
 * minutes, for tables of two columns with the same result; of more columns it may leave a range wider
 * than it is.
 */
export class PropagatedBounds implements CountConditions {
  private readonly conditions: Condition[] = [];
  private readonly ranges: Bounds[] = [];
  private readonly places: number[][] = [];

  add(lowest = 0): number {
    this.ranges.push({ lowest, highest: Infinity });
    this.places.push([]);
    return this.ranges.length - 1;
  }

  require(terms: Terms, min: number, max: number): void {
    const used = [...terms].filter(([, factor]) => factor !== 0);
    for (const [unknown] of used) this.places[unknown]?.push(this.conditions.length);
    this.conditions.push({ terms: used, min, max });
  }

  /** A further unknown that is the given sum, so that its range is narrowed with the others. */
  sum(terms: Terms): number {
    const unknown = this.add(-Infinity);
    this.require(new Map([...terms, [unknown, -1]]), 0, 0);
    return unknown;
  }

  /** Narrows all ranges. @returns false when nothing satisfies all conditions */
  settle(): boolean {
    const waiting = new Set(this.conditions.keys());
    for (const index of waiting) {
      waiting.delete(index);
      const condition = this.conditions[index];
      if (condition === undefined) continue;
      for (const unknown of this.narrowBy(condition)) {
        const range = this.rangeOf(unknown);
        if (range.lowest > range.highest) return false;
        for (const place of this.places[unknown] ?? []) waiting.add(place);
      }
    }
    return true;
  }

  rangeOf(unknown: number): Bounds {
    return this.ranges[unknown] ?? { lowest: -Infinity, highest: Infinity };
  }

  /** @returns the unknowns whose range has changed */
  private narrowBy({ terms, min, max }: Condition): number[] {
    const ends = terms.map(([unknown, factor]) => {
      const { lowest, highest } = this.rangeOf(unknown);
      return factor > 0
        ? { least: factor * lowest, most: factor * highest }
        : { least: factor * highest, most: factor * lowest };
    });
    const least = ends.map((end) => end.least);
    const most = ends.map((end) => end.most);
    return terms.flatMap(([unknown, factor], at) => {
      const low = min - sumWithout(most, at);
      const high = max - sumWithout(least, at);
      const [from, to] = factor > 0 ? [low, high] : [high, low];
      return this.narrow(unknown, from / factor, to / factor) ? [unknown] : [];
    });
  }

  private narrow(unknown: number, from: number, to: number): boolean {
    const { lowest, highest } = this.rangeOf(unknown);
    const next = {
      lowest: Math.max(lowest, Math.ceil(from - TOLERANCE)),
      highest: Math.min(highest, Math.floor(to + TOLERANCE)),
    };
    if (next.lowest === lowest && next.highest === highest) return false;
    this.ranges[unknown] = next;
    return true;
  }
}

function sumWithout(values: readonly number[], left: number): number {
  let sum = 0;
  for (const [at, value] of values.entries()) if (at !== left) sum += value;
  return sum;
}
