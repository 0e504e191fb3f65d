import { ValidationError } from '../../../lib/errors';
import { LimitedWorker, WorkerFailure } from '../../../lib/limited-worker';

export type RenderedPage = { html: string } | { problem: string };

const worker = new LimitedWorker<string, RenderedPage>('features/surveys/first-page/worker.js', {
  seconds: 10,
  megabytes: 256,
  keepSeconds: 5,
});

/** Longer pages would cost each respondent more than waiting for the form itself. */
const longest = 1_000_000;

const failures: Record<WorkerFailure['reason'], string> = {
  too_slow: 'it takes longer than 10 seconds',
  too_much_memory: 'it takes too much memory',
  crashed: 'the form library stopped',
};

/**
 * The HTML of a form's first page, shown to respondents until the form's program has loaded.
 * Rendered in a thread of its own within 10 seconds and 256 MB, and stripped of everything that
 * could run.
 * @throws ValidationError with the reason when the page cannot be rendered
 */
export async function renderFirstPage(definition: string): Promise<string> {
  const page = await worker.run(definition).catch((error: unknown): RenderedPage => {
    if (error instanceof WorkerFailure) return { problem: failures[error.reason] };
    throw error;
  });
  if ('problem' in page) throw refusal(page.problem);
  if (page.html.length > longest) throw refusal('it is longer than 1 MB');
  return page.html;
}

function refusal(reason: string): ValidationError {
  return new ValidationError(
    {},
    `The first page of the form cannot be shown: ${reason}. Nothing was published.`,
    'first_page_failed',
  );
}

/** Ends the thread. For the end of the server; a later call starts another. */
export function stopRendering(): Promise<void> {
  return worker.stop();
}
