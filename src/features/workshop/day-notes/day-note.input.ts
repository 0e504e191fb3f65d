import { z } from 'zod';
import { optionalLine, parseInput } from '../../../lib/parse-input';
import { dayNoteKinds } from '../../../models/codes';

const emptyIsNull = (value: unknown): unknown =>
  value === '' || value === undefined ? null : value;

const facts = z
  .object({
    kind: z.enum(dayNoteKinds, 'Please say what it is.'),
    text: z
      .string('Please write the note.')
      .trim()
      .min(1, 'Please write the note.')
      .max(4000, 'Please use at most 4,000 characters.'),
    sessionId: z.preprocess(
      emptyIsNull,
      z.coerce.number('Please choose from the list.').int().positive().nullable(),
    ),
    responsible: optionalLine(200),
    dueOn: z.preprocess(emptyIsNull, z.iso.date('This is no date.').nullable()),
  })
  .refine((note) => note.kind === 'action' || (note.responsible === null && note.dueOn === null), {
    path: ['kind'],
    message: 'Only agreed actions have somebody responsible and a due date.',
  })
  .refine((note) => note.kind !== 'action' || note.responsible !== null, {
    path: ['responsible'],
    message: 'Please say who is responsible for the action.',
  });
export type DayNoteFacts = z.output<typeof facts>;

const revision = z.object({ revision: z.coerce.number().int() });
const done = z.object({
  done: z.enum(['yes', 'no'], 'Please choose one.').transform((answer) => answer === 'yes'),
});

/** @throws ValidationError */
export function parseDayNote(body: unknown): DayNoteFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseDayNoteCorrection(body: unknown): DayNoteFacts & { revision: number } {
  return { ...parseInput(facts, body), ...parseInput(revision, body) };
}

/** @throws ValidationError */
export function parseDone(body: unknown): boolean {
  return parseInput(done, body).done;
}
