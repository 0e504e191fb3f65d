/** Share of `n` in `base`, 0 to 100, unrounded; null with base 0, which means "no data yet" and is never 0 %. */
export function percent(n: number, base: number): number | null {
  return base === 0 ? null : (n / base) * 100;
}
