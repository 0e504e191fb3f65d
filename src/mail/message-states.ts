import { Op, QueryTypes } from 'sequelize';
import { db, inTransaction, isPostgres } from '../db/transaction';
import { now } from '../lib/clock';
import { Message } from '../models';

/** Minutes until the next attempt, after the first, second, …; the fifth is the last. */
const pauses = [1, 5, 15, 60];
// Any number; all server processes of one database must use the same.
const POSTGRES_CLAIM_LOCK = 21_2021;
const minute = 60_000;

/** Whether anything could be claimed now. Reads only, so that an idle server writes nothing. */
export async function somethingIsDue(): Promise<boolean> {
  const rows = await db().query(
    `SELECT id FROM messages WHERE status = 'queued' AND next_attempt_at <= :time LIMIT 1`,
    { type: QueryTypes.SELECT, replacements: { time: now() }, logging: false },
  );
  return rows.length > 0;
}

export interface Claim {
  messages: Message[];
  /** True when the limit of mails a minute kept messages back. */
  limited: boolean;
}

/**
 * Takes due messages for this worker: queued -> sending, by compare-and-set, so two workers never
 * hold the same one.
 *
 * @param perMinute most attempts in any 60 seconds, counted over all server processes
 */
export async function claimDue(worker: string, most: number, perMinute: number): Promise<Claim> {
  const time = now();
  return inTransaction(async (tx) => {
    const run = { type: QueryTypes.SELECT, transaction: tx } as const;
    // Else two processes would count the same free places of the minute.
    if (isPostgres()) await db().query(`SELECT pg_advisory_xact_lock(${POSTGRES_CLAIM_LOCK})`, run);
    const [used] = await db().query<{ count: number }>(
      'SELECT CAST(COUNT(*) AS INTEGER) AS count FROM messages WHERE claimed_at > :since',
      { ...run, replacements: { since: new Date(time.getTime() - minute) } },
    );
    const free = Math.min(most, perMinute - (used?.count ?? 0));
    if (free <= 0) return { messages: [], limited: true };
    const claimed = await db().query<{ id: number }>(
      `UPDATE messages SET status = 'sending', claimed_by = :worker, claimed_at = :time,
         conversation_began_at = NULL, attempts = attempts + 1, updated_at = :time
       WHERE status = 'queued' AND id IN (
         SELECT id FROM messages WHERE status = 'queued' AND next_attempt_at <= :time
         ORDER BY next_attempt_at, id LIMIT :free)
       RETURNING id`,
      { ...run, replacements: { worker, time, free } },
    );
    const messages = await Message.findAll({
      where: { id: claimed.map((row) => row.id) },
      order: ['id'],
      transaction: tx,
    });
    return { messages, limited: false };
  });
}

/**
 * Writes down, committed, that the content is about to leave.
 * @throws Error when the message is no longer this worker's; then it must not be sent
 */
export async function markContentBegins(id: number, worker: string): Promise<void> {
  const [changed] = await inTransaction((transaction) =>
    Message.update(
      { conversationBeganAt: now() },
      { where: { id, status: 'sending', claimedBy: worker }, transaction },
    ),
  );
  if (changed !== 1) throw new Error('The message was taken from this worker.');
}

export type Settlement =
  | { status: 'sent' | 'failed' | 'uncertain'; reply: string }
  | { status: 'queued'; reply: string; nextAttemptAt: Date };

/** When to try again after this many attempts; undefined when they are used up. */
export function nextAttemptAfter(attempts: number): Date | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : new Date(now().getTime() + pause * minute);
}

/**
 * Writes down how an attempt ended. A row that another process meanwhile marked uncertain is
 * settled too: who made the attempt knows better.
 */
export async function settle(id: number, worker: string, settlement: Settlement): Promise<void> {
  const { status, reply } = settlement;
  await inTransaction((transaction) =>
    Message.update(
      {
        status,
        lastReply: reply,
        ...(status === 'sent' ? { sentAt: now() } : {}),
        ...(status === 'queued' ? { nextAttemptAt: settlement.nextAttemptAt } : {}),
      },
      {
        where: { id, claimedBy: worker, status: { [Op.in]: ['sending', 'uncertain'] } },
        transaction,
      },
    ),
  );
}

/** Tells other processes that this worker is alive and these messages are in good hands. */
export async function keepClaims(worker: string, ids: number[]): Promise<void> {
  await inTransaction((transaction) =>
    Message.update(
      { claimedAt: now() },
      { where: { id: ids, claimedBy: worker, status: 'sending' }, transaction },
    ),
  );
}

/**
 * Takes up what a killed process left in "sending", claimed before this time: back to the queue
 * when no byte of the content had left, else "uncertain", which a person decides about.
 */
export async function recoverAbandoned(claimedBefore: Date): Promise<void> {
  const abandoned = { status: 'sending', claimedAt: { [Op.lt]: claimedBefore } } as const;
  if ((await Message.count({ where: abandoned, logging: false })) === 0) return;
  await inTransaction(async (transaction) => {
    await Message.update(
      {
        status: 'uncertain',
        lastReply: 'The program was stopped while this message was being sent.',
      },
      { where: { ...abandoned, conversationBeganAt: { [Op.ne]: null } }, transaction },
    );
    await Message.update(
      { status: 'queued', claimedBy: null, nextAttemptAt: now() },
      { where: { ...abandoned, conversationBeganAt: null }, transaction },
    );
  });
}
