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

  /**
   * Narrows all ranges; conditions that are added later narrow them further when it is called again.
   * @returns false when nothing satisfies all conditions
   */
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
    const least = new Sum();
    const most = new Sum();
    for (const [unknown, factor] of terms) {
      const { lowest, highest } = this.rangeOf(unknown);
      least.add(factor * (factor > 0 ? lowest : highest));
      most.add(factor * (factor > 0 ? highest : lowest));
    }
    const changed: number[] = [];
    if (least.saysNothing && most.saysNothing) return changed;
    // All by the ranges of before, the own ones of each unknown included.
    for (const [unknown, factor] of terms) {
      const { lowest, highest } = this.rangeOf(unknown);
      const low = min - most.without(factor * (factor > 0 ? highest : lowest));
      const high = max - least.without(factor * (factor > 0 ? lowest : highest));
      const [from, to] = factor > 0 ? [low, high] : [high, low];
      if (this.narrow(unknown, from / factor, to / factor)) changed.push(unknown);
    }
    return changed;
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

/** A sum of which some parts may be without end, all in the same direction. */
class Sum {
  private finite = 0;
  private endless = 0;
  private count = 0;

  add(value: number): void {
    if (Number.isFinite(value)) this.finite += value;
    else {
      this.endless = value;
      this.count++;
    }
  }

  /** Whether without any one part it is without end still. */
  get saysNothing(): boolean {
    return this.count > 1;
  }

  /** The sum of all parts but one of this value. */
  without(value: number): number {
    if (Number.isFinite(value)) return this.count > 0 ? this.endless : this.finite - value;
    return this.count > 1 ? this.endless : this.finite;
  }
}
