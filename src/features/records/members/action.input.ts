import { z } from 'zod';
import { calendarDate, line, parseInput } from '../../../lib/parse-input';
import { memberActionKinds } from '../../../models/codes';

const facts = z.object({
  personId: z.coerce
    .number('Please choose the member.')
    .int()
    .positive('Please choose the member.'),
  kind: z.enum(memberActionKinds, 'Please choose what the member did.'),
  actedOn: calendarDate('Please give the day.'),
  note: line('Please say what it was, for those who check the figure later.', 500),
});
export type ActionFacts = z.output<typeof facts>;

/** @throws ValidationError */
export function parseAction(body: unknown): ActionFacts {
  return parseInput(facts, body);
}
