import { z } from 'zod';
import { ValidationError } from '../../../lib/errors';
import { calendarDate, optionalDate, optionalLine, parseInput } from '../../../lib/parse-input';
import { implementerParts } from '../../../models/codes';

const facts = z.object({
  part: z.enum(implementerParts, 'Please choose the part.'),
  task: optionalLine(500).transform((task) => task ?? ''),
  fromOn: calendarDate('Please give the first day.'),
  toOn: optionalDate('Please give a day that exists, or leave it empty.'),
});
export type ImplementerFacts = z.output<typeof facts>;

const addition = facts.extend({
  personId: z.coerce
    .number('Please choose a person.')
    .int('Please choose a person.')
    .positive('Please choose a person.'),
});
const correction = facts.extend({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseImplementer(body: unknown): z.output<typeof addition> {
  return inOrder(parseInput(addition, body));
}

/** @throws ValidationError */
export function parseImplementerCorrection(body: unknown): z.output<typeof correction> {
  return inOrder(parseInput(correction, body));
}

function inOrder<T extends ImplementerFacts>(input: T): T {
  if (input.toOn !== null && input.toOn < input.fromOn) {
    throw new ValidationError({ toOn: 'The last day comes before the first one.' });
  }
  return input;
}
