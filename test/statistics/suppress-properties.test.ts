import fc from 'fast-check';
import { disclosures } from '../../src/statistics/disclosure';
import type { SexTable } from '../../src/statistics/sex-split';
import { suppress, suppressLinked } from '../../src/statistics/suppress';
import type { RowCounts } from './tables';
import { tableOf } from './tables';

describe('suppress', () => {
  const codes = ['a', 'b', 'other', 'd', 'e', 'f', 'g', 'h'];
  const few = fc.integer({ min: 0, max: 6 });
  const many = fc.integer({ min: 0, max: 60 });
  const count = fc.oneof(fc.constant(0), few, many);
  const notStated = fc.oneof(fc.constant(0), fc.constant(0), few, many);
  const counts = fc.record({ women: count, men: count, notStated });
  const k = fc.integer({ min: 3, max: 10 });
  const none = { women: 0, men: 0, notStated: 0 };
  const plus = (a: typeof none, b: typeof none) => ({
    women: a.women + b.women,
    men: a.men + b.men,
    notStated: a.notStated + b.notStated,
  });
  const sexes = ['women', 'men', 'notStated'] as const;

  const single = fc
    .record({
      rows: fc.array(counts, { minLength: 1, maxLength: codes.length }),
      noAnswer: fc.oneof(fc.constant(none), counts),
      notAsked: fc.oneof(fc.constant(none), counts),
      ordered: fc.boolean(),
    })
    .map(({ rows, noAnswer, notAsked, ordered }) => {
      const asked = plus(rows.reduce(plus, none), noAnswer);
      return tableOf(
        rows.map((row, i): RowCounts => [codes[i] ?? '', row.women, row.men, row.notStated]),
        { asked, respondents: plus(asked, notAsked), ordered },
      );
    });

  /** Rows as shares of a base; the last one holds whoever chose nothing else. */
  const multiple = fc
    .record({
      base: counts,
      shares: fc.array(
        fc.record({ women: fc.nat(100), men: fc.nat(100), notStated: fc.nat(100) }),
        { minLength: 1, maxLength: 6 },
      ),
      noAnswer: fc.oneof(fc.constant(none), counts),
      notAsked: fc.oneof(fc.constant(none), counts),
    })
    .map(({ base, shares, noAnswer, notAsked }) => {
      const rows = shares.map((share) => ({
        women: Math.round((share.women * base.women) / 100),
        men: Math.round((share.men * base.men) / 100),
        notStated: Math.round((share.notStated * base.notStated) / 100),
      }));
      const sums = rows.reduce(plus, none);
      const last = { ...none };
      for (const sex of sexes) last[sex] = Math.max(0, base[sex] - sums[sex]);
      const asked = plus(base, noAnswer);
      return tableOf(
        [...rows, last].map((row, i): RowCounts => [
          codes[i] ?? '',
          row.women,
          row.men,
          row.notStated,
        ]),
        { multiple: true, base, asked, respondents: plus(asked, notAsked) },
      );
    });

  it.each([
    ['single', single],
    ['multiple', multiple],
  ])('leaves nothing to compute in any %s choice', (_what, tables) => {
    fc.assert(
      fc.property(tables, k, (table, limit) => {
        expect(disclosures([suppress(table, { k: limit })], limit)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  /** Several questions to the same people: each splits every sex in its own way; one takes several answers. */
  const linked = fc
    .record({
      people: counts,
      splits: fc.array(
        fc.array(fc.record({ women: fc.nat(50), men: fc.nat(50), notStated: fc.nat(50) }), {
          minLength: 2,
          maxLength: 5,
        }),
        { minLength: 2, maxLength: 3 },
      ),
    })
    .map(({ people, splits }) => [
      ...splits.map((weights, question) => splitOf(people, weights, question > 0)),
      choicesOf(people, splits[0] ?? []),
    ]);

  function splitOf(people: typeof none, weights: (typeof none)[], allAnswer: boolean): SexTable {
    const left = { ...people };
    const rows = weights.map((weight, i): RowCounts => {
      const row = { ...none };
      for (const sex of sexes) {
        const last = i === weights.length - 1 && allAnswer;
        row[sex] = last ? left[sex] : Math.round((left[sex] * weight[sex]) / 50);
        left[sex] -= row[sex];
      }
      return [codes[i] ?? '', row.women, row.men, row.notStated];
    });
    return tableOf(rows, { asked: people });
  }

  function choicesOf(people: typeof none, weights: (typeof none)[]): SexTable {
    const share = (weight: typeof none, sex: (typeof sexes)[number]): number =>
      Math.round((people[sex] * weight[sex]) / 50);
    const rows = weights.map((weight, i): RowCounts => [
      codes[i] ?? '',
      share(weight, 'women'),
      share(weight, 'men'),
      share(weight, 'notStated'),
    ]);
    const most = { ...none };
    for (const sex of sexes) most[sex] = Math.max(...weights.map((weight) => share(weight, sex)));
    return tableOf(rows, { multiple: true, base: most, asked: people });
  }

  it('leaves nothing to compute in tables of the same people', () => {
    fc.assert(
      fc.property(linked, k, (tables, limit) => {
        expect(disclosures(suppressLinked(tables, { k: limit }), limit)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('does not touch tables without small counts', () => {
    const safe = fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 60 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(safe, safe, safe), { minLength: 1, maxLength: 8 }),
        k,
        (rows, limit) => {
          const table = tableOf(rows.map((row, i): RowCounts => [codes[i] ?? '', ...row]));
          expect(suppress(table, { k: limit })).toEqual(table);
        },
      ),
    );
  });
});
