import { solve } from 'yalps';

/** A sum of unknown counts: the number of each unknown and its factor. */
export type Terms = ReadonlyMap<number, number>;

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

interface Condition {
  terms: Terms;
  min: number;
  max: number;
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
  boundsOf(target: Terms, given?: { terms: Terms; min: number; max: number }): Bounds | null {
    const fixed = this.settle();
    if (this.contradictory) return null;
    const known = rest(target, fixed);
    if (known.terms.size === 0 && !given) return { lowest: known.sum, highest: known.sum };
    const involved = new Set(
      [...target.keys(), ...(given?.terms.keys() ?? [])].map((unknown) => this.component[unknown]),
    );
    const conditions = this.conditions
      .filter(({ terms }) => [...terms.keys()].some((unknown) => this.belongs(unknown, involved)))
      .concat(given ?? []);
    const lowest = optimum('minimize', conditions, known.terms, fixed);
    const highest = optimum('maximize', conditions, known.terms, fixed);
    if (lowest === null || highest === null) return null;
    return { lowest: lowest + known.sum, highest: highest + known.sum };
  }

  private belongs(unknown: number, components: ReadonlySet<number | undefined>): boolean {
    return !this.fixed?.has(unknown) && components.has(this.component[unknown]);
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

/** Percentages are divided out of whole numbers, so products of them are off by rounding alone. */
const TOLERANCE = 1e-6;

function whole(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < TOLERANCE ? nearest : value;
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

function optimum(
  direction: 'minimize' | 'maximize',
  conditions: readonly Condition[],
  target: Terms,
  fixed: ReadonlyMap<number, number>,
): number | null {
  const constraints = new Map<string, { min: number; max: number }>();
  const variables = new Map<number, Map<string, number>>();
  const put = (unknown: number, key: string, factor: number): void => {
    const factors = variables.get(unknown) ?? new Map<string, number>();
    variables.set(unknown, factors.set(key, factor));
  };
  for (const [unknown, factor] of target) put(unknown, 'target', factor);
  for (const [index, { terms, min, max }] of conditions.entries()) {
    const open = rest(terms, fixed);
    if (open.terms.size === 0) {
      if (open.sum < min - TOLERANCE || open.sum > max + TOLERANCE) return null;
      continue;
    }
    const key = `condition ${index}`;
    constraints.set(key, { min: min - open.sum, max: max - open.sum });
    for (const [unknown, factor] of open.terms) put(unknown, key, factor);
  }
  const { status, result } = solve({
    direction,
    objective: 'target',
    constraints,
    variables,
    integers: true,
  });
  if (status === 'unbounded') return direction === 'maximize' ? Infinity : -Infinity;
  if (status === 'infeasible') return null;
  if (status !== 'optimal')
    throw new Error(`The bounds of a hidden count were not found: ${status}.`);
  return whole(result);
}
