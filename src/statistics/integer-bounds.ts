import { CountSystem, TOLERANCE, valueOf, whole, type Condition, type Terms } from './count-system';

export type { Terms } from './count-system';

export interface Bounds {
  lowest: number;
  highest: number;
}

/** Takes what is known about unknown whole numbers of people, none below 0. */
export interface CountConditions {
  /** @returns the number of a new unknown */
  add(): number;
  /** States that the sum lies between two numbers; the same number twice makes it exact. */
  require(terms: Terms, min: number, max: number): void;
}

/**
 * Unknown whole numbers of people, none below 0, and what is known about sums of them. Answers how low
 * and how high any sum can be. Unknowns that follow from others are worked out first, so that only the
 * few that hang together reach the solver.
 */
export class UnknownCounts implements CountConditions {
  private readonly conditions: Condition[] = [];
  private size = 0;
  private fixed: Map<number, number> | undefined;
  private component: number[] = [];
  private contradictory = false;
  /** By the components that are in them. */
  private readonly systems = new Map<string, CountSystem>();

  add(): number {
    this.fixed = undefined;
    return this.size++;
  }

  require(terms: Terms, min: number, max: number): void {
    this.fixed = undefined;
    const used = new Map([...terms].filter(([, factor]) => factor !== 0));
    this.conditions.push({ terms: used, min, max });
  }

  /**
   * @param given a further sum that is assumed to lie between two numbers
   * @returns null when nothing satisfies all conditions
   */
  boundsOf(target: Terms, given?: Condition): Bounds | null {
    const fixed = this.settle();
    if (this.contradictory) return null;
    const known = rest(target, fixed);
    if (known.terms.size === 0 && !given) return { lowest: known.sum, highest: known.sum };
    const assumed = given && open(given, fixed);
    if (assumed?.terms.size === 0) return holds(assumed) ? this.boundsOf(target) : null;
    const system = this.systemOf(known.terms, assumed?.terms);
    const lowest = system.optimum('minimize', known.terms, assumed);
    if (lowest === null) return null;
    const highest = system.optimum('maximize', known.terms, assumed);
    if (highest === null) return null;
    return { lowest: lowest + known.sum, highest: highest + known.sum };
  }

  /**
   * Whether counts that satisfy all conditions were come across already, between which the sum differs
   * by so much at least. Where it is true, `boundsOf` need not be asked; when it is false, nothing follows.
   * @param reasons sums of which one must lie in its range, too; none when there is no such condition
   */
  areKnownToDiffer(target: Terms, by: number, reasons: readonly Condition[] = []): boolean {
    const fixed = this.settle();
    const { terms } = rest(target, fixed);
    const values = (reasons.length > 0 ? reasons : [undefined]).flatMap((reason) => {
      const assumed = reason && open(reason, fixed);
      return this.systemOf(terms, assumed?.terms)
        .solutions.filter((counts) => assumed === undefined || holds(assumed, counts))
        .map((counts) => valueOf(terms, counts));
    });
    return values.length > 1 && Math.max(...values) - Math.min(...values) >= by;
  }

  /** All conditions on whatever hangs together with these unknowns, none of which is worked out. */
  private systemOf(...sums: (Terms | undefined)[]): CountSystem {
    const unknowns = sums.flatMap((terms) => [...(terms?.keys() ?? [])]);
    const involved = new Set(unknowns.map((unknown) => this.component[unknown]));
    const name = [...involved].sort().join(' ');
    const known = this.systems.get(name);
    if (known !== undefined) return known;
    const { fixed = new Map<number, number>() } = this;
    const system = new CountSystem(
      this.conditions
        .map((condition) => open(condition, fixed))
        .filter(({ terms }) => [...terms.keys()].some((one) => involved.has(this.component[one]))),
    );
    this.systems.set(name, system);
    return system;
  }

  /** Works out what follows from conditions with one unknown left, then who hangs together. */
  private settle(): Map<number, number> {
    if (this.fixed) return this.fixed;
    const fixed = new Map<number, number>();
    for (let before = -1; before !== fixed.size;) {
      before = fixed.size;
      for (const { terms, min, max } of this.conditions) {
        if (min !== max) continue;
        const { terms: open, sum } = rest(terms, fixed);
        const value = min - sum;
        if (open.size === 1)
          for (const [unknown, factor] of open) fixed.set(unknown, whole(value / factor));
        else if (Math.abs(value) < TOLERANCE && [...open.values()].every((factor) => factor > 0)) {
          for (const unknown of open.keys()) fixed.set(unknown, 0);
        }
      }
    }
    this.fixed = fixed;
    this.systems.clear();
    this.contradictory = this.conditions.some(({ terms, min, max }) => {
      const { terms: open, sum } = rest(terms, fixed);
      return open.size === 0 && (sum < min - TOLERANCE || sum > max + TOLERANCE);
    });
    this.component = Array.from({ length: this.size }, (_, unknown) => unknown);
    for (const { terms } of this.conditions) {
      const open = [...terms.keys()].filter((unknown) => !fixed.has(unknown));
      const [root] = open.map((unknown) => this.component[unknown]);
      const joined = new Set(open.map((unknown) => this.component[unknown]));
      if (joined.size < 2 || root === undefined) continue;
      this.component = this.component.map((id) => (joined.has(id) ? root : id));
    }
    return fixed;
  }
}

/** The terms that are not worked out yet, and the sum of those that are. */
function rest(terms: Terms, fixed: ReadonlyMap<number, number>): { terms: Terms; sum: number } {
  const open = new Map<number, number>();
  let sum = 0;
  for (const [unknown, factor] of terms) {
    const value = fixed.get(unknown);
    if (value === undefined) open.set(unknown, factor);
    else sum += factor * value;
  }
  return { terms: open, sum };
}

/** A condition on what is not worked out yet. */
function open({ terms, min, max }: Condition, fixed: ReadonlyMap<number, number>): Condition {
  const { terms: others, sum } = rest(terms, fixed);
  return { terms: others, min: min - sum, max: max - sum };
}

function holds(
  { terms, min, max }: Condition,
  counts: ReadonlyMap<number, number> = new Map(),
): boolean {
  const value = valueOf(terms, counts);
  return value >= min - TOLERANCE && value <= max + TOLERANCE;
}
