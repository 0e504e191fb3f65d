import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { BenchData } from './prepare-data';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function send(
  url: string,
  method: string,
  body?: unknown,
): Promise<{ status: number; text: string }> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method,
        headers:
          text === undefined
            ? { accept: 'text/html' }
            : {
                accept: 'application/json',
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

export interface Outcome {
  /** Receipts the server gave; each must be in the database. */
  receipts: string[];
  /** Milliseconds of each submission request. */
  latencies: number[];
  seconds: number;
}

/**
 * Respondents' full paths: page, state, opening, a save at the half, a save of the whole,
 * submission. `until` ends the run; a path whose server went away ends without a receipt.
 */
export async function answerAll(
  url: string,
  data: BenchData,
  links: string[],
  options: { concurrency: number; until: () => boolean },
): Promise<Outcome> {
  const outcome: Outcome = { receipts: [], latencies: [], seconds: 0 };
  const queue = [...links.entries()];
  const began = performance.now();
  const worker = async (): Promise<void> => {
    for (;;) {
      const next = queue.shift();
      if (next === undefined || options.until()) return;
      const [index, token] = next;
      const sample = data.answers[index % data.answers.length];
      if (sample === undefined) return;
      await answerOne(`${url}/answer/${token}`, data.versionId, sample, outcome).catch(
        (error: unknown) => {
          if (!options.until()) throw error;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  outcome.seconds = (performance.now() - began) / 1000;
  return outcome;
}

async function answerOne(
  url: string,
  versionId: number,
  sample: BenchData['answers'][number],
  outcome: Outcome,
): Promise<void> {
  const expect = async (
    what: string,
    answer: Promise<{ status: number; text: string }>,
  ): Promise<string> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`);
    return text;
  };
  await expect('page', send(url, 'GET'));
  const state = JSON.parse(await expect('state', send(`${url}/state`, 'GET'))) as {
    revision: number;
  };
  await expect('opening', send(`${url}/opening`, 'POST', {}));
  const draft = (revision: number, answers: unknown, page: number) =>
    expect('draft', send(`${url}/draft`, 'PUT', { revision, answers, page, versionId }));
  const half = JSON.parse(await draft(state.revision, sample.half, 5)) as { revision: number };
  await draft(half.revision, sample.whole, 10);
  const began = performance.now();
  const answer = await expect(
    'submission',
    send(`${url}/submission`, 'POST', {
      submissionId: randomUUID(),
      versionId,
      answers: sample.whole,
    }),
  );
  outcome.latencies.push(performance.now() - began);
  const { receipt } = JSON.parse(answer) as { receipt: string };
  outcome.receipts.push(receipt);
}

/** The value below which a share of the numbers lies; `share` is 0-1. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
