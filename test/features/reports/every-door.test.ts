import { statuses } from '../../../src/features/indicators/status-words';
import type { IndicatorStatus } from '../../../src/features/indicators/compute';
import { SurveyVersion } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { seeded } from '../../harness/seeded';
import { startTestServer, type TestServer } from '../../harness/server';
import { keepDatedRecords } from '../indicators/dated-records';
import { asOnPage, pageOf } from './page-figures';
import { addRandomRecords } from './random-records';
import { readSlides, type SlideTexts } from './read-slides';
import { open, summaryOf, type SummaryRow } from './read-workbook';
import { recalculate, type RecalculatedCell } from './recalculate';

let server: TestServer;
let organiser: Client;
let overseer: Client;
const forms: Record<string, SurveyVersion> = {};
const names = [
  'cluster_survey',
  'workshop_evaluation',
  'collaboration_invitation',
  'success_story',
];

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  await keepDatedRecords();
  for (const [index, name] of names.entries()) {
    forms[name] = await SurveyVersion.findByPk(index + 1, { rejectOnEmpty: true });
  }
});
afterAll(() => server.stop());

interface Figures {
  id: string;
  unit: string;
  value: number | null;
  status: IndicatorStatus;
  split: { women: number | null; men: number | null; notStated: number | null } | null;
  days:
    { day: number; value: number | null; status: IndicatorStatus; people: object | null }[] | null;
}

/** As the page writes it, from what the address for programs says. */
function ofData({ unit, value, status, split }: Figures): string[] {
  return asOnPage({
    Value: value,
    Unit: unit,
    Status: statuses[status].label,
    Women: split?.women ?? null,
    Men: split?.men ?? null,
    'Not stated': split?.notStated ?? null,
  });
}

/** The rows of the summary with what their formulas give when they are calculated anew. */
async function ofWorkbook(file: Buffer): Promise<{
  cells: RecalculatedCell[];
  rows: Map<string, SummaryRow>;
}> {
  const workbook = await open(file);
  const cells = recalculate(workbook);
  const sheet = workbook.getWorksheet('Summary');
  for (const cell of cells.filter((one) => one.sheet === 'Summary')) {
    const { calculated } = cell;
    const value = typeof calculated === 'number' ? calculated : String(calculated);
    if (sheet !== undefined) sheet.getCell(cell.address).value = value;
  }
  return { cells, rows: summaryOf(workbook) };
}

/** Values, statuses, women and men from the tables on the slides, by the ids of the indicators. */
function ofSlides(slides: readonly SlideTexts[]): Map<string, string[]> {
  return new Map(
    slides.flatMap(({ rows }) =>
      rows.flatMap(([name = '', value = '', , women = '', men = '', status = '']) => {
        const shown = /^(?:no data yet|not shown)$/.test(value) ? '–' : value;
        const id = name.slice(0, 3);
        return /^I\d\d$/.test(id)
          ? [[id, [shown, status, ...[women, men].filter((n) => n !== '–')]] as const]
          : [];
      }),
    ),
  );
}

async function expectOneFigureEverywhere(client: Client): Promise<void> {
  const page = await pageOf(client);
  const data = JSON.parse((await client.get(paths.indicatorsData)).body.toString()) as {
    indicators: Figures[];
  };
  const { cells, rows } = await ofWorkbook((await client.get(paths.indicatorsWorkbook)).body);
  const slides = await readSlides((await client.get(paths.slides)).body);
  const onSlides = ofSlides(slides);

  expect(cells.filter(({ written, calculated }) => written !== calculated)).toEqual([]);
  expect(data.indicators.map(({ id }) => id)).toHaveLength(19);
  for (const figures of data.indicators) {
    const { id } = figures;
    const onPage = page.get(id) ?? [];
    expect([id, ...ofData(figures)]).toEqual([id, ...onPage]);
    expect([id, ...asOnPage(rows.get(id) ?? {})]).toEqual([id, ...onPage]);
    // The slides leave out those whose sex is not stated; their charts show them.
    expect([id, ...(onSlides.get(id) ?? [])]).toEqual([id, ...onPage.slice(0, 4)]);
    if (figures.days !== null) expectSameDays(id, figures.days, cells);
  }
  expectSameChart(data.indicators, slides);
}

/** The values and statuses of the days, calculated anew. */
function expectSameDays(
  id: string,
  days: NonNullable<Figures['days']>,
  cells: readonly RecalculatedCell[],
): void {
  const column = (letter: string): unknown[] =>
    cells.flatMap(({ sheet, address, calculated }) =>
      sheet === id && address.startsWith(letter) ? [calculated] : [],
    );
  expect([id, column('G')]).toEqual([id, days.map(({ value }) => value ?? 'no data yet')]);
  expect([id, column('H')]).toEqual([id, days.map(({ status }) => statuses[status].label)]);
}

/** The chart of days on the slides. */
function expectSameChart(indicators: readonly Figures[], slides: readonly SlideTexts[]): void {
  const days = indicators.find(({ id }) => id === 'I03')?.days ?? [];
  const people = days.map((day) => day.people as Record<string, number>);
  const [chart] = slides.flatMap(({ texts, charts }) =>
    texts[0] === 'Participants of each day' ? charts : [],
  );
  expect(chart?.series).toEqual({
    Women: people.map(({ women }) => women),
    Men: people.map(({ men }) => men),
    'Not stated': people.map(({ notStated }) => notStated),
  });
}

test.each([1, 2])(
  'round %i of random records: page, data, workbook calculated anew and slides agree',
  async (round) => {
    await addRandomRecords(seeded(round * 7919), round, forms);
    for (const name of names) await organiser.post(paths.surveyReleases(name));
    await expectOneFigureEverywhere(organiser);
    await expectOneFigureEverywhere(overseer);
  },
  120_000,
);
