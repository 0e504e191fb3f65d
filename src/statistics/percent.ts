/** Share of `n` in `base`, 0 to 100, unrounded; null with base 0, which means "no data yet" and is never 0 %. */
export function percent(n: number, base: number): number | null {
  // In this order 57 of 100 is 57, and not a little less.
  return base === 0 ? null : (n * 100) / base;
}
