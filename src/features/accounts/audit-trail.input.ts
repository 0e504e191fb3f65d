import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';
import type { ActorKind } from '../../models/codes';

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const date = optional(z.iso.date('Please give a date that exists.'));

const schema = z
  .object({
    area: optional(z.string().regex(/^[a-z_]{1,40}$/, 'Please choose an area.')),
    by: optional(
      z.string().regex(/^(\d{1,9}|respondent|command|system)$/, 'Please choose an account.'),
    ),
    from: date,
    to: date,
    subject: optional(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z_]{1,40}[ :]+[\w:.-]{1,100}$/, 'For example: person 12.'),
    ),
    before: optional(z.string().regex(/^\d{1,13}\.\d{1,9}$/, 'This page does not exist.')),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'The period cannot end before it begins.',
  });

export interface TrailFilter {
  area?: string;
  userId?: number;
  actorKind?: ActorKind;
  /** calendar dates in the project's time zone, both included */
  from?: string;
  to?: string;
  subject?: { type: string; id: string };
  /** only lines older than this one */
  before?: { at: Date; id: number };
}

/** @throws ValidationError naming each filter that cannot be read */
export function parseTrailFilter(query: unknown): TrailFilter {
  const { area, by, from, to, subject, before } = parseInput(schema, query);
  return {
    ...(area !== undefined && { area }),
    ...(by !== undefined && actorOfFilter(by)),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(subject !== undefined && { subject: subjectOfFilter(subject) }),
    ...(before !== undefined && { before: cursorOf(before) }),
  };
}

function actorOfFilter(by: string): Pick<TrailFilter, 'userId' | 'actorKind'> {
  if (by === 'respondent' || by === 'command' || by === 'system') return { actorKind: by };
  return { userId: Number(by) };
}

function subjectOfFilter(text: string): { type: string; id: string } {
  const [type = '', id = ''] = text.split(/[ :]+/, 2);
  return { type, id };
}

function cursorOf(text: string): { at: Date; id: number } {
  const [at, id] = text.split('.');
  return { at: new Date(Number(at)), id: Number(id) };
}

/** The address part that leads on to the lines older than this one. */
export function cursorAfter(line: { at: Date; id: number }): string {
  return `${line.at.getTime()}.${line.id}`;
}
