import type { ChartSeries, ChartSpec } from '../../charts/chart-spec';

/**
 * A chart is drawn from the table beside it, so their numbers are the same. Cells carry what they show
 * in data attributes: data-series, and data-percent with data-n, data-mean, or for kind `people` data-n alone.
 *
 * @returns null when the table shows nothing that can be drawn
 */
export function readTable(table: HTMLTableElement, kind: string): ChartSpec | null {
  if (kind === 'stack') return readStack(table);
  const measure = measures[kind] ?? 'percent';
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr[data-row]')];
  const bySex = tonesOf(measure, table).map((tone) => readSeries(rows, tone, measure));
  const shown = bySex.filter(({ values }) => values.some((value) => value !== null));
  const series = shown.length > 0 ? shown : [readSeries(rows, 'total', measure)];
  if (!series.some(({ values }) => values.some((value) => value !== null))) return null;
  return {
    kind: 'groups',
    labels: rows.map((row) => row.dataset['row'] ?? ''),
    series,
    unit: measure === 'percent' ? '%' : '',
    max: measure === 'percent' ? 100 : null,
  };
}

type Measure = 'percent' | 'mean' | 'n';

const measures: Partial<Record<string, Measure>> = { means: 'mean', people: 'n' };

/** Of people, those whose sex is not stated have a bar, too, where there are any. */
function tonesOf(measure: Measure, table: HTMLTableElement): ('women' | 'men' | 'notStated')[] {
  const hasOthers =
    measure === 'n' &&
    table.querySelector('tbody tr[data-row] [data-series="notStated"]:not([data-n="0"])') !== null;
  return hasOthers ? ['women', 'men', 'notStated'] : ['women', 'men'];
}

const names = { women: 'Women', men: 'Men', notStated: 'Not stated', total: 'Everyone' };

function readSeries(
  rows: readonly HTMLTableRowElement[],
  tone: keyof typeof names,
  measure: Measure,
): ChartSeries {
  const cells = rows.map((row) => row.querySelector<HTMLElement>(`[data-series="${tone}"]`));
  return {
    name: names[tone],
    tone,
    values: cells.map((cell) => numberIn(cell, measure)),
    texts: cells.map((cell) => textOf(cell, measure)),
  };
}

/** One bar a group of rows (a row of a matrix), one part a category; groups that were merged are left out. */
function readStack(table: HTMLTableElement): ChartSpec | null {
  const groups = [...table.querySelectorAll<HTMLElement>('tbody[data-item]')].map((group) => ({
    label: group.dataset['item'] ?? '',
    rows: [...group.querySelectorAll<HTMLTableRowElement>('tr[data-row]')],
  }));
  const categories = (table.dataset['categories'] ?? '').split('\n');
  const whole = groups.filter(
    ({ rows }) =>
      rows.length === categories.length &&
      rows.every((row, index) => row.dataset['row'] === categories[index]) &&
      rows.some((row) => numberIn(totalIn(row), 'percent') !== null),
  );
  if (whole.length === 0) return null;
  return {
    kind: 'stack',
    labels: whole.map(({ label }) => label),
    series: categories.map((name, step) => ({
      name,
      tone: { step, of: categories.length },
      values: whole.map(({ rows }) => numberIn(totalIn(rows[step]), 'percent')),
      texts: whole.map(({ rows }) => textOf(totalIn(rows[step]), 'percent', true)),
    })),
    unit: '%',
    max: 100,
  };
}

function totalIn(row: HTMLTableRowElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('[data-series="total"]') ?? null;
}

function numberIn(cell: HTMLElement | null, measure: Measure): number | null {
  const text = cell?.dataset[measure];
  return text === undefined || text === '' ? null : Number(text);
}

function textOf(cell: HTMLElement | null, measure: Measure, short = false): string {
  const value = numberIn(cell, measure);
  if (value === null) return !short && cell?.textContent.trim() === 'hidden' ? 'hidden' : '';
  if (measure === 'n') return String(value);
  if (short) return `${value.toFixed(0)} %`;
  const n = cell?.dataset['n'] ?? '';
  return measure === 'percent' ? `${value.toFixed(1)} % (${n})` : `${value.toFixed(2)} (n ${n})`;
}
