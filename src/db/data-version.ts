import { QueryTypes } from 'sequelize';
import { db, isPostgres } from './transaction';

// Both are exact, whichever process wrote. SQLite: data_version moves with each commit of another
// connection, total_changes with each change of this one. PostgreSQL: two equal snapshots see the
// same transactions as committed.
const statements = {
  sqlite: `SELECT data_version || ' ' || total_changes() AS version FROM pragma_data_version`,
  postgres: 'SELECT CAST(pg_current_snapshot() AS TEXT) AS version',
};

/**
 * A text that is another one after anything was written, and that stays the same as long as nothing
 * is. It compares within one process and one opening of the database alone. A write that was
 * acknowledged before the call has moved it.
 */
export async function dataVersion(): Promise<string> {
  const [line] = await db().query<{ version: string }>(
    isPostgres() ? statements.postgres : statements.sqlite,
    { type: QueryTypes.SELECT },
  );
  if (line === undefined) throw new Error('The database told no version of its data.');
  return line.version;
}
