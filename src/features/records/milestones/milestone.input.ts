import { z } from 'zod';
import { calendarDate, line, longText, optionalDate, parseInput } from '../../../lib/parse-input';
import {
  milestoneAnchors,
  shiftUnits,
  type MilestoneAnchor,
  type ShiftUnit,
} from '../../../models/codes';
import { ownerId } from '../owner';

export interface MilestoneFacts {
  title: string;
  anchor: MilestoneAnchor;
  /** Negative: before the anchor. Null, like the unit, for a fixed date. */
  shift: number | null;
  shiftUnit: ShiftUnit | null;
  fixedOn: string | null;
  ownerId: number | null;
  /** Days before it is due on which its owner is reminded, the largest first. */
  remindDays: number[];
  note: string;
}

/** About ten years: what is later belongs to another project. */
const farthest = { days: 3660, months: 120 };
const mostReminders = 5;

const facts = z
  .object({
    title: line('Please name the milestone.'),
    anchor: z.enum(milestoneAnchors, 'Please choose what the date is counted from.'),
    when: z.enum(['before', 'after']).default('after'),
    shift: z
      .preprocess(
        (value) => (value === '' || value === undefined ? null : value),
        z.coerce
          .number('Please give a whole number.')
          .int('Please give a whole number.')
          .min(0, 'Please give a whole number, and choose before or after.')
          .nullable(),
      )
      .default(null),
    shiftUnit: z.enum(shiftUnits).default('days'),
    fixedOn: optionalDate('Please give a date that exists.'),
    ownerId,
    remindDays: z
      .string()
      .default('')
      .transform((text) => text.split(/[\s,;]+/).filter((part) => part !== ''))
      .refine((parts) => parts.every((part) => /^\d{1,3}$/.test(part)), {
        message: 'Please give whole numbers of days up to 999, such as 14, 3.',
      })
      .transform((parts) => [...new Set(parts.map(Number))].sort((a, b) => b - a))
      .refine((days) => days.length <= mostReminders, { message: 'At most five reminders.' }),
    note: longText(2_000),
  })
  .refine(({ anchor, fixedOn }) => anchor !== 'fixed' || fixedOn !== null, {
    path: ['fixedOn'],
    message: 'Please give the date.',
  })
  .refine(({ anchor, shift }) => anchor === 'fixed' || shift !== null, {
    path: ['shift'],
    message: 'Please say how long before or after; 0 is the day itself.',
  })
  .refine(({ shift, shiftUnit }) => (shift ?? 0) <= farthest[shiftUnit], {
    path: ['shift'],
    message: 'Please choose a date within ten years.',
  })
  .transform(({ when, ...rest }): MilestoneFacts => {
    if (rest.anchor === 'fixed') return { ...rest, shift: null, shiftUnit: null };
    const days = rest.shift ?? 0;
    return { ...rest, fixedOn: null, shift: when === 'before' && days > 0 ? -days : days };
  });

const revision = z.object({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseMilestone(body: unknown): MilestoneFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseMilestoneCorrection(body: unknown): MilestoneFacts & { revision: number } {
  return { ...parseInput(facts, body), ...parseInput(revision, body) };
}

const reached = z.object({
  reached: z.enum(['yes', 'no'], 'Please choose one.').transform((answer) => answer === 'yes'),
  reachedOn: z.preprocess(
    (value) => (value === '' ? undefined : value),
    calendarDate('Please give the day on which it was reached.').optional(),
  ),
  reachedNote: longText(2_000),
  revision: z.coerce.number().int(),
});

/** That a milestone was reached, or that it was not after all. @throws ValidationError */
export function parseReached(body: unknown): ReachedInput {
  const { reached: isReached, reachedOn, ...rest } = parseInput(reached, body);
  if (!isReached) return { ...rest, reachedOn: null };
  return { ...rest, ...parseInput(reachedDay, { reachedOn }) };
}

const reachedDay = z.object({
  reachedOn: calendarDate('Please give the day on which it was reached.'),
});

export interface ReachedInput {
  /** Null: not reached after all. */
  reachedOn: string | null;
  reachedNote: string;
  revision: number;
}
