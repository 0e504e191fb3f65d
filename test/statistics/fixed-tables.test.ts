import { crossTable, type CrossCount } from '../../src/statistics/cross-table';
import { decideReleases } from '../../src/statistics/decide-releases';
import { respondentsKey, type PastUnit, type ReleaseUnit } from '../../src/statistics/release-unit';
import { disclosures } from '../../src/statistics/disclosure';
import type { SexTable, StoredSex } from '../../src/statistics/sex-split';
import { suppressLinked } from '../../src/statistics/suppress';
import { seeded } from '../harness/seeded';

// What readers outside the team get in place of free cross-tables: the respondents, sector by sex,
// economy by sex and the codes of an open question by sex, all put to the same people.
interface Respondent {
  sex: StoredSex;
  sector: string | null;
  economy: string | null;
  codes: string[];
}

const lists = {
  sector: ['public', 'private', 'academia', 'other'],
  economy: ['PER', 'CHL', 'KOR', 'THA', 'VNM'],
  codes: ['trust', 'money', 'rules'],
};
const k = 5;

function invent(random: () => number, count: number): Respondent[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
  return Array.from({ length: count }, () => ({
    sex: pick(['female', 'male', 'male', 'female', 'prefer_not_to_say'] as const),
    sector: random() < 0.05 ? null : pick(lists.sector),
    economy: random() < 0.05 ? null : pick(lists.economy),
    codes: [...new Set([pick(lists.codes), pick(lists.codes)])],
  }));
}

function tableOf(people: readonly Respondent[], name: keyof typeof lists | 'everyone'): SexTable {
  const counts = people.map((one): CrossCount => {
    const chosen = name === 'everyone' ? 'answered' : one[name];
    return {
      codes: chosen === null ? null : [chosen].flat(),
      asked: true,
      column: null,
      sex: one.sex,
      n: 1,
    };
  });
  const rows = name === 'everyone' ? ['answered'] : lists[name];
  const categories = rows.map((code) => ({ code, label: code }));
  const options = { multiple: name === 'codes', ordered: false };
  return crossTable(counts, categories, [], options).whole;
}

const keys = ['everyone', 'sector', 'economy', 'codes'] as const;

function unitsOf(people: readonly Respondent[]): ReleaseUnit[] {
  const counted = keys.map((name) => tableOf(people, name));
  const shown = suppressLinked(counted, { k });
  return keys.map((name, index) => {
    const counts = counted[index] as SexTable;
    const safe = shown[index] as SexTable;
    const key = name === 'everyone' ? respondentsKey : `question ${name}`;
    return { key, parts: [{ item: '', counts, shown: safe, means: null }] };
  });
}

/** Every figure a reader can take from one table of a date: shown, and what is left of the base. */
function figuresIn(table: SexTable): Map<string, number> {
  const figures = new Map<string, number>();
  const lines = [
    ...table.categories.map((row) => [`row ${row.code}`, row] as const),
    [`base ${table.baseOf}`, table.base] as const,
    ['blank', table.itemNonResponse] as const,
    ['not asked', table.notAsked] as const,
  ];
  for (const [name, cells] of lines) {
    const merged = 'mergedFrom' in cells ? JSON.stringify(cells.mergedFrom) : '';
    for (const column of ['women', 'men', 'notStated', 'total'] as const) {
      const covers = column === 'total' ? table.totalCovers : '';
      const { n } = cells[column];
      if (n === null) continue;
      figures.set(`${name} ${merged} ${column} ${covers}`, n);
      const base = table.base[column].n;
      if (base !== null && name.startsWith('row')) {
        figures.set(`${name} ${merged} ${column} ${covers} not, of ${table.baseOf}`, base - n);
      }
    }
  }
  return figures;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'fixed tables give nothing away, within a release and between two (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const people = invent(random, 25 + Math.floor(random() * 60));
    const released = new Map<string, PastUnit[]>();
    for (let release = 0; release < 3; release++) {
      const units = unitsOf(people);
      const tables = units.flatMap(({ parts }) => parts.map(({ shown }) => shown));
      const found = disclosures(tables, k).filter(({ of }) => of !== 'answered');
      expect([seed, release, found]).toEqual([seed, release, []]);
      const everyone = units[0]?.parts[0]?.shown as SexTable;
      const decisions = await decideReleases(units, [...released.values()].flat(), k);
      for (const unit of units.filter(({ key }) => decisions.get(key) === 'moved')) {
        const before = released.get(unit.key) ?? [];
        const later = figuresIn((unit.parts[0] as ReleaseUnit['parts'][number]).shown);
        for (const earlier of before) {
          for (const [name, n] of figuresIn(
            (earlier.parts[0] as PastUnit['parts'][number]).shown,
          )) {
            const change = Math.abs((later.get(name) ?? n) - n);
            expect([seed, unit.key, name, change > 0 && change < k]).toEqual([
              seed,
              unit.key,
              name,
              false,
            ]);
          }
        }
        released.set(unit.key, [...before, { ...unit, respondents: everyone }]);
      }
      // Somebody is erased, somebody corrects an answer, and few or many are new.
      people.splice(Math.floor(random() * people.length), 1);
      const corrected = people[Math.floor(random() * people.length)];
      if (corrected !== undefined) corrected.sector = 'academia';
      people.push(...invent(random, Math.floor(random() * 30)));
    }
    expect([...released.keys()]).toContain(respondentsKey);
  },
  60_000,
);

test('free tables would tell of one woman although each of them alone hides her', () => {
  // One woman of academia among those who want training, nobody else of her kind.
  const people: Respondent[] = [
    ...Array.from({ length: 12 }, (_, index) => ({
      sex: index < 6 ? ('female' as const) : ('male' as const),
      sector: 'public',
      economy: 'PER',
      codes: ['trust'],
    })),
    { sex: 'female', sector: 'academia', economy: 'PER', codes: ['trust'] },
  ];
  const all = tableOf(people, 'economy').base.women.n ?? 0;
  const withoutAcademia = tableOf(
    people.filter(({ sector }) => sector === 'public'),
    'economy',
  ).base.women.n;
  // Both bases are large enough to be shown; a filter by sector makes their difference readable.
  expect([all, withoutAcademia]).toEqual([7, 6]);
  expect(all - (withoutAcademia ?? 0)).toBeLessThan(k);
});
