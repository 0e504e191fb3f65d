import { z } from 'zod';
import { longText, parseInput } from '../../lib/parse-input';

/** What an organiser decided about a record that an indicator may count; null: nothing yet. */
export interface Decision {
  counts: boolean | null;
  /** Why; '' while nothing is decided. */
  reason: string;
  revision: number;
}

const decision = z
  .object({
    counts: z
      .enum(['yes', 'no', ''], 'Please choose one.')
      .transform((answer) => (answer === '' ? null : answer === 'yes')),
    reason: longText(2_000),
    revision: z.coerce.number().int(),
  })
  .refine(({ counts, reason }) => counts === null || reason !== '', {
    path: ['reason'],
    message: 'Please give the reason, for those who check the figure later.',
  });

/** @throws ValidationError */
export function parseDecision(body: unknown): Decision {
  return parseInput(decision, body);
}
