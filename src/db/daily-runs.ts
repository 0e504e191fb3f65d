import { QueryTypes } from 'sequelize';
import { dateIn, now } from '../lib/clock';
import { db, inTransaction } from './transaction';

const minute = 60_000;
const day = 24 * 60 * minute;
const failedTriedAgainAfter = 30 * minute;
/** No task takes so long: a run of this age that has not ended was cut off. */
const abandonedAfter = 60 * minute;
const runsKept = 60 * day;

/** A claim on a task for a day. */
export interface DailyRunKey {
  task: string;
  /** The day in UTC, YYYY-MM-DD. */
  day: string;
  /** Who claims it, unique among all processes. */
  runner: string;
}

/**
 * Whether this runner is the one to do the task now: nobody has done it on that day, is doing it,
 * or failed at it less than half an hour ago. Rows of days long past are removed.
 */
export async function claimDailyRun(key: DailyRunKey): Promise<boolean> {
  const time = now();
  const before = (milliseconds: number): Date => new Date(time.getTime() - milliseconds);
  return inTransaction(async (tx) => {
    // The line break after INSERT must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
    const claimed = await db().query(
      `INSERT
       INTO daily_runs (task, day, state, runner, started_at)
       VALUES (:task, :day, 'running', :runner, :time)
       ON CONFLICT (task, day) DO UPDATE
         SET state = 'running', runner = :runner, started_at = :time, finished_at = NULL
         WHERE (daily_runs.state = 'running' AND daily_runs.started_at <= :abandoned)
           OR (daily_runs.state = 'failed' AND daily_runs.finished_at <= :failed)
       RETURNING id`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: {
          ...key,
          time,
          abandoned: before(abandonedAfter),
          failed: before(failedTriedAgainAfter),
        },
      },
    );
    if (claimed.length === 0) return false;
    await db().query('DELETE FROM daily_runs WHERE task = :task AND day < :oldest', {
      type: QueryTypes.DELETE,
      transaction: tx,
      replacements: { task: key.task, oldest: dateIn('UTC', before(runsKept)) },
    });
    return true;
  });
}

/** Notes how the run ended, unless it took so long that another runner has claimed it since. */
export async function finishDailyRun(key: DailyRunKey, state: 'done' | 'failed'): Promise<void> {
  await inTransaction((tx) =>
    db().query(
      `UPDATE daily_runs SET state = :state, finished_at = :time
       WHERE task = :task AND day = :day AND runner = :runner AND state = 'running'`,
      { type: QueryTypes.UPDATE, transaction: tx, replacements: { ...key, state, time: now() } },
    ),
  );
}
