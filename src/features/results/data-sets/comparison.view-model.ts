import { formatNumber, formatPercent } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Project, Survey } from '../../../models';
import { dataSetKinds } from '../../../models/codes';
import type { MeansBySex } from '../../../statistics/means';
import type { CellsBySex } from '../../../statistics/sex-table';
import type { ComparedRow, ComparedTable } from './compare-data-sets';
import { aboutSet, dataSetNames } from './data-set-words';
import type { DataChoice } from './data-sets.input';
import type { ChosenResults } from './data-sets.queries';

const columns = ['women', 'men', 'notStated', 'total'] as const;

interface Pair {
  from: string;
  to: string;
  differs: boolean;
}

interface ComparisonPageData {
  survey: Pick<Survey, 'form' | 'title'>;
  project: Pick<Project, 'timeZone'>;
  choice: { from: DataChoice; to: DataChoice };
  from: ChosenResults;
  to: ChosenResults;
  tables: readonly ComparedTable[];
}

/** Two data sets question by question: those that differ in full, the others by name. */
export function comparisonPage(data: ComparisonPageData): PageLocals {
  const { survey, project, choice, from, to, tables } = data;
  const differing = tables.filter(({ differs }) => differs);
  const about = ({ set }: ChosenResults): string[] =>
    set === null ? [] : aboutSet(set, project.timeZone);
  const same = tables.filter(({ differs }) => !differs).map(({ question }) => question.title);
  return {
    title: `Comparison of data sets: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    choice,
    options: (['now', ...dataSetKinds] as const).map((value) => ({
      value,
      label: dataSetNames[value],
    })),
    fromName: dataSetNames[choice.from],
    toName: dataSetNames[choice.to],
    aboutFrom: about(from),
    aboutTo: about(to),
    respondents: rowView({
      label: 'All respondents',
      from: from.results.results.respondents.base,
      to: to.results.results.respondents.base,
    }),
    tables: differing.map(({ question, label, rows, base, means }, index) => ({
      id: `table-${index + 1}`,
      title: label === '' ? question.title : `${question.title}: ${label}`,
      rows: [
        ...rows.map((row) => rowView(row)),
        ...(means === null ? [] : [meanView(means)]),
        { ...rowView(base), isFoot: true },
      ],
    })),
    same: [...new Set(same)],
  };
}

function rowView({ label, from, to }: ComparedRow): { label: string; cells: Pair[] } {
  return {
    label,
    cells: columns.map((column) => ({
      from: cellText(from, column),
      to: cellText(to, column),
      differs: (from?.[column].n ?? 0) !== (to?.[column].n ?? 0),
    })),
  };
}

function cellText(cells: CellsBySex | null, column: (typeof columns)[number]): string {
  const { n, percent } = cells?.[column] ?? { n: null, percent: null };
  if (n === null) return '–';
  return percent === null ? formatNumber(n) : `${formatNumber(n)} (${formatPercent(percent)})`;
}

function meanView({ from, to }: { from: MeansBySex | null; to: MeansBySex | null }) {
  const text = (means: MeansBySex | null, column: (typeof columns)[number]): string =>
    means?.[column].mean?.toFixed(2) ?? '–';
  return {
    label: 'Mean',
    cells: columns.map((column) => ({
      from: text(from, column),
      to: text(to, column),
      differs: from?.[column].mean !== to?.[column].mean,
    })),
  };
}
