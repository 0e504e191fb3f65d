import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { localTimeInput, momentsOfInput } from '../../lib/local-time-input';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  opensAt: localTimeInput('Please give a date and a time for the opening.'),
  closesAt: localTimeInput('Please give a date and a time for the closing.'),
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
  const opensAt = momentsOfInput('opensAt', local.opensAt, zone).at(0) ?? null;
  const closesAt = momentsOfInput('closesAt', local.closesAt, zone).at(-1) ?? null;
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
    throw new ValidationError({ closesAt: 'The form cannot close before it opens.' });
  }
  return { opensAt, closesAt };
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
