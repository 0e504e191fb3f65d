import { QueryTypes } from 'sequelize';
import { db, inTransaction } from '../db/transaction';
import { now } from '../lib/clock';
import { AppError } from '../lib/errors';
import { RateLimit } from '../models';

/**
 * Counts one hit in a bucket ("sign-in:address:203.0.113.7") and says whether it is over the
 * limit. Kept in the database, so several server processes share it.
 *
 * @param windowSeconds length of the window, which begins with the first hit
 */
export async function hit(bucket: string, limit: number, windowSeconds: number): Promise<boolean> {
  const time = now();
  const rows = await inTransaction((tx) =>
    db().query<{ hits: number }>(
      `INSERT INTO rate_limits (bucket, hits, resets_at) VALUES (:bucket, 1, :resets)
     ON CONFLICT (bucket) DO UPDATE SET
       hits = CASE WHEN rate_limits.resets_at <= :time THEN 1 ELSE rate_limits.hits + 1 END,
       resets_at = CASE WHEN rate_limits.resets_at <= :time THEN :resets ELSE rate_limits.resets_at END
     RETURNING hits`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: { bucket, time, resets: new Date(time.getTime() + windowSeconds * 1000) },
      },
    ),
  );
  return (rows[0]?.hits ?? 1) > limit;
}

/** Forgets a bucket, e.g. after the right password. */
export async function clearBucket(bucket: string): Promise<void> {
  await inTransaction((transaction) => RateLimit.destroy({ where: { bucket }, transaction }));
}

/** @throws AppError 429 over the limit */
export async function limit(bucket: string, most: number, windowSeconds: number): Promise<void> {
  if (await hit(bucket, most, windowSeconds)) {
    throw new AppError(
      429,
      'too_many_requests',
      'Too many attempts in a short time. Please wait a few minutes and try again.',
    );
  }
}
