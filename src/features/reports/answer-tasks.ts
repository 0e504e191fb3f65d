import { connect, type DatabaseLocation } from '../../db/connection';
import { useDatabase } from '../../db/transaction';
import { isDiskFull } from '../../lib/disk-errors';
import { bindModels } from '../../models';

/** One document to write, in a thread of its own with a connection of its own. */
export interface WritingTask {
  location: DatabaseLocation;
  /** Where the document is to be written. */
  file: string;
}

/** `full`: there was no room for the document. */
export type WritingOutcome<R> =
  { ok: true; result: R } | { ok: false; message: string; full: boolean };

/** What a thread does with each task that the server posts to it: it answers what became of it. */
export function outcomeOf<T extends WritingTask>(
  write: (task: T) => Promise<unknown>,
): (task: T) => Promise<WritingOutcome<unknown>> {
  return (task) => carriedOut(task, write);
}

async function carriedOut<T extends WritingTask>(
  task: T,
  write: (task: T) => Promise<unknown>,
): Promise<WritingOutcome<unknown>> {
  const sequelize = connect(task.location);
  try {
    bindModels(sequelize);
    useDatabase(sequelize);
    return { ok: true, result: await write(task) };
  } catch (error) {
    const message = String(error instanceof Error ? error.stack : error);
    return { ok: false, message, full: isDiskFull(error) };
  } finally {
    await sequelize.close();
  }
}
