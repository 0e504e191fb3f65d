import { randomUUID } from 'node:crypto';
import { claimDailyRun, finishDailyRun } from './db/daily-runs';
import { dateIn } from './lib/clock';
import { logger } from './lib/logger';

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
/** Not at once: a start has other things to do, and one that is repeated should not work each time. */
const firstLookAfter = minute;
const lookEvery = 10 * minute;

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
    const key = { task: task.name, day: dateIn('UTC'), runner };
    if (await claimDailyRun(key)) await finishDailyRun(key, await outcomeOf(task));
  } catch (error) {
    logger.error({ err: error, task: task.name }, 'the work of the day met an error');
  }
}

async function outcomeOf(task: DailyTask): Promise<'done' | 'failed'> {
  try {
    await task.run();
    return 'done';
  } catch (error) {
    logger.error({ err: error, task: task.name }, 'a task of the day failed');
    return 'failed';
  }
}
