import { QueryTypes } from 'sequelize';
import { db, isPostgres, type Tx } from '../../db/transaction';

/**
 * Writers of one link wait for each other: two devices, or a retry that overtakes its first
 * try. On SQLite writers queue anyway.
 */
export async function lockLink(tx: Tx, accessKey: string): Promise<void> {
  if (!isPostgres()) return;
  await db().query('SELECT pg_advisory_xact_lock(hashtextextended(:accessKey, 0))', {
    type: QueryTypes.SELECT,
    replacements: { accessKey },
    transaction: tx,
  });
}
