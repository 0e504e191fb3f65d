import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { parseInput } from '../../lib/parse-input';
import { momentsOf } from '../../lib/zoned-time';

const localTime = (message: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => text === '' || (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && exists(text)),
      message,
    );

/** "2026-02-30T10:00" looks like a time and is none. */
function exists(text: string): boolean {
  const time = Date.parse(`${text}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const schema = z.object({
  opensAt: localTime('Please give a date and a time for the opening.'),
  closesAt: localTime('Please give a date and a time for the closing.'),
});

export interface ScheduleInput {
  opensAt: Date | null;
  closesAt: Date | null;
}

/**
 * Opening and closing as local times of the project's zone. Where clocks are put back, a time
 * comes twice: the first is meant for opening and the last for closing, so that nobody is shut
 * out who trusted the clock on the wall.
 * @throws ValidationError also for a time that the clocks of the zone skip
 */
export function parseSchedule(body: unknown, zone: string): ScheduleInput {
  const local = parseInput(schema, body);
  const opensAt = inZone('opensAt', local.opensAt, zone).at(0) ?? null;
  const closesAt = inZone('closesAt', local.closesAt, zone).at(-1) ?? null;
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
    throw new ValidationError({ closesAt: 'The form cannot close before it opens.' });
  }
  return { opensAt, closesAt };
}

function inZone(field: string, local: string, zone: string): Date[] {
  if (local === '') return [];
  const moments = momentsOf(local, zone);
  if (moments.length > 0) return moments;
  throw new ValidationError({
    [field]: `There is no such time in ${zone}: the clocks are put forward over it that day. Please choose another.`,
  });
}

const closing = z.object({ action: z.enum(['close', 'reopen']) });
const openLinkChange = z.object({ action: z.enum(['enable', 'disable', 'renew']) });

/** @throws ValidationError */
export function parseClosing(body: unknown): z.output<typeof closing> {
  return parseInput(closing, body);
}

/** @throws ValidationError */
export function parseOpenLinkChange(body: unknown): z.output<typeof openLinkChange> {
  return parseInput(openLinkChange, body);
}
