import { formatPercent } from '../../http/format';
import { compareSexes } from '../../statistics/compare-sexes';
import type { SexTable } from '../../statistics/sex-split';
import { comparisonText } from './comparison-words';
import {
  countFigures,
  hiddenText,
  meanFigures,
  responseRate,
  totalName,
  weightOfOne,
  type Figure,
} from './figures';
import type { QuestionResult, ResultPart } from './tabulate';

export interface RowView {
  label: string;
  figures: Figure[];
  /** Null in rows where a share would say nothing. */
  share: string | null;
}

/** Rows under a heading of their own: the whole table, or one row of a matrix. */
interface GroupView {
  label: string;
  rows: RowView[];
  foot: RowView[];
  hiddenReason: string | null;
}

export interface QuestionView {
  id: string;
  title: string;
  /** `means` has one row a line of the question, the other layouts one a category. */
  layout: 'categories' | 'matrix' | 'means';
  facts: string[];
  notes: string[];
  groups: GroupView[];
  totalName: string;
  firstColumn: string;
  chart: 'groups' | 'stack' | 'means' | null;
  /** The means of a matrix, one a row; shown above its full table. Null in other layouts. */
  summary: RowView[] | null;
  /** Women and men compared, in words: one line a table, or one a choice where several may be made. */
  comparisons: { label: string; text: string }[];
  /** How many of them are tests. */
  compared: number;
  /** Where the team makes tables of it by another question; null where nobody may or can. */
  crossHref: string | null;
  /** Labels of a scale in order, joined by line breaks, as charts of a matrix compare them. */
  categories: string;
}

// Long lists (economies) leave out of the table what nobody chose, and name it below.
const longList = 8;

export function questionView(
  { question, parts }: QuestionResult,
  context: { id: string; versions: number; date: string | null; crossHref?: string | null },
): QuestionView {
  const { kind, askedIn } = question;
  const layout =
    kind === 'matrix'
      ? 'matrix'
      : kind === 'ranking' || kind === 'counts' || kind === 'number'
        ? 'means'
        : 'categories';
  const [first] = parts;
  const groups = layout === 'means' ? [meansGroup(parts, kind)] : parts.map(categoryGroup);
  const facts = [
    ...(context.date === null ? [] : [`As of ${context.date}.`]),
    ...(context.versions > 1 ? [askedText(askedIn)] : []),
    ...(layout === 'matrix' || first === undefined ? [] : [responseRate(first.table) ?? '']),
    ...(layout !== 'categories' || first === undefined ? [] : [weightOfOne(first.table) ?? '']),
    ...(kind === 'multiple'
      ? ['Several answers were possible, so shares do not add up to 100 %.']
      : []),
    ...(kind === 'ranking' ? ['Mean rank, 1 is the most preferred.'] : []),
    ...(kind === 'counts' || kind === 'number' ? ['Mean of the numbers given.'] : []),
  ];
  const comparisons = parts.flatMap(({ label, table, means }) =>
    compareSexes(table, means).map((comparison) => ({ label, comparison })),
  );
  return {
    id: context.id,
    title: question.title,
    layout,
    facts: facts.filter((fact) => fact !== ''),
    notes: notesOf(parts, layout),
    groups,
    totalName: totalName(first?.table.totalCovers ?? 'everyone'),
    firstColumn: layout === 'means' ? (kind === 'ranking' ? 'Choice' : 'Number') : 'Answer',
    chart: chartOf(layout, parts),
    summary: layout === 'matrix' ? summaryOf(parts) : null,
    comparisons: comparisons.map(({ label, comparison }) => ({
      label,
      text: comparisonText(comparison),
    })),
    compared: comparisons.filter(({ comparison }) => comparison.kind !== 'too_few').length,
    crossHref: context.crossHref ?? null,
    categories: question.options.map(({ label }) => label).join('\n'),
  };
}

function chartOf(
  layout: QuestionView['layout'],
  parts: readonly ResultPart[],
): QuestionView['chart'] {
  if (parts.every(({ table }) => table.base.total.n === 0)) return null;
  if (layout === 'matrix') return 'stack';
  if (layout === 'means') return parts.length > 1 ? 'means' : null;
  return 'groups';
}

function askedText(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  if (numbers.length < 2) return `Asked in version ${last ?? '–'}.`;
  return `Asked in versions ${numbers.slice(0, -1).join(', ')} and ${last ?? ''}.`;
}

function notesOf(parts: readonly ResultPart[], layout: QuestionView['layout']): string[] {
  const notes = new Set(layout === 'means' ? [] : parts.flatMap(({ table }) => table.notes));
  if (layout === 'means' && parts.some(({ means }) => means?.total.hidden === true)) {
    notes.add('Some figures are hidden to protect small groups.');
  }
  if (layout === 'categories') {
    for (const { table } of parts) {
      const unchosen = unchosenIn(table).map(({ label }) => label);
      if (unchosen.length > 0) notes.add(`Chosen by nobody: ${unchosen.join('; ')}.`);
    }
  }
  return [...notes];
}

function unchosenIn({ categories }: SexTable): SexTable['categories'] {
  if (categories.length <= longList) return [];
  return categories.filter(({ total }) => total.n === 0);
}

function categoryGroup({ label, table, means }: ResultPart): GroupView {
  const unchosen = new Set(unchosenIn(table));
  const rows = table.categories
    .filter((row) => !unchosen.has(row))
    .map((row) => ({ label: row.label, figures: countFigures(row), share: share(row, row) }));
  return { label, rows, foot: footOf(table, means), hiddenReason: table.hiddenReason };
}

function share(
  { shareOfWomen }: { shareOfWomen: number | null },
  { total, women }: { total: { n: number | null }; women: { hidden: boolean } },
): string {
  if (shareOfWomen !== null) return formatPercent(shareOfWomen);
  return women.hidden && total.n !== 0 ? hiddenText : '–';
}

const baseNames = {
  answered: 'Answered (base)',
  asked: 'Asked (base)',
  respondents: 'All respondents (base)',
};

function footOf(table: SexTable, means: ResultPart['means']): RowView[] {
  const foot: RowView[] = [
    {
      label: baseNames[table.baseOf],
      figures: countFigures(table.base).map((figure) => ({ ...figure, detail: '' })),
      share: share(table, table.base),
    },
  ];
  if (means !== null) {
    foot.push({ label: 'Mean', figures: meanFigures(means, false), share: null });
  }
  for (const [label, cells] of [
    ['No answer', table.itemNonResponse],
    ['Not asked', table.notAsked],
  ] as const) {
    // Hidden figures of people outside the base are part of the rows above or of the base.
    if (cells.total.n === 0 || cells.total.n === null) continue;
    foot.push({ label, figures: countFigures(cells), share: null });
  }
  return foot;
}

function summaryOf(parts: readonly ResultPart[]): RowView[] | null {
  if (parts.every(({ means }) => means === null)) return null;
  return parts.map(({ label, means }) => ({
    label,
    figures: meanFigures(means, false),
    share: null,
  }));
}

function meansGroup(
  parts: readonly ResultPart[],
  kind: QuestionResult['question']['kind'],
): GroupView {
  return {
    label: '',
    rows: parts.map(({ label, means }) => ({
      label: label === '' ? 'Mean' : label,
      figures: meanFigures(means, kind !== 'ranking'),
      share: null,
    })),
    foot: [],
    hiddenReason: null,
  };
}
