import { randomUUID } from 'node:crypto';
import { Op, QueryTypes } from 'sequelize';
import { db, inTransaction } from './db/transaction';
import { dateIn, now } from './lib/clock';
import { logger } from './lib/logger';
import { DailyRun } from './models';

export interface DailyTask {
  /** Stands in the database: never changed once it has run somewhere. */
  name: string;
  /** May be run again on the same day when a run failed or was cut off: must not mind that. */
  run: () => Promise<void>;
}

export interface DailyWork {
  /** Begins nothing new and waits for the task under way. */
  stop: () => Promise<void>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Not at once: a start has other things to do, and one that is repeated should not work each time. */
const firstLookAfter = minute;
const lookEvery = 10 * minute;
const failedTriedAgainAfter = 30 * minute;
/** No task takes so long: a run of this age that has not ended was cut off. */
const abandonedAfter = 60 * minute;
const runsKept = 60 * day;

/**
 * Does each task once a UTC day, whatever number of server processes share the database and
 * however often they start. A task that fails is logged and tried again half an hour later; one
 * that a crash cut off is done again an hour after it began.
 *
 * @param pace milliseconds until the first look at what is due, and between looks
 */
export function startDailyWork(
  tasks: DailyTask[],
  pace: { first: number; every: number } = { first: firstLookAfter, every: lookEvery },
): DailyWork {
  const runner = randomUUID();
  let stopped = false;
  let underWay = Promise.resolve();
  let timer = later(pace.first);

  function later(milliseconds: number): NodeJS.Timeout {
    const next = setTimeout(() => {
      underWay = look().then(() => {
        if (!stopped) timer = later(pace.every);
      });
    }, milliseconds);
    // Work for tomorrow must not keep a process alive that has nothing else to do.
    next.unref();
    return next;
  }

  async function look(): Promise<void> {
    for (const task of tasks) {
      if (stopped) return;
      await runIfDue(task, runner);
    }
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

/** Never throws: one task that fails, or a database that is full, must not stop the others. */
async function runIfDue(task: DailyTask, runner: string): Promise<void> {
  try {
    const today = dateIn('UTC');
    if (!(await claim(task.name, today, runner))) return;
    const state = await succeeds(task);
    await inTransaction((transaction) =>
      DailyRun.update(
        { state, finishedAt: now() },
        { where: { task: task.name, day: today, runner, state: 'running' }, transaction },
      ),
    );
  } catch (error) {
    logger.error({ err: error, task: task.name }, 'the work of the day met an error');
  }
}

async function succeeds(task: DailyTask): Promise<'done' | 'failed'> {
  try {
    await task.run();
    return 'done';
  } catch (error) {
    logger.error({ err: error, task: task.name }, 'a task of the day failed');
    return 'failed';
  }
}

/** Whether this runner is the one to do the task: the row of task and day is its to hold. */
async function claim(task: string, today: string, runner: string): Promise<boolean> {
  const time = now();
  const before = (milliseconds: number): Date => new Date(time.getTime() - milliseconds);
  return inTransaction(async (tx) => {
    // The line break after INSERT must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
    const claimed = await db().query(
      `INSERT
       INTO daily_runs (task, day, state, runner, started_at)
       VALUES (:task, :today, 'running', :runner, :time)
       ON CONFLICT (task, day) DO UPDATE
         SET state = 'running', runner = :runner, started_at = :time, finished_at = NULL
         WHERE (daily_runs.state = 'running' AND daily_runs.started_at <= :abandoned)
           OR (daily_runs.state = 'failed' AND daily_runs.finished_at <= :failed)
       RETURNING id`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: {
          task,
          today,
          runner,
          time,
          abandoned: before(abandonedAfter),
          failed: before(failedTriedAgainAfter),
        },
      },
    );
    if (claimed.length === 0) return false;
    const oldest = dateIn('UTC', before(runsKept));
    await DailyRun.destroy({ where: { task, day: { [Op.lt]: oldest } }, transaction: tx });
    return true;
  });
}
