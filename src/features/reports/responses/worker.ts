import { parentPort } from 'node:worker_threads';
import { connect, type DatabaseLocation } from '../../db/connection';
import { useDatabase } from '../../db/transaction';
import { bindModels } from '../../models';
import { writeResponsesWorkbook } from './write-responses-workbook';

/** One workbook to write, in a thread of its own with a connection of its own. */
export interface WorkbookTask {
  location: DatabaseLocation;
  surveyId: number;
  file: string;
}

export type WorkbookOutcome = { ok: true; responses: number } | { ok: false; message: string };

async function run({ location, surveyId, file }: WorkbookTask): Promise<WorkbookOutcome> {
  const sequelize = connect(location);
  try {
    bindModels(sequelize);
    useDatabase(sequelize);
    return { ok: true, responses: await writeResponsesWorkbook(surveyId, file) };
  } catch (error) {
    return { ok: false, message: String(error) };
  } finally {
    await sequelize.close();
  }
}

parentPort?.on('message', (task: WorkbookTask) => {
  void run(task).then((outcome) => parentPort?.postMessage(outcome));
});
