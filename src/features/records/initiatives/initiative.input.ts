import { z } from 'zod';
import { calendarDate, line, listOf, longText, parseInput } from '../../../lib/parse-input';
import { isMemberEconomy } from '../member-economy';

const facts = z.object({
  title: line('Please give the title.'),
  description: longText(4_000),
  launchedOn: calendarDate('Please give the day of the launch.'),
  proposers: listOf(z.string())
    .refine((codes) => codes.length > 0, 'Please choose at least one economy.')
    .refine((codes) => codes.every(isMemberEconomy), 'Please choose economies of the list.')
    .transform((codes) => [...new Set(codes)].sort()),
});
export type InitiativeFacts = z.output<typeof facts>;

const correction = facts.extend({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseInitiative(body: unknown): InitiativeFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseInitiativeCorrection(body: unknown): z.output<typeof correction> {
  return parseInput(correction, body);
}
