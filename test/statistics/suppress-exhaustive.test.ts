import { suppress } from '../../src/statistics/suppress';
import { tableOf } from './tables';

/** Every way to spread up to `most` people over so many cells. */
function* spreads(cells: number, most: number): Generator<number[]> {
  if (cells === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first++) {
    for (const others of spreads(cells - 1, most - first)) yield [first, ...others];
  }
}

/**
 * The strongest reader: runs the suppression over every table there can be and keeps those that give
 * exactly what is published. Collects, for each publication, the values each cell can have had.
 */
function possibleValues(rows: number, most: number, k: number): Set<number>[][] {
  const publications = new Map<string, Set<number>[]>();
  for (const counts of spreads(rows * 2, most)) {
    const table = tableOf(
      Array.from({ length: rows }, (_, row) => [
        `row ${row}`,
        counts[row * 2] ?? 0,
        counts[row * 2 + 1] ?? 0,
      ]),
    );
    const published = JSON.stringify(suppress(table, { k }));
    const values = publications.get(published) ?? counts.map(() => new Set<number>());
    for (const [cell, n] of counts.entries()) values[cell]?.add(n);
    publications.set(published, values);
  }
  return [...publications.values()];
}

describe('suppress against a reader who runs it over all possible tables', () => {
  it.each([
    [2, 14, 3],
    [3, 11, 3],
  ])('%i rows, up to %i people, k = %i: no small count becomes exact', (rows, most, k) => {
    const publications = possibleValues(rows, most, k);
    const exactAndSmall = publications.filter((cells) =>
      cells.some((values) => {
        const [value = 0] = values;
        return values.size === 1 && value > 0 && value < k;
      }),
    );
    expect(exactAndSmall).toEqual([]);
    expect(publications.length).toBeGreaterThan(500);
  });
});
