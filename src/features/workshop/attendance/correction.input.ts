import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';

const schema = z.object({
  day: z.coerce.number('Please choose a day.').int().min(1).max(99),
  kind: z.enum(['check_in', 'undo'], 'Please choose.'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time such as 09:15.'),
  /** For a time that the clocks show twice: which of the two. */
  which: z.enum(['first', 'second']).optional().catch(undefined),
  reason: line('Please give a reason.'),
});

export type CorrectionInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parseCorrection(body: unknown): CorrectionInput {
  return parseInput(schema, body);
}
