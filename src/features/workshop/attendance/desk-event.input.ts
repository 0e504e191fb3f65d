import { z } from 'zod';
import { line, optionalLine, parseInput } from '../../../lib/parse-input';

const key = z.string().regex(/^[\w:-]{8,80}$/, 'This is no number of an event.');
const rowId = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const moment = z.iso.datetime({ offset: true, message: 'This is no time.' }).transform(toDate);

const event = z
  .object({
    /** Made by the desk; sent twice, the event is kept once. */
    eventKey: key,
    /** What the scanner read, or the registration chosen from the list. */
    code: z.string().max(100).optional(),
    registrationId: rowId.optional(),
    /** Number of the workshop's day that the desk is set to. */
    day: z.int().min(1).max(99),
    sessionId: rowId.nullish().transform((id) => id ?? null),
    kind: z.enum(['check_in', 'undo']),
    method: z.enum(['scan', 'typed', 'walk_in']),
    desk: line('Please name the desk.', 40),
    /** By the desk's clock. */
    at: moment,
    /** Of an undo: the keys of the check-ins that the desk knew of. */
    undoes: z.array(key).max(50).default([]),
    reason: optionalLine(200),
    /** Lets in somebody whose registration says otherwise; the reason is kept. */
    override: z.boolean().default(false),
  })
  .refine((sent) => (sent.code === undefined) !== (sent.registrationId === undefined), {
    path: ['code'],
    message: 'Please give a code or a registration.',
  })
  .refine((sent) => sent.reason !== null || (sent.kind === 'check_in' && !sent.override), {
    path: ['reason'],
    message: 'Please give a reason.',
  });

export type DeskEvent = z.output<typeof event>;

const batch = z.object({
  /** By the desk's clock, when the batch left it: says how far that clock is off. */
  sentAt: moment,
  events: z.array(z.unknown()).min(1).max(200),
});

export interface DeskBatch {
  sentAt: Date;
  events: unknown[];
}

/** The frame of what a desk sends; each event is read by itself. @throws ValidationError */
export function parseBatch(body: unknown): DeskBatch {
  return parseInput(batch, body);
}

/** One event; undefined when it cannot be understood, so that it does not hold up the others. */
export function parseEvent(sent: unknown): DeskEvent | undefined {
  return event.safeParse(sent).data;
}

/** The key of an event that could not be read, for the answer to it. */
export function keyOf(sent: unknown): string {
  const given: unknown =
    typeof sent === 'object' && sent !== null && 'eventKey' in sent ? sent.eventKey : undefined;
  return typeof given === 'string' ? given.slice(0, 80) : '';
}

function toDate(text: string): Date {
  return new Date(text);
}
