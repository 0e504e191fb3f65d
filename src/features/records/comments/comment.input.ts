import { z } from 'zod';
import { calendarDate, longText, parseInput } from '../../../lib/parse-input';
import { drafts } from '../../../models/codes';
import { memberEconomy } from '../member-economy';

const facts = z.object({
  draft: z.enum(drafts, 'Please choose the draft.'),
  economyCode: memberEconomy('Please choose the economy.'),
  personId: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number('Please choose a person of the list.').int().nullable(),
  ),
  receivedOn: calendarDate('Please give the day on which it came in.'),
  comment: longText(40_000).refine((text) => text !== '', 'Please write down the comment.'),
});
export type CommentFacts = z.output<typeof facts>;

const correction = facts.extend({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseComment(body: unknown): CommentFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseCommentCorrection(body: unknown): z.output<typeof correction> {
  return parseInput(correction, body);
}
