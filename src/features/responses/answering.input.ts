import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const answers = z.record(z.string(), z.unknown());
const versionId = z.int().positive();
/** Which sending the client has seen: null for none, else the number of corrections so far. */
const sent = z.int().min(0).nullable();

const draft = z.object({
  revision: z.int().min(0),
  answers,
  page: z.int().min(0).max(1000),
  versionId,
  sent: sent.default(null),
});

const submission = z.object({
  submissionId: z.uuid(),
  answers,
  versionId,
  /** What the client knows of the server's state; left out by clients that keep no drafts. */
  revision: z.int().min(0).optional(),
  sent: sent.optional(),
});

export type DraftInput = z.output<typeof draft>;
export type SubmissionInput = z.output<typeof submission>;

/** @throws ValidationError */
export function parseDraft(body: unknown): DraftInput {
  return parseInput(draft, body);
}

/** @throws ValidationError */
export function parseSubmission(body: unknown): SubmissionInput {
  return parseInput(submission, body);
}
