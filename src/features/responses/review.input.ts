import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { parseInput } from '../../lib/parse-input';
import { decisions, needsReason, type Decision } from './review.policy';

const schema = z.object({
  decision: z.enum(decisions, 'Please choose a decision.'),
  reason: z
    .string()
    .trim()
    .max(1000, 'Please use at most 1,000 characters.')
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'Please remove invisible characters.')
    .default(''),
});

export interface ReviewInput {
  decision: Decision;
  reason: string;
}

/** @throws ValidationError */
export function parseReview(body: unknown): ReviewInput {
  const input = parseInput(schema, body);
  if (needsReason(input.decision) && input.reason === '') {
    throw new ValidationError({ reason: missingReason(input.decision) });
  }
  return input;
}

function missingReason(decision: Decision): string {
  return decision === 'approve'
    ? 'Please give the reason for which the story is approved; it stays with the story, and overseers read it.'
    : 'Please give the reason; it stays with the response.';
}
