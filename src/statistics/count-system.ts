import { solve } from 'yalps';

/** A sum of unknown counts: the number of each unknown and its factor. */
export type Terms = ReadonlyMap<number, number>;

/** A sum of unknown counts that lies between two numbers; the same number twice makes it exact. */
export interface Condition {
  terms: Terms;
  min: number;
  max: number;
}

/** Percentages are divided out of whole numbers, so products of them are off by rounding alone. */
export const TOLERANCE = 1e-6;

export function whole(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < TOLERANCE ? nearest : value;
}

/** The sum under these counts; an unknown that is not among them counts 0. */
export function valueOf(terms: Terms, counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [unknown, factor] of terms) sum += factor * (counts.get(unknown) ?? 0);
  return sum;
}

const targetKey = -1;
const givenKey = -2;

/**
 * Conditions that hang together, on unknown whole numbers none below 0, as the solver takes them: put
 * together once for all the sums that are asked for.
 */
export class CountSystem {
  private readonly ranges: (readonly [key: number, range: { min: number; max: number }])[];
  private readonly factors = new Map<number, (readonly [key: number, factor: number])[]>();
  private readonly found: Map<number, number>[] = [];

  /** @param conditions without unknowns that are worked out already */
  constructor(conditions: readonly Condition[]) {
    this.ranges = conditions.map(({ min, max }, key) => [key, { min, max }]);
    for (const [key, { terms }] of conditions.entries()) {
      for (const [unknown, factor] of terms) {
        const factors = this.factors.get(unknown);
        if (factors === undefined) this.factors.set(unknown, [[key, factor]]);
        else factors.push([key, factor]);
      }
    }
  }

  /** Counts that satisfy all conditions, as far as any were come across; those that are 0 are left out. */
  get solutions(): readonly ReadonlyMap<number, number>[] {
    return this.found;
  }

  /**
   * The lowest or highest that a sum can be.
   * @param given a further condition
   * @returns null when nothing satisfies all conditions
   */
  optimum(direction: 'minimize' | 'maximize', target: Terms, given?: Condition): number | null {
    const factors = new Map(this.factors);
    const put = (terms: Terms, key: number): void => {
      for (const [unknown, factor] of terms) {
        factors.set(unknown, [...(factors.get(unknown) ?? []), [key, factor]]);
      }
    };
    put(target, targetKey);
    if (given) put(given.terms, givenKey);
    const { status, result, variables } = solve({
      direction,
      objective: targetKey,
      constraints: given ? [...this.ranges, [givenKey, given]] : this.ranges,
      variables: [...factors],
      integers: true,
    });
    if (status === 'unbounded') return direction === 'maximize' ? Infinity : -Infinity;
    if (status === 'infeasible') return null;
    if (status !== 'optimal')
      throw new Error(`The bounds of a hidden count were not found: ${status}.`);
    this.found.push(new Map(variables.map(([unknown, value]) => [unknown, whole(value)])));
    return whole(result);
  }
}
