import { NotFoundError } from '../../../lib/errors';
import { crossTable, type CrossTable } from '../../../statistics/cross-table';
import { listEconomies } from '../../workshop/project.queries';
import type { DataChoice } from '../data-sets/data-sets.input';
import { findDataSet, type ListedDataSet } from '../data-sets/data-sets.queries';
import { joinVersions, type JoinedQuestion } from '../join-versions';
import { listDefinitions } from '../results.queries';
import { countPairs } from './cross.queries';
import { countFrozenPairs } from './frozen-pairs';
import { labelOfCode, questionVariables, respondentVariables, type Variable } from './variables';

/** What can be chosen for a table of one question by another. */
export interface CrossChoices {
  rows: Variable[];
  columns: Variable[];
  versionIds: number[];
  /** The frozen set whose answers are counted; null for those of today. */
  set: ListedDataSet | null;
}

export interface ChosenCross {
  row: Variable;
  column: Variable;
  table: CrossTable;
  /** Answers that a frozen set counts and that were erased since: in no cell of the table. */
  gone: number;
}

/**
 * Questions and facts of a form, its published versions joined by field name: all of them, or those that
 * a frozen set counts.
 *
 * @throws NotFoundError when no set of the kind was frozen
 */
export async function crossChoices(
  surveyId: number,
  data: DataChoice = 'now',
): Promise<CrossChoices> {
  const frozen = data === 'now' ? null : await findDataSet(surveyId, data);
  const versions = (await listDefinitions(surveyId)).filter(
    ({ id }) => frozen?.counts.versionIds.includes(id) ?? true,
  );
  const questions: JoinedQuestion[] = joinVersions(versions);
  const rows = questionVariables(questions);
  const economies = (await listEconomies()).map(({ code, name }) => ({ code, label: name }));
  return {
    rows,
    columns: [...respondentVariables(economies), ...rows.filter(({ kind }) => kind === 'choice')],
    versionIds: versions.map(({ id }) => id),
    set: frozen?.set ?? null,
  };
}

/**
 * A question by another or by sex, sector or economy, over all valid responses or those of a frozen set:
 * every figure, for organisers alone. Readers outside the team see neither: sets and the answers of today
 * subtracted from each other would tell of single persons.
 *
 * @throws NotFoundError for a question that the form has not, or one that columns cannot be made of
 */
export async function readCrossTable(
  surveyId: number,
  { rows, columns, versionIds, set }: CrossChoices,
  asked: { rows: string; by: string },
): Promise<ChosenCross> {
  const row = rows.find(({ key }) => key === asked.rows);
  const column = columns.find(({ key }) => key === asked.by);
  if (row === undefined || column === undefined) {
    throw new NotFoundError('This form has no such question to make a table of.');
  }
  const counts =
    set === null
      ? await countPairs(surveyId, versionIds, row, column)
      : await countFrozenPairs({ id: set.id, surveyId, versionIds }, row, column);
  const table = crossTable(counts, row.categories, column.categories, {
    multiple: row.kind === 'multiple',
    ordered: row.ordered,
  });
  for (const { table: one } of [
    ...table.columns,
    { table: table.notStated },
    { table: table.whole },
  ]) {
    for (const line of one.categories) line.label = labelOfCode(row, line.code);
  }
  for (const head of table.columns) head.label = labelOfCode(column, head.code);
  const found = counts.reduce((sum, { n }) => sum + n, 0);
  return { row, column, table, gone: set === null ? 0 : set.counted - found };
}
