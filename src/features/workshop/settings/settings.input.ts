import { z } from 'zod';
import { ValidationError } from '../../../lib/errors';
import { localTimeInput, momentsOfInput } from '../../../lib/local-time-input';
import { line, optionalLine, parseInput } from '../../../lib/parse-input';
import { workshopModes } from '../../../models/codes';

const mostSeats = 100_000;

const text = (max: number) => optionalLine(max).transform((value) => value ?? '');
const seats = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.coerce
    .number('Please give a whole number, or leave it empty.')
    .int('Please give a whole number, or leave it empty.')
    .min(1, 'At least 1, or leave it empty.')
    .max(mostSeats, `At most ${mostSeats}.`)
    .nullable(),
);

const schema = z.object({
  mode: z.enum(workshopModes, 'Please choose how the workshop is held.'),
  venue: text(200),
  address: text(300),
  onlineLink: z.union(
    [
      z.literal(''),
      z.url({
        protocol: /^https?$/,
        message: 'Please give a whole address, beginning with https://.',
      }),
    ],
    'Please give a whole address, beginning with https://.',
  ),
  capacity: seats,
  nominationsCloseAt: localTimeInput('Please give a date and a time.'),
  registrationClosesAt: localTimeInput('Please give a date and a time.'),
  certificateDaysMin: z.coerce
    .number('Please give a number of days.')
    .int('Please give a number of days.')
    .min(1, 'At least one day.'),
  certificateSignatory: text(200),
  certificateSignatoryPosition: text(200),
  revision: z.coerce.number().int(),
});

export type SettingsInput = Omit<
  z.output<typeof schema>,
  'nominationsCloseAt' | 'registrationClosesAt'
> & { nominationsCloseAt: Date | null; registrationClosesAt: Date | null };

/**
 * How the workshop is held. Deadlines are local times of its zone; where clocks are put back, the
 * later of two moments is meant, so that nobody is shut out who trusted the clock on the wall.
 * @param workshop the zone, and how many days there are
 * @throws ValidationError
 */
export function parseSettings(
  body: unknown,
  workshop: { timeZone: string; days: number },
): SettingsInput {
  const input = parseInput(schema, body);
  const { timeZone, days } = workshop;
  const deadline = (field: 'nominationsCloseAt' | 'registrationClosesAt'): Date | null =>
    momentsOfInput(field, input[field], timeZone).at(-1) ?? null;
  const nominationsCloseAt = deadline('nominationsCloseAt');
  const registrationClosesAt = deadline('registrationClosesAt');
  if (
    nominationsCloseAt !== null &&
    registrationClosesAt !== null &&
    registrationClosesAt < nominationsCloseAt
  ) {
    throw new ValidationError({
      registrationClosesAt: 'Registration cannot close before nominations do.',
    });
  }
  if (input.certificateDaysMin > days) {
    throw new ValidationError({
      certificateDaysMin: `The workshop has ${days} ${days === 1 ? 'day' : 'days'}.`,
    });
  }
  return { ...input, nominationsCloseAt, registrationClosesAt };
}

const room = z.object({
  roomName: line('Please give the room a name.', 100),
  roomCapacity: seats,
});

export interface RoomInput {
  name: string;
  /** Null: not known. */
  capacity: number | null;
}

/** @throws ValidationError */
export function parseRoom(body: unknown): RoomInput {
  const { roomName, roomCapacity } = parseInput(room, body);
  return { name: roomName, capacity: roomCapacity };
}
