import { z } from 'zod';
import { ValidationError } from '../../../lib/errors';
import { parseInput } from '../../../lib/parse-input';
import { momentsOf } from '../../../lib/zoned-time';

const mostPlaces = 50;
const longestAdvice = 3000;

const places = z.coerce
  .number('Please give a whole number.')
  .int('Please give a whole number.')
  .min(0, 'Please give a whole number, 0 or more.')
  .max(mostPlaces, `At most ${mostPlaces}.`);

const advice = z
  .string()
  .transform((text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .trim(),
  )
  .pipe(z.string().max(longestAdvice, `Please use at most ${longestAdvice} characters.`));

const general = z.object({
  places: z.preprocess((value) => (value === '' ? NaN : value), places),
  advice: advice.pipe(z.string().min(1, 'Please write the advice that every economy reads.')),
  revision: z.coerce.number().int(),
});

/** What holds for every economy without rules of its own. @throws ValidationError */
export function parseGeneralRules(body: unknown): z.output<typeof general> {
  return parseInput(general, body);
}

const localTime = z
  .string()
  .trim()
  .refine((text) => text === '' || exists(text), 'Please give a date and a time.');

/** "2026-02-30T10:00" looks like a time and is none. */
function exists(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const own = z.object({
  places: z.preprocess((value) => (value === '' ? null : value), places.nullable()),
  closesAt: localTime,
  advice: advice.transform((text) => (text === '' ? null : text)),
  revision: z.coerce.number().int(),
});

export interface OwnRules {
  places: number | null;
  closesAt: Date | null;
  advice: string | null;
  revision: number;
}

/**
 * What differs for one economy; empty is "as for all". The deadline is a local time of the zone;
 * where clocks are put back over it, the later one is meant.
 * @throws ValidationError also for a time that the clocks of the zone skip
 */
export function parseOwnRules(body: unknown, zone: string): OwnRules {
  const { closesAt, ...rules } = parseInput(own, body);
  if (closesAt === '') return { ...rules, closesAt: null };
  const moment = momentsOf(closesAt, zone).at(-1);
  if (moment === undefined) {
    throw new ValidationError({
      closesAt: `There is no such time in ${zone}: the clocks are put forward over it that day. Please choose another.`,
    });
  }
  return { ...rules, closesAt: moment };
}

/** The person out of a choice of people. @throws ValidationError */
export function parsePersonChoice(body: unknown): number {
  const message = 'Please choose a person.';
  return parseInput(
    z.object({ personId: z.coerce.number(message).int(message).min(1, message) }),
    body,
  ).personId;
}
