import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { CountedAmong } from '../../statistics/shared-sums';
import { respondentsKey, type PastUnit } from '../../statistics/release-unit';
import type { SexTable } from '../../statistics/sex-split';
import type { FormResults, ReportedQuestion, ResultPart } from './tabulate';

interface Row {
  form: string;
  table_key: string;
  number: number;
  taken_at: string | Date;
  k: number;
  shown: string;
}

/** What stands in `shown`. */
export interface ShownTable {
  /** Among the tables of its form. */
  position: number;
  parts: ResultPart[];
  question?: ReportedQuestion;
  rule?: string | null;
  countedAmong?: CountedAmong;
}

/** The last release of one table. */
export interface ReleasedTable extends ShownTable {
  key: string;
  takenAt: Date;
}

/**
 * The tables of a form that readers outside the team see, in one query: of each the last release.
 * Tables released with a smaller limit than `k` of today are left out until they are released anew.
 */
export async function listReleased(surveyId: number, k: number): Promise<ReleasedTable[]> {
  return (await lastReleases('survey_id = :surveyId', { surveyId })).flatMap((row) =>
    row.k < k ? [] : [toTable(row)],
  );
}

/** The respondents of each form by its name, and the split of each indicator by its id. */
export interface ReleasedSplits {
  respondents: Map<string, ReleasedTable>;
  splits: Map<string, ReleasedTable>;
}

/** What indicators show of released tables, in one query; see listReleased. */
export async function listReleasedSplits(k: number, tx?: Tx): Promise<ReleasedSplits> {
  const rows = await lastReleases(
    `(table_key = :respondentsKey OR table_key LIKE 'indicator %')`,
    { respondentsKey },
    tx,
  );
  const shown = rows.filter((row) => row.k >= k);
  return {
    respondents: new Map(
      shown
        .filter(({ table_key: key }) => key === respondentsKey)
        .map((row) => [row.form, toTable(row)]),
    ),
    splits: new Map(
      shown
        .filter(({ table_key: key }) => key !== respondentsKey)
        .map((row) => [row.table_key.replace('indicator ', ''), toTable(row)]),
    ),
  };
}

async function lastReleases(
  where: string,
  replacements: Record<string, unknown>,
  tx?: Tx,
): Promise<Row[]> {
  return db().query<Row>(
    `SELECT s.form, r.table_key, r.number, r.taken_at, r.k, r.shown
     FROM released_results r JOIN surveys s ON s.id = r.survey_id
     WHERE r.id IN (SELECT MAX(id) FROM released_results WHERE ${where}
       GROUP BY survey_id, table_key)
     ORDER BY r.id`,
    { type: QueryTypes.SELECT, replacements, transaction: tx ?? null },
  );
}

function toTable(row: Row): ReleasedTable {
  return {
    ...(JSON.parse(row.shown) as ShownTable),
    key: row.table_key,
    takenAt: new Date(row.taken_at),
  };
}

/** Everything released of a form, oldest first, and how many rows it is. */
export async function listPastReleases(
  surveyId: number,
): Promise<{ past: PastUnit[]; numbers: Map<string, number>; rows: number }> {
  const rows = await db().query<Omit<Row, 'form'> & { counts: string }>(
    `SELECT table_key, number, taken_at, k, shown, counts FROM released_results
     WHERE survey_id = :surveyId ORDER BY id`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  const past: PastUnit[] = [];
  const numbers = new Map<string, number>();
  let respondents: SexTable | undefined;
  for (const { table_key: key, number, shown, counts } of rows) {
    const { parts, question, countedAmong } = JSON.parse(shown) as ShownTable;
    const counted = JSON.parse(counts) as SexTable[];
    if (key === respondentsKey) respondents = parts[0]?.table;
    if (respondents === undefined) throw new Error('A release begins with its respondents.');
    numbers.set(key, number);
    past.push({
      key,
      respondents,
      ...(question === undefined ? {} : { question }),
      ...(countedAmong === undefined ? {} : { countedAmong }),
      parts: parts.map(({ item, table, means }, index) => ({
        item,
        means,
        shown: table,
        counts: counted[index] ?? table,
      })),
    });
  }
  return { past, numbers, rows: rows.length };
}

/** The results page of readers outside the team: the same shape as live results. */
export function toFormResults(tables: readonly ReleasedTable[]): FormResults | null {
  const respondents = tables.find(({ key }) => key === respondentsKey)?.parts[0]?.table;
  if (respondents === undefined) return null;
  return {
    respondents,
    questions: [...tables]
      .sort((a, b) => a.position - b.position)
      .flatMap(({ question, parts, takenAt }) =>
        question === undefined ? [] : [{ question, parts, takenAt }],
      ),
  };
}
