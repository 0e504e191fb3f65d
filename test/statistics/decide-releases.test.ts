import fc from 'fast-check';
import { decideReleases } from '../../src/statistics/decide-releases';
import { respondentsKey, type PastUnit, type ReleaseUnit } from '../../src/statistics/release-unit';
import { UnknownCounts, type Terms } from '../../src/statistics/integer-bounds';
import type { SexCounts, SexTable, StoredSex } from '../../src/statistics/sex-split';
import { columnOf, sexOf, tabulateBySex } from '../../src/statistics/sex-split';
import { suppressLinked } from '../../src/statistics/suppress';
import { addUnknowns, stateTable, sumOf, type Unknowns } from '../../src/statistics/table-unknowns';

/** One person: their sex and the answers to two single choices and a multiple one; null is none. */
interface Person {
  sex: StoredSex;
  one: number | null;
  two: number | null;
  many: number;
}

const sexes = ['women', 'men', 'notStated'] as const;
const codes = ['a', 'b', 'c', 'd'];

function countPeople(people: readonly Person[]): SexCounts {
  const counts = { women: 0, men: 0, notStated: 0 };
  for (const { sex } of people) counts[columnOf(sexOf(sex))] += 1;
  return counts;
}

function tableOf(
  people: readonly Person[],
  asked: readonly Person[],
  chosen: (person: Person) => string[],
  shape: { categories: string[]; multiple?: boolean; ordered?: boolean },
): SexTable {
  const answered = asked.filter((person) => chosen(person).length > 0);
  return tabulateBySex(
    answered.flatMap((person) =>
      chosen(person).map((category) => ({ category, sex: person.sex, count: 1 })),
    ),
    shape.categories.map((code) => ({ code, label: code })),
    {
      ...shape,
      base: countPeople(answered),
      asked: countPeople(asked),
      respondents: countPeople(people),
    },
  );
}

/** The tables of a small form: one question to everyone, two to those who chose "a" in it. */
function unitsOf(people: readonly Person[], k: number): ReleaseUnit[] {
  const some = people.filter(({ one }) => one === 0);
  const choice = (answer: number | null): string[] =>
    answer === null ? [] : [codes[answer] ?? ''];
  const tables: [string, SexTable][] = [
    [respondentsKey, tableOf(people, people, () => ['answered'], { categories: ['answered'] })],
    ['one', tableOf(people, people, ({ one }) => choice(one), { categories: codes })],
    ['two', tableOf(people, some, ({ two }) => choice(two), { categories: codes, ordered: true })],
    [
      'many',
      tableOf(people, some, ({ many }) => codes.filter((_, bit) => (many & (1 << bit)) > 0), {
        categories: codes,
        multiple: true,
      }),
    ],
  ];
  const shown = suppressLinked(
    tables.map(([, table]) => table),
    { k },
  );
  return tables.map(([key, counts], index) => ({
    key,
    parts: [{ item: '', counts, shown: shown[index] ?? counts, means: null }],
  }));
}

interface Release extends PastUnit {
  day: number;
}

/** Day after day: people answer, correct or are erased, and what may move is released. */
async function releaseDaily(days: readonly Day[], k: number): Promise<Release[]> {
  let people: Person[] = [];
  const past: Release[] = [];
  for (const [day, { come, changed, erased }] of days.entries()) {
    people = [...people, ...come].filter((_, index) => !erased.includes(index));
    for (const [index, person] of changed) {
      if (people[index] !== undefined) people[index] = { ...person, sex: people[index].sex };
    }
    if (people.length === 0) continue;
    const units = unitsOf(people, k);
    const decisions = await decideReleases(units, past, k);
    const respondents = units[0]?.parts[0]?.shown;
    for (const unit of units) {
      if (decisions.get(unit.key) !== 'moved' || respondents === undefined) continue;
      past.push({ ...unit, respondents, day });
    }
  }
  return past;
}

interface Day {
  come: Person[];
  changed: [number, Person][];
  erased: number[];
}

const answer = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, fc.constant(null));
const person: fc.Arbitrary<Person> = fc.record({
  sex: fc.constantFrom('female', 'male', 'female', 'male', 'female', 'male', null),
  one: fc.oneof(fc.constant(0), answer),
  two: answer,
  many: fc.integer({ min: 0, max: 15 }),
});
const people = fc.array(person, { maxLength: 18, size: 'max' });
const onlyComing: fc.Arbitrary<Day> = people.map((come) => ({ come, changed: [], erased: [] }));
const anything: fc.Arbitrary<Day> = fc.record({
  come: people,
  changed: fc.array(fc.tuple(fc.nat(40), person), { maxLength: 3 }),
  erased: fc.array(fc.nat(40), { maxLength: 2 }),
});

/**
 * Somebody who kept every release and knows which questions are put to the same people: all releases of
 * all tables as one system. Lists the changes between two dates of any count that must be exactly one
 * of 1 to k - 1, up or down.
 */
function smallChanges(releases: readonly Release[], k: number, onlyGrows: boolean): string[] {
  const counts = new UnknownCounts();
  const everyone = new Map<number, Unknowns>();
  const asked = new Map<number, Unknowns>();
  const series = new Map<string, { day: number; unknowns: Unknowns }[]>();
  const follow = (name: string, day: number, unknowns: Unknowns): void => {
    series.set(name, [...(series.get(name) ?? []), { day, unknowns }]);
  };
  const at = (known: Map<number, Unknowns>, name: string, day: number): Unknowns => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const unknowns = addUnknowns(counts);
    known.set(day, unknowns);
    follow(name, day, unknowns);
    return unknowns;
  };
  for (const { key, parts, respondents, day } of releases) {
    const all = at(everyone, 'respondents', day);
    stateTable(counts, respondents, all);
    for (const { shown } of parts) {
      const stated = stateTable(counts, shown, all);
      for (const part of stated.parts) follow(`${key} ${part.code}`, day, part.unknowns);
      follow(`${key} answered`, day, stated.answered);
      follow(`${key} no answer`, day, stated.noAnswer);
      if (key !== 'two' && key !== 'many') continue;
      const same = at(asked, 'asked', day);
      for (const sex of sexes) {
        counts.require(sumOf([stated.answered[sex], stated.noAnswer[sex]], [same[sex]]), 0, 0);
      }
    }
  }
  const found: string[] = [];
  const pairs = [...series].flatMap(([name, times]) =>
    times.flatMap((later) =>
      times.filter(({ day }) => day < later.day).map((earlier) => ({ name, earlier, later })),
    ),
  );
  if (onlyGrows) {
    for (const { earlier, later } of pairs) {
      for (const sex of sexes) {
        counts.require(sumOf([later.unknowns[sex]], [earlier.unknowns[sex]]), 0, Infinity);
      }
    }
  }
  for (const { name, earlier, later } of pairs) {
    const changes: Terms[] = [...sexes.map((sex) => [sex]), ['women', 'men'] as const, sexes].map(
      (columns) =>
        sumOf(
          columns.map((sex) => later.unknowns[sex]),
          columns.map((sex) => earlier.unknowns[sex]),
        ),
    );
    for (const terms of changes) {
      const bounds = counts.boundsOf(terms);
      if (bounds === null) throw new Error('The releases contradict each other.');
      const { lowest, highest } = bounds;
      if (lowest === highest && lowest !== 0 && Math.abs(lowest) < k) {
        found.push(`${name}: ${lowest} from day ${earlier.day} to ${later.day}`);
      }
    }
  }
  return found;
}

const k = 5;

test.each([
  ['answers only come in', onlyComing, true, 6],
  ['answers are corrected and erased as well', anything, false, 16],
] as const)(
  'no chain of releases tells of fewer than k people, when %s',
  async (_what, day, onlyGrows, numRuns) => {
    let moves = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 2, maxLength: 7, size: 'max' }), async (days) => {
        const releases = await releaseDaily(days, k);
        moves += new Set(releases.map((release) => release.day)).size > 1 ? 1 : 0;
        expect(smallChanges(releases, k, onlyGrows)).toEqual([]);
      }),
      { numRuns },
    );
    // Tables that never move would satisfy this as well.
    expect(moves).toBeGreaterThan(numRuns / 4);
  },
  120_000,
);
