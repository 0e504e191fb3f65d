import type ExcelJS from 'exceljs';
import fc from 'fast-check';
import { cut } from '../../../exports/slides/slide-text';
import { isPostgres } from '../../../src/db/transaction';
import { statuses } from '../../../src/features/indicators/status-words';
import type { IndicatorStatus } from '../../../src/features/indicators/compute';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { publish } from '../indicators/seed';
import { expectNoMoreThanPages } from './no-more-than-pages';
import { asOnPage, pageOf } from './page-figures';
import { resultsOf, type PageRow, type PageTable } from './page-results';
import { keepWorld, worlds, type Forms } from './random-records';
import { readSlides, type SlideTexts } from './read-slides';
import { chartsOf, open, summaryOf, type SummaryRow, type WorkbookChart } from './read-workbook';
import { faultsOf } from './sound-package';
import { recalculate, type RecalculatedCell } from './recalculate';

let server: TestServer;
let organiser: Client;
let overseer: Client;
const forms: Record<string, Forms[string]> = {};

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  for (const name of [
    'cluster_survey',
    'workshop_evaluation',
    'collaboration_invitation',
    'success_story',
    'success_story_one_year',
  ]) {
    forms[name] = await publish(name);
  }
});
afterAll(() => server.stop());

interface Figures {
  id: string;
  title: string;
  unit: string;
  value: number | null;
  status: IndicatorStatus;
  base: number | null;
  targets: { measure: string; value: number; reached: number | null }[];
  split: {
    of: string;
    women: number | null;
    men: number | null;
    notStated: number | null;
  } | null;
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

interface WorkbookFigures {
  workbook: ExcelJS.Workbook;
  /** Every formula, calculated anew. */
  cells: RecalculatedCell[];
  /** The rows of the summary, calculated anew. */
  rows: Map<string, SummaryRow>;
  charts: WorkbookChart[];
}

async function ofWorkbook(file: Buffer): Promise<WorkbookFigures> {
  const workbook = await open(file);
  const cells = recalculate(workbook);
  for (const { sheet, address, calculated } of cells) {
    const value = typeof calculated === 'number' ? calculated : String(calculated);
    const found = workbook.getWorksheet(sheet);
    if (found !== undefined) found.getCell(address).value = value;
  }
  return { workbook, cells, rows: summaryOf(workbook), charts: await chartsOf(file, workbook) };
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Values, statuses, sexes and bases from the tables on the slides, by the ids of the indicators. */
function ofSlides(slides: readonly SlideTexts[]): Map<string, string[]> {
  return new Map(
    slides.flatMap(({ rows }) =>
      rows.flatMap(([name = '', value = '', , ...rest]) => {
        const shown = /^(?:no data yet|not shown)$/.test(value) ? '–' : value;
        const id = name.slice(0, 3);
        return /^I\d\d$/.test(id)
          ? [[id, [shown, ...rest.slice(-1), ...rest.slice(0, -1).filter(isNumber)]] as const]
          : [];
      }),
    ),
  );
}

async function expectOneFigureEverywhere(client: Client): Promise<WorkbookFigures> {
  const page = await pageOf(client);
  const data = JSON.parse((await client.get(paths.indicatorsData)).body.toString()) as {
    indicators: Figures[];
  };
  const file = (await client.get(paths.indicatorsWorkbook)).body;
  const workbook = await ofWorkbook(file);
  const { cells, rows } = workbook;
  const deck = (await client.get(paths.slides)).body;
  const slides = await readSlides(deck);
  const onSlides = ofSlides(slides);

  expect([...(await faultsOf(file)), ...(await faultsOf(deck))]).toEqual([]);
  expect(cells.filter(({ written, calculated }) => written !== calculated)).toEqual([]);
  expect(data.indicators.map(({ id }) => id)).toHaveLength(19);
  for (const figures of data.indicators) {
    const { id } = figures;
    const onPage = page.get(id) ?? [];
    expect([id, ...ofData(figures)]).toEqual([id, ...onPage]);
    expect([id, ...asOnPage(rows.get(id) ?? {})]).toEqual([id, ...onPage]);
    const base = figures.base === null || figures.base === 0 ? [] : [figures.base];
    expect([id, ...(onSlides.get(id) ?? [])]).toEqual([id, ...onPage, ...base.map(String)]);
    expect([id, rows.get(id)?.['Base (records)'] ?? '']).toEqual([id, base[0] ?? '']);
    if (figures.days !== null) expectSameDays(id, figures.days, cells);
  }
  for (const { kept, shown } of workbook.charts) expect(kept).toEqual(shown);
  expectSameIndicatorCharts(data.indicators, slides, workbook.charts);
  expectSameQuestionCharts(await resultsOf(client, 'cluster_survey'), slides);
  expectSameSatisfaction(await resultsOf(client, 'workshop_evaluation'), workbook.charts);
  return workbook;
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

type Series = Record<string, (number | null)[]>;

/** The bars of a title over all of its slides, one after the other: "Title (1 of 2)". */
function barsOn(slides: readonly SlideTexts[], title: string): { names: string[]; series: Series } {
  const bars: { names: string[]; series: Series } = { names: [], series: {} };
  for (const { texts, charts } of slides) {
    const [heading = ''] = texts;
    if (heading.replace(/ \(\d+ of \d+\)$/, '') !== title) continue;
    for (const { names, series } of charts) {
      bars.names.push(...names);
      for (const [name, values] of Object.entries(series)) {
        bars.series[name] = [...(bars.series[name] ?? []), ...values];
      }
    }
  }
  return bars;
}

/** Days, targets, and women and men: on the slides and in the workbook. */
function expectSameIndicatorCharts(
  indicators: readonly Figures[],
  slides: readonly SlideTexts[],
  charts: readonly WorkbookChart[],
): void {
  const days = (indicators.find(({ id }) => id === 'I03')?.days ?? []).flatMap(({ people }) =>
    people === null ? [] : [people as Record<string, number>],
  );
  const splits = indicators.flatMap(({ split }) => (split === null ? [] : [split]));
  const reached = indicators.flatMap(({ targets }) =>
    targets.flatMap(({ reached: n, value }) => (n === null ? [] : [(n * 100) / value])),
  );
  const bySex = (rows: readonly object[]): Series =>
    rows.length === 0
      ? {}
      : Object.fromEntries(
          [
            ['Women', 'women'],
            ['Men', 'men'],
            ['Not stated', 'notStated'],
          ].map(([name = '', key = '']) => [
            name,
            rows.map((row) => (row as Record<string, number | null>)[key] ?? null),
          ]),
        );
  const inWorkbook = (sheet: string): Series =>
    charts.find(({ kept }) => kept.sheet === sheet)?.kept.series ?? {};
  for (const [title, sheet, expected] of [
    ['Participants of each day', 'Chart 3 Days', bySex(days)],
    ['Women and men behind the indicators', 'Chart 5 Women and men', bySex(splits)],
  ] as const) {
    expect([title, barsOn(slides, title).series]).toEqual([title, expected]);
    expect([sheet, inWorkbook(sheet)]).toEqual([sheet, expected]);
  }
  expect(barsOn(slides, 'Progress against targets').series['Per cent of the target'] ?? []).toEqual(
    reached,
  );
  expect(inWorkbook('Chart 2 Targets')['Per cent of the target'] ?? []).toEqual(reached);
}

/** The figures of the page as bars: of women and men where both are shown, else of all. */
function barsOf(rows: readonly PageRow[], measure: 'percent' | 'mean'): (number | null)[][] {
  const isBySex = rows.every(({ [measure]: { women, men } }) => women !== null && men !== null);
  return isBySex
    ? [rows.map((row) => row[measure].women), rows.map((row) => row[measure].men)]
    : [rows.map((row) => row[measure].total)];
}

/** Each question that the page has figures of stands on the slides with the same ones. */
function expectSameQuestionCharts(
  tables: readonly PageTable[],
  slides: readonly SlideTexts[],
): void {
  for (const { title, kind, rows } of tables) {
    const bars = barsOn(slides, cut(title, 240));
    const shown = rows.filter(({ n, mean }) => (kind === 'means' ? mean.total : n) !== null);
    const onPage = new Set(shown.map(({ name }) => cut(name, 70)));
    // Of long lists the page leaves out what nobody chose; slides do so of longer ones.
    const more = bars.names.flatMap((name, at) => (onPage.has(name) ? [] : [at]));
    const zeros = more.flatMap((at) => Object.values(bars.series).map((values) => values[at]));
    expect([title, zeros.filter((value) => value !== 0)]).toEqual([title, []]);
    const isOnPage = (_: unknown, at: number): boolean => !more.includes(at);
    const drawn = new Set(bars.names);
    const chosen = shown.filter(({ name, n }) => drawn.has(cut(name, 70)) || n !== 0);
    expect([title, bars.names.filter(isOnPage)]).toEqual([
      title,
      chosen.map(({ name }) => cut(name, 70)),
    ]);
    expect([title, Object.values(bars.series).map((values) => values.filter(isOnPage))]).toEqual([
      title,
      chosen.length === 0 ? [] : barsOf(chosen, kind === 'means' ? 'mean' : 'percent'),
    ]);
  }
}

/** The chart of satisfaction in the workbook. */
function expectSameSatisfaction(
  tables: readonly PageTable[],
  charts: readonly WorkbookChart[],
): void {
  const table = tables.find(({ title }) => /^Overall, how satisfied/.test(title));
  const chart = charts.find(({ kept }) => kept.sheet === 'Chart 4 Satisfaction')?.kept;
  const rows = table?.rows.some(({ n }) => n !== null && n > 0) === true ? table.rows : [];
  expect(chart?.names ?? []).toEqual(rows.map(({ name }) => name));
  expect(Object.values(chart?.series ?? {})).toEqual(
    rows.length === 0 ? [] : barsOf(rows, 'percent'),
  );
}

test('for any records page, data, workbook calculated anew and slides agree', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await keepWorld(world, forms);
      for (const name of Object.keys(forms)) await organiser.post(paths.surveyReleases(name));
      await expectOneFigureEverywhere(organiser);
      const { workbook } = await expectOneFigureEverywhere(overseer);
      await expectNoMoreThanPages(workbook);
    }),
    { numRuns: isPostgres() ? 2 : 3, endOnFailure: true },
  );
}, 180_000);
