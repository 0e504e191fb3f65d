import { NotFoundError } from '../../../lib/errors';
import { crossTable, type CrossTable } from '../../../statistics/cross-table';
import { listEconomies } from '../../workshop/project.queries';
import { joinVersions, type JoinedQuestion } from '../join-versions';
import { listDefinitions } from '../results.queries';
import { countPairs } from './cross.queries';
import { labelOfCode, questionVariables, respondentVariables, type Variable } from './variables';

/** What can be chosen for a table of one question by another. */
export interface CrossChoices {
  rows: Variable[];
  columns: Variable[];
  versionIds: number[];
}

export interface ChosenCross {
  row: Variable;
  column: Variable;
  table: CrossTable;
}

/** Questions and facts of a form, all published versions joined by field name. */
export async function crossChoices(surveyId: number): Promise<CrossChoices> {
  const versions = await listDefinitions(surveyId);
  const questions: JoinedQuestion[] = joinVersions(versions);
  const rows = questionVariables(questions);
  const economies = (await listEconomies()).map(({ code, name }) => ({ code, label: name }));
  return {
    rows,
    columns: [...respondentVariables(economies), ...rows.filter(({ kind }) => kind === 'choice')],
    versionIds: versions.map(({ id }) => id),
  };
}

/**
 * A question by another or by sex, sector or economy, over all valid responses: every figure, for
 * organisers alone.
 *
 * @throws NotFoundError for a question that the form has not, or one that columns cannot be made of
 */
export async function readCrossTable(
  surveyId: number,
  { rows, columns, versionIds }: CrossChoices,
  asked: { rows: string; by: string },
): Promise<ChosenCross> {
  const row = rows.find(({ key }) => key === asked.rows);
  const column = columns.find(({ key }) => key === asked.by);
  if (row === undefined || column === undefined) {
    throw new NotFoundError('This form has no such question to make a table of.');
  }
  const counts = await countPairs(surveyId, versionIds, row, column);
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
  return { row, column, table };
}
