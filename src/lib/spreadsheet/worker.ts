import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from './read-sheet';
import type { ReadOptions } from './sheet-result';

/** What the thread is started with; see `readSheetInWorker`. */
export interface SheetWorkerData {
  bytes: ArrayBuffer;
  fileName: string;
  options: ReadOptions;
}

async function answer({ bytes, fileName, options }: SheetWorkerData): Promise<void> {
  parentPort?.postMessage(await readSheet(Buffer.from(bytes), fileName, options));
}

void answer(workerData as SheetWorkerData);
