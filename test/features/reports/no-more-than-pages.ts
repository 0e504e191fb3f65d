import type ExcelJS from 'exceljs';
import { readCompletion } from '../../../src/features/completion/read-completion';
import { allEvidence, evidenceOf } from '../../../src/features/indicators/evidence';
import { neutralise } from '../../../src/lib/spreadsheet/neutralise';
import { rowsFrom } from './read-workbook';

/** What the first column is called where it is not the number of the row. */
const headOf: Partial<Record<string, string>> = {
  Clusters: 'Cluster no.',
  'Presented clusters': 'Cluster no.',
  Comments: 'Economy',
  Meetings: 'Held',
  Attendance: 'Day',
};

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Records that overseers' workbook lists are those of their pages; of others it holds the number alone. */
export async function expectNoMoreThanPages(workbook: ExcelJS.Workbook): Promise<void> {
  const listed = (sheet: string, ...columns: string[]): string[] => {
    const [heads = [], ...lines] = rowsFrom(workbook, sheet, headOf[sheet] ?? 'No.');
    return lines
      .map((line) => columns.map((column) => shown(line[heads.indexOf(column)])))
      .filter(([first]) => first !== '')
      .map((cells) => cells.join('; '));
  };
  for (const [id, keys, rows] of [
    ['I02', ['number', 'economy'], listed('Clusters', 'Cluster no.', 'Economy')],
    ['I05', ['economy', 'comments'], listed('Comments', 'Economy', 'Comments')],
    ['I10', ['title'], listed('Initiatives', 'Initiative')],
    ['I16', ['cluster', 'speakers'], listed('Presented clusters', 'Cluster', 'Speakers')],
    ['I18', ['economy'], listed('Platform', 'Economy')],
    ['I19', ['day', 'starts_at'], listed('Meetings', 'Day', 'Time')],
  ] as const) {
    const onPage: string[] = [];
    const source = await evidenceOf(id, 'overseer');
    if (source === null) throw new Error(`Overseers see the records of ${id}.`);
    for await (const { cells } of allEvidence(source)) {
      onPage.push(keys.map((key) => neutralise(String(cells[key] ?? ''))).join('; '));
    }
    expect([id, rows]).toEqual([id, onPage]);
  }
  // Of people: their numbers by economy and sex, on each day and once over all days.
  const { participants } = await readCompletion('overseer');
  const once = new Map<string, number>();
  for (const row of listed(
    'Attendance',
    'Economy',
    'Day',
    'Counts once over all days',
    'Persons',
  )) {
    const [economy = '', day = '', counts, persons] = row.split('; ');
    expect([row, day === '']).toEqual([row, counts === '1']);
    if (day === '') once.set(economy, (once.get(economy) ?? 0) + Number(persons));
  }
  const came = (participants?.economies ?? []).filter(({ total }) => total > 0);
  expect([...once].filter(([economy]) => economy !== 'Not a member economy')).toEqual(
    came.flatMap(({ label, total }) => (once.has(label) ? [[label, total]] : [])),
  );
  expect([...once.values()].reduce((sum, n) => sum + n, 0)).toBe(participants?.total.total ?? 0);
}
