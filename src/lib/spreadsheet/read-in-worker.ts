import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { rootDir } from '../root';
import type { ReadOptions, SheetResult } from './sheet-result';
import { DEFAULT_LIMITS, Refusal } from './sheet-result';
import type { SheetWorkerData } from './worker';

export interface WorkerOptions extends ReadOptions {
  /** The built worker.ts of this folder; by default where the build puts it. */
  workerFile?: string;
  /** After so many milliseconds the file counts as too complex. */
  timeoutMs?: number;
}

const WORKER_FILE = path.join(rootDir, 'dist', 'lib', 'spreadsheet', 'worker.js');

const TIMEOUT_MS = 30_000;

/** Enough for a workbook of all allowed rows; a hostile one ends its thread, not the server. */
const MEMORY_MB = 512;

/** One file at a time: each may take as much memory as allowed. */
let last: Promise<unknown> = Promise.resolve();

/**
 * `readSheet` on a thread of its own, so that the server goes on answering meanwhile, with an end to
 * the time and memory that a file can take. Files are read one after the other.
 */
export function readSheetInWorker(
  buffer: Buffer,
  fileName: string,
  options: WorkerOptions = {},
): Promise<SheetResult> {
  const { bytes = DEFAULT_LIMITS.bytes } = options;
  if (buffer.length > bytes) {
    const most = Math.floor(bytes / 1024 / 1024);
    const refusal = new Refusal('too_large', `"${fileName}" is larger than ${most} MB.`);
    return Promise.resolve(refusal.toResult());
  }
  const reading = last.then(() => run(buffer, fileName, options));
  last = reading.catch(() => undefined);
  return reading;
}

function run(buffer: Buffer, fileName: string, options: WorkerOptions): Promise<SheetResult> {
  const { workerFile = WORKER_FILE, timeoutMs = TIMEOUT_MS, ...readOptions } = options;
  const bytes = new ArrayBuffer(buffer.length);
  new Uint8Array(bytes).set(buffer);
  const workerData: SheetWorkerData = { bytes, fileName, options: readOptions };
  const worker = new Worker(workerFile, {
    workerData,
    transferList: [bytes],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // Nothing of the server's settings is needed to read a file.
    env: {},
  });
  const tooComplex = new Refusal(
    'too_complex',
    `"${fileName}" takes too long to read. Please keep only the list itself, or save it as .csv.`,
  ).toResult();
  return new Promise<SheetResult>((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(tooComplex);
    }, timeoutMs);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooComplex);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The thread that reads a spreadsheet ended without a result.'));
    });
  }).finally(() => worker.terminate());
}
