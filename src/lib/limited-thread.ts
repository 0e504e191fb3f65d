import { parentPort } from 'node:worker_threads';

/** In place of a task: the thread is to leave. */
export const leave = null;

/**
 * The other side of LimitedWorker, in the worker's file: says that the thread is ready, answers each
 * task with what `work` gives back, and leaves when it is asked to. It then ends by itself once
 * nothing is under way, so that connections to a database are closed and not torn off.
 */
export function answerTasks(work: (input: never) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error('This file is the program of a thread.');
  port.on('message', (input: unknown) => {
    if (input === leave) {
      port.close();
      return;
    }
    void Promise.resolve(work(input as never)).then((output) => {
      port.postMessage(output);
    });
  });
  port.postMessage('ready');
}
