import type { CharSet } from './char-sets';
import type { PatternNode } from './pattern-syntax';

const MAX_POSITIONS = 150;
const MAX_BRANCHINGS = 2_000;

/** A pattern as an automaton without empty moves (Glushkov): one state a character position. */
interface Automaton {
  sets: CharSet[];
  /** From each state, how many ways lead to each other one. */
  follow: Map<number, number>[];
  first: Map<number, number>;
  anchored: boolean;
}

interface Part {
  /** In how many ways it can match nothing: two, which count as many, in (?:a*)?. */
  empties: number;
  first: Map<number, number>;
  last: Map<number, number>;
}

class TooLarge extends Error {}

/**
 * Why a backtracking engine, as in browsers, could need too long for a pattern; undefined if it cannot.
 * Sound, and careful rather than exact: what passes needs at most time quadratic in the text. Refused is
 * what is ambiguous inside a loop (exponential), what has many optional parts alike, and what has two or more ambiguous neighbouring loops
 * (cubic and above); a pattern without ^ at its start counts as beginning with a loop. The number of
 * positions is bounded, so that this check itself takes milliseconds.
 */
export function slowReason(pattern: PatternNode): string | undefined {
  let automaton: Automaton;
  try {
    automaton = build(pattern);
  } catch (error) {
    if (error instanceof TooLarge) return 'it is too long once its repetitions are written out';
    throw error;
  }
  const groups = loops(automaton);
  for (const [state, ways] of automaton.follow.entries()) {
    for (const [next, count] of ways) {
      if (count > 1 && groups[state] === groups[next]) return 'a repetition stands inside another';
    }
  }
  if (isAmbiguousLoop(automaton, groups))
    return 'a repeated part can match the same text in two ways';
  if (branchings(automaton) > MAX_BRANCHINGS) {
    return 'too many of its optional parts can match the same text';
  }
  if (neighbours(automaton, groups) > 1) {
    return 'several repetitions in a row can match the same text (beginning with ^ may help)';
  }
  return undefined;
}

function build(pattern: PatternNode): Automaton {
  const sets: CharSet[] = [];
  const follow: Map<number, number>[] = [];
  const link = (from: Map<number, number>, to: Map<number, number>): void => {
    for (const [a, n] of from) for (const [b, m] of to) bump(follow[a], b, n * m);
  };
  const visit = (node: PatternNode): Part => {
    switch (node.kind) {
      case 'set': {
        if (sets.length >= MAX_POSITIONS) throw new TooLarge();
        const state = sets.push(node.set) - 1;
        follow.push(new Map());
        return { empties: 0, first: new Map([[state, 1]]), last: new Map([[state, 1]]) };
      }
      case 'sequence':
        return node.parts.map(visit).reduce(join, empty());
      case 'choice': {
        const parts = node.parts.map(visit);
        const whole: Part = { empties: 0, first: new Map(), last: new Map() };
        for (const part of parts) {
          whole.empties = capped(whole.empties + part.empties);
          for (const [state, n] of part.first) bump(whole.first, state, n);
          for (const [state, n] of part.last) bump(whole.last, state, n);
        }
        return whole;
      }
      case 'repeat': {
        let whole = empty();
        for (let i = 0; i < node.min; i++) whole = join(whole, visit(node.part));
        if (node.max === Infinity) {
          const loop = visit(node.part);
          link(loop.last, loop.first);
          return join(whole, skippable(loop));
        }
        // x{0,2} is (x(x)?)?: the tail first, so that each length has one way only.
        let tail = empty();
        for (let i = node.min; i < node.max; i++) tail = skippable(join(visit(node.part), tail));
        return join(whole, tail);
      }
      default:
        return empty();
    }
  };
  const join = (left: Part, right: Part): Part => {
    link(left.last, right.first);
    return {
      empties: capped(left.empties * right.empties),
      first: merged(left.first, right.first, left.empties),
      last: merged(right.last, left.last, right.empties),
    };
  };
  const { first } = visit(pattern);
  return { sets, follow, first, anchored: startsAnchored(pattern) };
}

function empty(): Part {
  return { empties: 1, first: new Map(), last: new Map() };
}

function skippable(part: Part): Part {
  return { ...part, empties: capped(part.empties + 1) };
}

/** Two ways are as bad as many; a cap keeps nested loops from overflowing. */
function capped(ways: number): number {
  return Math.min(2, ways);
}

function bump(map: Map<number, number> | undefined, key: number, by: number): void {
  map?.set(key, capped((map.get(key) ?? 0) + by));
}

/** What `a` holds, and what `b` holds in each of so many ways. */
function merged(a: Map<number, number>, b: Map<number, number>, ways: number): Map<number, number> {
  const result = new Map(a);
  if (ways > 0) for (const [state, n] of b) bump(result, state, n * ways);
  return result;
}

function startsAnchored(node: PatternNode): boolean {
  if (node.kind === 'start') return true;
  if (node.kind === 'sequence') return node.parts[0] !== undefined && startsAnchored(node.parts[0]);
  return node.kind === 'choice' && node.parts.every(startsAnchored);
}

/** The loop each state belongs to: states that can reach one another share a number. */
function loops({ sets, follow }: Automaton): number[] {
  const reach = sets.map((_, state) => reachable(follow, state));
  return sets.map((_, state) => {
    const group = sets.findIndex((__, other) =>
      other === state
        ? true
        : reach[state]?.has(other) === true && reach[other]?.has(state) === true,
    );
    return group;
  });
}

function reachable(follow: Map<number, number>[], start: number): Set<number> {
  const seen = new Set<number>();
  const waiting = [start];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const next of follow[state]?.keys() ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return seen;
}

/** Whether one state can be left and reached again over the same text in two ways. */
function isAmbiguousLoop({ sets, follow }: Automaton, groups: number[]): boolean {
  const size = sets.length;
  const steps = (pair: number): number[] => {
    const [left, right] = [Math.floor(pair / size), pair % size];
    const result: number[] = [];
    for (const a of follow[left]?.keys() ?? []) {
      if (groups[a] !== groups[left]) continue;
      for (const b of follow[right]?.keys() ?? []) {
        if (groups[b] !== groups[right]) continue;
        if (overlaps(sets[a] ?? [], sets[b] ?? [])) result.push(a * size + b);
      }
    }
    return result;
  };
  // From each state, walk pairs of ways over the same text; a pair of two states that can come
  // together in it again means two ways.
  for (let start = 0; start < size; start++) {
    const diagonal = start * size + start;
    const seen = new Set<number>();
    const back = new Map<number, number[]>();
    const waiting = [diagonal];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      for (const next of steps(pair)) {
        const from = back.get(next);
        if (from === undefined) back.set(next, [pair]);
        else from.push(pair);
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    if (!seen.has(diagonal)) continue;
    const returns = new Set<number>();
    const behind = [diagonal];
    for (let pair = behind.pop(); pair !== undefined; pair = behind.pop()) {
      for (const from of back.get(pair) ?? []) {
        if (returns.has(from)) continue;
        returns.add(from);
        behind.push(from);
      }
    }
    for (const pair of returns) if (Math.floor(pair / size) !== pair % size) return true;
  }
  return false;
}

/**
 * A bound on the ways that do not come from loops: for each state, how many of its next states can match
 * the same character, multiplied. (?:a?){30} has no loop and still 2^30 ways.
 */
function branchings({ sets, follow, first }: Automaton): number {
  let product = 1;
  for (const next of [first, ...follow]) {
    const states = [...next.keys()];
    const rivals = states.filter((state) =>
      states.some((other) => other !== state && overlaps(sets[state] ?? [], sets[other] ?? [])),
    );
    product *= Math.max(1, rivals.length);
    if (product > MAX_BRANCHINGS) return product;
  }
  return product;
}

/** The largest number of overlapping neighbouring loops on one way through the pattern. */
function neighbours({ sets, follow, first, anchored }: Automaton, groups: number[]): number {
  const isLoop = (state: number): boolean => reachable(follow, state).has(state);
  const looping = sets.map((_, state) => isLoop(state));
  const alphabet = (group: number): CharSet =>
    sets.flatMap((set, state) => (groups[state] === group ? [...set] : []));
  const longest = new Map<number, number>();
  /** Most overlapping neighbours on ways that begin in this group of states. */
  const from = (group: number): number => {
    const known = longest.get(group);
    if (known !== undefined) return known;
    longest.set(group, 0);
    const states = sets.flatMap((_, state) => (groups[state] === group ? [state] : []));
    const own = states.some((state) => looping[state]) ? alphabet(group) : undefined;
    const best = bestFrom(
      own,
      states.flatMap((state) => [...(follow[state]?.keys() ?? [])]),
      group,
    );
    longest.set(group, best);
    return best;
  };
  const bestFrom = (own: CharSet | undefined, starts: number[], group: number): number => {
    let best = 0;
    for (const state of starts)
      if (groups[state] !== group) best = Math.max(best, from(groups[state] ?? -1));
    if (own === undefined) return best;
    // Loops that can be reached by text the present loop could match too.
    const seen = new Set<number>();
    const waiting = [...starts];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (seen.has(state) || !overlaps(sets[state] ?? [], own)) continue;
      seen.add(state);
      const other = groups[state] ?? -1;
      if (looping[state] === true && other !== group) best = Math.max(best, 1 + from(other));
      waiting.push(...(follow[state]?.keys() ?? []));
    }
    return best;
  };
  const starts = [...first.keys()];
  return bestFrom(anchored ? undefined : [[0, 0xffff]], starts, -1);
}

function overlaps(a: CharSet, b: CharSet): boolean {
  return a.some(([from, to]) => b.some(([low, high]) => from <= high && low <= to));
}
