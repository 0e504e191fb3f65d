import {
  columnOf,
  sexOf,
  tabulateBySex,
  type CategoryCount,
  type SexTable,
  type StoredSex,
} from './sex-split';
import { SEX_COLUMNS, type Category, type SexCounts } from './sex-table';

/** People who gave the same answers to two questions, as SQL counts them. */
export interface CrossCount {
  /** What they chose in the rows' question; null: no answer. */
  codes: readonly string[] | null;
  /** Whether the rows' question was put to them. */
  asked: boolean;
  /** What they said in the columns' question; null: not stated. */
  column: string | null;
  sex: StoredSex;
  n: number;
}

/** One question by another: for each answer to the columns' question a table by sex of the rows'. */
export interface CrossTable {
  columns: (Category & { table: SexTable })[];
  /** People who did not state what the columns are made by. */
  notStated: SexTable;
  /** Everybody. */
  whole: SexTable;
}

/**
 * A cross-table from counts that are aggregated already. Every category appears, with zeros where there
 * is nobody; codes that the lists do not know keep their people under their code.
 *
 * @throws RangeError for a count that is no whole number of people
 */
export function crossTable(
  counts: readonly CrossCount[],
  rows: readonly Category[],
  columns: readonly Category[],
  options: { multiple: boolean; ordered: boolean },
): CrossTable {
  const withUnknown = (known: readonly Category[], codes: readonly string[]): Category[] => [
    ...known,
    ...[...new Set(codes)]
      .filter((code) => known.every((category) => category.code !== code))
      .map((code) => ({ code, label: code })),
  ];
  // The same rows in every column, also those that only one column's people have chosen.
  const allRows = withUnknown(
    rows,
    counts.flatMap(({ codes }) => codes ?? []),
  );
  const allColumns = withUnknown(
    columns,
    counts.flatMap(({ column }) => column ?? []),
  );
  const tableOf = (part: readonly CrossCount[]): SexTable => tabulate(part, allRows, options);
  return {
    columns: allColumns.map(({ code, label }) => ({
      code,
      label,
      table: tableOf(counts.filter(({ column }) => column === code)),
    })),
    notStated: tableOf(counts.filter(({ column }) => column === null)),
    whole: tableOf(counts),
  };
}

function tabulate(
  counts: readonly CrossCount[],
  rows: readonly Category[],
  { multiple, ordered }: { multiple: boolean; ordered: boolean },
): SexTable {
  const base = sumBySex(counts.filter(({ codes }) => codes !== null));
  const asked = sumBySex(counts.filter(({ codes, asked: shown }) => shown || codes !== null));
  const byCode = counts.flatMap(({ codes, sex, n }): CategoryCount[] =>
    (codes ?? []).map((category) => ({ category, sex, count: n })),
  );
  return tabulateBySex(byCode, rows, {
    multiple,
    ordered,
    base,
    asked,
    respondents: sumBySex(counts),
  });
}

function sumBySex(counts: readonly CrossCount[]): SexCounts {
  const sums: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const { sex, n } of counts) sums[columnOf(sexOf(sex))] += n;
  return sums;
}

/** Whether nobody at all stands behind a table: no answer, no blank, not even somebody not asked. */
export function isWithoutPeople({ base, itemNonResponse, notAsked }: SexTable): boolean {
  return [base, itemNonResponse, notAsked].every((cells) =>
    SEX_COLUMNS.every((column) => cells[column].n === 0),
  );
}
