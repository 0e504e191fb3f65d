import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from './errors';
import { leave } from './limited-thread';
import { rootDir } from './root';

interface Limits {
  /** For one task, without the time that the thread needs to start. */
  seconds: number;
  megabytes: number;
  /** How long an idle worker is kept for the next task. */
  keepSeconds: number;
  /** Tasks that may wait; 16 unless told. */
  mostWaiting?: number;
  /** What is told to those who come beyond that. */
  busy?: string;
}

/** Why a task gave no result; the worker that ran it is gone. */
export class WorkerFailure extends Error {
  constructor(readonly reason: 'too_slow' | 'too_much_memory' | 'crashed') {
    super(`The task was stopped: ${reason}`);
  }
}

interface Task<O> {
  input: unknown;
  resolve: (output: O) => void;
  reject: (error: unknown) => void;
}

const usuallyWaiting = 16;
/** A thread loads the form library first, which takes a moment on a machine with much to do. */
const secondsToStart = 60;
/** For a thread that was asked to leave, before it is ended by force. */
const secondsToLeave = 1;

/**
 * Runs tasks on input that nobody vouches for in a thread of its own, one after another: whatever
 * the input does, the server goes on, and the task ends within its time and memory.
 * The worker is a file of the build that answers by `answerTasks` (limited-thread.ts).
 */
export class LimitedWorker<I, O> {
  private readonly waiting: Task<O>[] = [];
  private current: Task<O> | undefined;
  private worker: Worker | undefined;
  private ready = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param file below dist/, e.g. "features/surveys/first-page/worker.js" */
  constructor(
    private readonly file: string,
    private readonly limits: Limits,
  ) {}

  /** @throws WorkerFailure; AppError 503 when too many tasks wait */
  run(input: I): Promise<O> {
    const {
      mostWaiting = usuallyWaiting,
      busy = 'Too much is being checked. Please try again in a moment.',
    } = this.limits;
    if (this.waiting.length >= mostWaiting) {
      return Promise.reject(new AppError(503, 'busy', busy));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, resolve, reject });
      this.next();
    });
  }

  /** Ends the worker; tasks that run or wait fail. Resolves when its thread is gone. */
  async stop(): Promise<void> {
    for (const task of this.waiting.splice(0)) task.reject(new WorkerFailure('crashed'));
    await this.end(new WorkerFailure('crashed'));
  }

  private next(): void {
    if (this.current !== undefined) return;
    clearTimeout(this.timer);
    this.current = this.waiting.shift();
    if (this.current === undefined) {
      this.timer = setTimeout(() => {
        void this.stop();
      }, this.limits.keepSeconds * 1000).unref();
      return;
    }
    if (this.worker === undefined) this.worker = this.start();
    else this.begin();
  }

  /** Gives the task in hand to the worker, whose time runs from now. */
  private begin(): void {
    this.worker?.postMessage(this.current?.input);
    this.allow(this.limits.seconds);
  }

  private allow(seconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.end(new WorkerFailure('too_slow'));
    }, seconds * 1000);
  }

  private start(): Worker {
    const worker = new Worker(path.join(rootDir, 'dist', this.file), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
    });
    worker.unref();
    this.allow(secondsToStart);
    worker.on('message', (output: O) => {
      if (worker !== this.worker) return;
      if (!this.ready) {
        this.ready = true;
        this.begin();
        return;
      }
      const task = this.current;
      this.current = undefined;
      task?.resolve(output);
      this.next();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (worker === this.worker) {
        void this.end(new WorkerFailure(memory ? 'too_much_memory' : 'crashed'));
      }
    });
    return worker;
  }

  /** Gives up the task in hand together with its worker, and goes on with the next in a new one. */
  private end(failure: WorkerFailure): Promise<void> {
    clearTimeout(this.timer);
    const { worker } = this;
    this.worker = undefined;
    this.ready = false;
    const task = this.current;
    this.current = undefined;
    task?.reject(failure);
    if (this.waiting.length > 0) this.next();
    return worker === undefined ? Promise.resolve() : gone(worker);
  }
}

/**
 * Asks a thread to leave, and ends it by force only when it does not: a thread that is ended while its
 * database driver calls back into it takes the whole process down.
 */
function gone(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      void worker.terminate();
    }, secondsToLeave * 1000);
    worker.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    if (worker.threadId === -1) {
      // It has ended already, and with it every message.
      clearTimeout(force);
      resolve();
      return;
    }
    worker.postMessage(leave);
  });
}
