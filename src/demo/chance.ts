/** Chance that comes out the same each time, so that two demos hold the same people and answers. */
export interface Chance {
  /** In [0, 1). */
  random: () => number;
  /** A whole number, both ends included. */
  whole: (least: number, most: number) => number;
  pick: <T>(values: readonly T[]) => T;
  /** One of 1 to weights.length, the more often the greater its weight. */
  weighted: (weights: readonly number[]) => number;
  shuffle: <T>(values: readonly T[]) => T[];
}

/** The generator mulberry32, of 32 bits. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number =>
    least + Math.floor(random() * (most - least + 1));
  return {
    random,
    whole,
    pick: (values) => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    weighted: (weights) => {
      let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return (index < 0 ? weights.length - 1 : index) + 1;
    },
    shuffle: (values) => {
      const shuffled = [...values];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = whole(0, last);
        const kept = shuffled[last];
        const moved = shuffled[other];
        if (kept !== undefined && moved !== undefined) {
          shuffled[last] = moved;
          shuffled[other] = kept;
        }
      }
      return shuffled;
    },
  };
}
