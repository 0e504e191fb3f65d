import { Op, QueryTypes } from 'sequelize';
import { db, inTransaction, type Tx } from '../db/transaction';
import { now } from '../lib/clock';
import { AppError } from '../lib/errors';
import { hashToken } from '../lib/tokens';
import { messagesFor } from '../messages/messages';
import { RateLimit } from '../models';

/*
 * How limits are used. A limit by account alone would let anybody shut a colleague out by
 * typing wrong passwords, and a tight limit by address would shut out a workshop room behind
 * one address. So tries are counted tightly by (account, address), generously by address, and
 * a browser that signed in to the account before is counted by itself.
 */

const purgeEvery = 10 * 60_000;
let purgedAt = 0;

/**
 * Counts one hit in a bucket ("sign-in:address:203.0.113.7") and says whether it is over the
 * limit. Kept in the database, so several server processes share it; buckets hold addresses of
 * people, so only their digests are kept, and only until their window ends.
 *
 * @param windowSeconds length of the window, which begins with the first hit
 */
export async function hit(bucket: string, limit: number, windowSeconds: number): Promise<boolean> {
  const time = now();
  const rows = await inTransaction(async (tx) => {
    await purge(time, tx);
    return db().query<{ hits: number }>(
      // Of "INSERT INTO" on one line Sequelize gives no rows back on SQLite.
      `INSERT
     INTO rate_limits (bucket, hits, resets_at) VALUES (:bucket, 1, :resets)
     ON CONFLICT (bucket) DO UPDATE SET
       hits = CASE WHEN rate_limits.resets_at <= :time THEN 1 ELSE rate_limits.hits + 1 END,
       resets_at = CASE WHEN rate_limits.resets_at <= :time THEN :resets ELSE rate_limits.resets_at END
     RETURNING hits`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: {
          bucket: hashToken(bucket),
          time,
          resets: new Date(time.getTime() + windowSeconds * 1000),
        },
      },
    );
  });
  return (rows[0]?.hits ?? 1) > limit;
}

/** Buckets are made by strangers: without this, the table would grow for ever. */
async function purge(time: Date, tx: Tx): Promise<void> {
  if (Math.abs(time.getTime() - purgedAt) < purgeEvery) return;
  purgedAt = time.getTime();
  await RateLimit.destroy({ where: { resetsAt: { [Op.lt]: time } }, transaction: tx });
}

/** Forgets a bucket, e.g. after the right password. */
export async function clearBucket(bucket: string): Promise<void> {
  await inTransaction((transaction) =>
    RateLimit.destroy({ where: { bucket: hashToken(bucket) }, transaction }),
  );
}

/** @throws AppError 429 over the limit, with details.retryAfter in seconds */
export async function limit(bucket: string, most: number, windowSeconds: number): Promise<void> {
  if (await hit(bucket, most, windowSeconds)) {
    throw new AppError(429, 'too_many_requests', messagesFor().errors.tooMany, {
      retryAfter: windowSeconds,
    });
  }
}
