import { QueryTypes } from 'sequelize';
import { injectReplacements } from 'sequelize/lib/utils/sql';
import { boundValues, type BoundValue } from './bound-values';
import { all, exec } from './sqlite-exec';
import { db, isPostgres, type Tx } from './transaction';

/** A statement that gives nothing back, with its values as `:names` or `?`. */
export interface Statement {
  sql: string;
  values: Record<string, unknown> | unknown[];
}

/**
 * Runs statements in their order and in one trip to the database. When one fails the transaction must
 * be given up: those before it have been carried out.
 * @throws as db().query() does
 */
export async function runStatements(tx: Tx, statements: Statement[]): Promise<void> {
  if (statements.length === 0) return;
  const { dialect } = db() as unknown as { dialect: Parameters<typeof injectReplacements>[1] };
  const sql = statements
    .map((statement) => injectReplacements(statement.sql, dialect, statement.values))
    .join(';\n');
  if (isPostgres()) await db().query(sql, { type: QueryTypes.RAW, transaction: tx });
  else await exec(tx, sql);
}

/**
 * The rows of a statement that each request of a respondent runs, with its values as `$names`; those of
 * `values` that it does not name are left out.
 * @throws as db().query() does
 */
export async function rowsOf<Row extends object>(
  sql: string,
  values: Readonly<Record<string, BoundValue>>,
  tx?: Tx,
): Promise<Row[]> {
  const bind = boundValues(sql, values);
  if (!isPostgres()) return all<Row>(db(), sql, bind, tx);
  const transaction = tx === undefined ? {} : { transaction: tx };
  return db().query<Row>(sql, { type: QueryTypes.SELECT, bind, ...transaction });
}
