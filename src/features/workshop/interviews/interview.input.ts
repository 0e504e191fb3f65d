import { z } from 'zod';
import { calendarDate, line, parseInput } from '../../../lib/parse-input';
import { interviewConsents } from '../../../models/codes';

const text = (max: number, message: string) =>
  z
    .string()
    .trim()
    .max(max, message)
    .optional()
    .transform((value) => value ?? '');

const facts = z.object({
  personId: z.coerce
    .number('Please choose the person.')
    .int()
    .positive('Please choose the person.'),
  heldOn: calendarDate('Please give the day of the interview.'),
  interviewer: line('Please say who asked.'),
  consent: z.enum(interviewConsents, 'Please say what the person agreed to.'),
  record: text(40_000, 'Please use at most 40,000 characters.'),
  summary: text(4_000, 'Please use at most 4,000 characters.'),
});
export type InterviewFacts = z.output<typeof facts>;

const correction = facts.extend({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseInterview(body: unknown): InterviewFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseInterviewCorrection(body: unknown): z.output<typeof correction> {
  return parseInput(correction, body);
}
