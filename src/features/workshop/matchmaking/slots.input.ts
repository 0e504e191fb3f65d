import { z } from 'zod';
import { ValidationError } from '../../../lib/errors';
import { parseInput } from '../../../lib/parse-input';

const whole = (least: number, most: number) => {
  const message = `Please give a whole number from ${least} to ${most}.`;
  return z.coerce.number(message).int(message).min(least, message).max(most, message);
};

const tables = whole(1, 60);

const series = z.object({
  day: z.coerce.number('Please choose a day.').int('Please choose a day.'),
  startsAt: z
    .string('Please give a time.')
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time such as 14:00.'),
  minutes: whole(5, 180),
  pause: whole(0, 120),
  count: whole(1, 40),
  tables,
});

export type SlotSeriesInput = z.output<typeof series>;

/** Slots of `minutes` each, with `pause` minutes between them. @throws ValidationError */
export function parseSlotSeries(body: unknown): SlotSeriesInput {
  return parseInput(series, body);
}

const change = z.object({ tables, revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseTables(body: unknown): z.output<typeof change> {
  return parseInput(change, body);
}

const removal = z.object({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseRevision(body: unknown): number {
  return parseInput(removal, body).revision;
}

/** Start and end of each slot of a series. @throws ValidationError when it goes past midnight */
export function slotTimes(
  input: Pick<SlotSeriesInput, 'startsAt' | 'minutes' | 'pause' | 'count'>,
): { startsAt: string; endsAt: string }[] {
  const first = Number(input.startsAt.slice(0, 2)) * 60 + Number(input.startsAt.slice(3));
  const times = Array.from({ length: input.count }, (_, index) => {
    const start = first + index * (input.minutes + input.pause);
    return { start, end: start + input.minutes };
  });
  if (times.some(({ end }) => end >= 24 * 60)) {
    throw new ValidationError({ count: 'These slots would go past midnight.' });
  }
  return times.map(({ start, end }) => ({ startsAt: clock(start), endsAt: clock(end) }));
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
