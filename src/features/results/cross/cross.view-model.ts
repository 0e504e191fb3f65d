import { formatNumber, formatPercent } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Project, Survey } from '../../../models';
import { dataSetKinds } from '../../../models/codes';
import { isWithoutPeople, type CrossTable } from '../../../statistics/cross-table';
import { percent as shareOf } from '../../../statistics/percent';
import type { CellsBySex, SexTable } from '../../../statistics/sex-table';
import { comparisonsNote } from '../comparison-words';
import { aboutSet, dataSetNames } from '../data-sets/data-set-words';
import type { ListedDataSet } from '../data-sets/data-sets.queries';
import { responseRate } from '../figures';
import { questionView, type QuestionView } from '../question-view';
import type { CrossInput } from './cross.input';
import type { ChosenCross, CrossChoices } from './read-cross-table';
import type { Variable } from './variables';

interface CrossFigure {
  n: string;
  percent: string;
  /** What the chart reads: a sex, or nothing. */
  series: 'women' | 'men' | 'notStated' | 'total' | null;
  data: { n: number; percent: number | null };
}

interface CrossLine {
  label: string;
  figures: CrossFigure[];
}

interface Option {
  value: string;
  label: string;
}

interface OptionGroup {
  label: string;
  options: Option[];
}

export interface CrossPageData {
  survey: Pick<Survey, 'form' | 'title'>;
  project: Pick<Project, 'timeZone'>;
  choices: CrossChoices;
  /** The frozen sets of the form. */
  sets: readonly ListedDataSet[];
  input: CrossInput;
  /** Null while the form has no question to make a table of. */
  chosen: ChosenCross | null;
}

// As many columns stand beside each other with their zeros; of more, only those with people.
const mostEmptyColumns = 8;

/** Any question of a form by another: for organisers. */
export function crossPage(data: CrossPageData): PageLocals {
  const { survey, project, choices, sets, input, chosen } = data;
  const page = {
    title: `Cross-table: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    rowOptions: groupsOf(choices.rows),
    columnOptions: groupsOf(choices.columns),
    percent: input.percent,
    data: input.data,
    dataSets: dataSetKinds
      .filter((kind) => sets.some((set) => set.kind === kind))
      .map((value) => ({ value, label: dataSetNames[value] })),
    aboutSet: choices.set === null ? [] : aboutFrozen(choices.set, chosen, project),
    scripts: ['charts.js'],
  };
  if (chosen === null) return { ...page, isEmpty: true, rowKey: '', columnKey: '' };
  const { row, column, table } = chosen;
  const bySex = column.fact === 'sex' ? null : bySexOf(chosen);
  return {
    ...page,
    rowKey: row.key,
    columnKey: column.key,
    isEmpty: isWithoutPeople(table.whole),
    tableTitle: `${row.title} by ${column.fact ?? column.title}`,
    ...overviewOf(chosen, input.percent),
    bySex: bySex && { ...bySex, notes: [...bySex.notes, comparisonsNote(bySex.compared)] },
  };
}

/** What the set holds, and what of it no table can show any more. */
function aboutFrozen(
  set: ListedDataSet,
  chosen: ChosenCross | null,
  { timeZone }: Pick<Project, 'timeZone'>,
): string[] {
  const gone = chosen?.gone ?? 0;
  if (gone === 0) return aboutSet(set, timeZone);
  const answers = gone === 1 ? '1 of these answers is' : `${gone} of these answers are`;
  return [
    ...aboutSet(set, timeZone),
    `${answers} not in this table, since only counts of single questions are left of erased answers.`,
  ];
}

function groupsOf(variables: readonly Variable[]): OptionGroup[] {
  const groups = new Map<string, Option[]>();
  for (const { key, title, page } of variables) {
    const label = page === '' ? 'The respondent' : page;
    groups.set(label, [...(groups.get(label) ?? []), { value: key, label: title }]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

interface Overview {
  heads: string[];
  lines: CrossLine[];
  foot: CrossLine[];
  facts: string[];
  notes: string[];
  chart: 'groups' | null;
}

function overviewOf({ row, column, table }: ChosenCross, of: CrossInput['percent']): Overview {
  const isBySex = column.fact === 'sex';
  const columns = isBySex ? [] : shownColumns(table);
  const heads = [
    ...columns.map(({ label }) => label),
    ...(isBySex ? [] : ['Not stated']),
    'Women',
    'Men',
    'Sex not stated',
    'Everyone',
  ];
  const lineOf = (
    label: string,
    pick: (table: SexTable) => CellsBySex,
    isBase: boolean,
  ): CrossLine => {
    const whole = pick(table.whole);
    const all = whole.total.n ?? 0;
    const figure = (cells: CellsBySex, base: CellsBySex, sex: keyof CellsBySex): CrossFigure => {
      const n = cells[sex].n ?? 0;
      const part = of === 'row' ? shareOf(n, all) : shareOf(n, base[sex].n ?? 0);
      return {
        n: formatNumber(n),
        percent: part === null || (isBase && of === 'column') ? '' : formatPercent(part),
        series: null,
        data: { n, percent: part },
      };
    };
    return {
      label,
      figures: [
        ...[...columns.map((one) => one.table), ...(isBySex ? [] : [table.notStated])].map((one) =>
          figure(pick(one), one.base, 'total'),
        ),
        ...(['women', 'men', 'notStated', 'total'] as const).map((sex) => ({
          ...figure(whole, table.whole.base, sex),
          series: sex,
        })),
      ],
    };
  };
  const outside = (label: string, pick: (table: SexTable) => CellsBySex): CrossLine[] =>
    pick(table.whole).total.n === 0 ? [] : [withoutShares(lineOf(label, pick, true))];
  const left = table.columns.filter((one) => !isBySex && !columns.includes(one));
  return {
    heads,
    lines: table.whole.categories.map(({ label }, index) =>
      lineOf(label, (one) => one.categories[index] ?? one.base, false),
    ),
    foot: [
      lineOf('Answered (base)', ({ base }) => base, true),
      ...outside('No answer', ({ itemNonResponse }) => itemNonResponse),
      ...outside('Not asked', ({ notAsked }) => notAsked),
    ],
    facts: [
      responseRate(table.whole) ?? '',
      of === 'row'
        ? 'Percentages are shares of each row.'
        : 'Percentages are shares of those in the column who answered.',
      row.kind === 'multiple'
        ? 'Several answers were possible, so columns do not add up to 100 %.'
        : '',
    ].filter((fact) => fact !== ''),
    notes: left.length === 0 ? [] : [`No data yet: ${left.map(({ label }) => label).join('; ')}.`],
    // Bars are of the columns' shares; shares of rows have no common base.
    chart: of === 'column' && (table.whole.base.total.n ?? 0) > 0 ? 'groups' : null,
  };
}

function withoutShares({ label, figures }: CrossLine): CrossLine {
  return { label, figures: figures.map((figure) => ({ ...figure, percent: '' })) };
}

function shownColumns({ columns }: CrossTable): CrossTable['columns'] {
  if (columns.length <= mostEmptyColumns) return columns;
  return columns.filter(({ table }) => !isWithoutPeople(table));
}

/** The same with women, men and not stated within each column: drawn and listed like a matrix. */
function bySexOf({ row, column, table }: ChosenCross): QuestionView | null {
  const parts = [...shownColumns(table), { code: '', label: 'Not stated', table: table.notStated }]
    .filter(({ table: one }) => !isWithoutPeople(one))
    .map(({ code, label, table: one }) => ({ item: code, label, table: one, means: null }));
  if (parts.length === 0) return null;
  const view = questionView(
    {
      question: {
        question: row.key,
        title: `Women and men in each column`,
        page: '',
        kind: 'matrix',
        items: parts.map(({ item, label }) => ({ code: item, label })),
        options: table.whole.categories.map(({ code, label }) => ({ code, label })),
        askedIn: row.question?.askedIn ?? [],
      },
      parts,
    },
    { id: 'by-sex', versions: 1, date: null },
  );
  const isStack = row.kind === 'choice' && column.fact !== 'economy';
  return { ...view, chart: isStack ? view.chart : null };
}
