import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';
import { sessionParts, sessionTypes } from '../../../models/codes';

const longestDescription = 2000;
const largestId = 2 ** 31 - 1;

const clockTime = (message: string) =>
  z.string(message).regex(/^([01]\d|2[0-3]):[0-5]\d$/, message);

const schema = z.object({
  dayNumber: z.coerce.number('Please choose a day.').int('Please choose a day.'),
  startsAt: clockTime('Please give the start, for example 09:30.'),
  endsAt: clockTime('Please give the end, for example 10:45.'),
  type: z.enum(sessionTypes, 'Please choose a type.'),
  title: line('Please give the session a title.'),
  description: z
    .string()
    .trim()
    .max(longestDescription, `Please use at most ${longestDescription} characters.`)
    .default('')
    .transform((text) => text.replace(/\r\n?/g, '\n')),
  roomId: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number('Please choose a room.').int().min(1).max(largestId).nullable(),
  ),
  genderDimension: z.preprocess((value) => value === 'yes', z.boolean()),
  revision: z.coerce.number().int().default(0),
});

/** A session; times are wall-clock times of the workshop's zone, "09:30". */
export type SessionInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parseSession(body: unknown): SessionInput {
  return parseInput(schema, body);
}

const removal = z.object({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseRemoval(body: unknown): z.output<typeof removal> {
  return parseInput(removal, body);
}

const personSchema = z.object({
  personId: z.coerce
    .number('Please choose a person.')
    .int('Please choose a person.')
    .min(1, 'Please choose a person.')
    .max(largestId, 'Please choose a person.'),
  part: z.enum(sessionParts, 'Please choose what the person does.'),
  talkTitle: z.string().trim().max(200, 'Please use at most 200 characters.').default(''),
});

/** A person and what they do in a session. */
export type SessionPersonInput = z.output<typeof personSchema>;

/** @throws ValidationError */
export function parseSessionPerson(body: unknown): SessionPersonInput {
  return parseInput(personSchema, body);
}
