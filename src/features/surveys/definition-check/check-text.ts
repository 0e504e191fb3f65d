import { LimitedWorker, WorkerFailure } from '../../../lib/limited-worker';
import type { DefinitionProblem } from '../../../survey-engine/definition-problems';

export interface CheckedText {
  /** Whether the text can be published: no problem is an error. */
  sound: boolean;
  problems: DefinitionProblem[];
}

const worker = new LimitedWorker<string, CheckedText>(
  'features/surveys/definition-check/worker.js',
  { seconds: 5, megabytes: 256, keepSeconds: 60 },
);

const failures: Record<WorkerFailure['reason'], string> = {
  too_slow: 'Checking this text takes too long. Please make it smaller or simpler.',
  too_much_memory: 'Checking this text takes too much memory. Please make it smaller.',
  crashed: 'This text could not be checked.',
};

/**
 * Everything that is wrong with the JSON text of a definition, and remarks on its words, found
 * in a thread of its own within 5 seconds and 256 MB.
 * @throws AppError 503 when too many checks wait
 */
export async function checkText(text: string): Promise<CheckedText> {
  try {
    return await worker.run(text);
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error;
    const message = failures[error.reason];
    return {
      sound: false,
      problems: [{ severity: 'error', code: error.reason, path: '', message }],
    };
  }
}

/** Ends the thread. For the end of the server; a later check starts another. */
export function stopChecking(): Promise<void> {
  return worker.stop();
}
