import { z } from 'zod';
import { parseInput } from '../../../lib/parse-input';
import { dataSetKinds } from '../../../models/codes';

const freeze = z.object({
  kind: z.enum(dataSetKinds, { error: 'Please choose which data set this is.' }),
  note: z
    .string({ error: 'Please say why the answers are frozen now.' })
    .trim()
    .min(1, 'Please say why the answers are frozen now.')
    .max(2000, 'Please keep the note below 2,000 characters.'),
});

export type FreezeInput = z.infer<typeof freeze>;

/** @throws ValidationError */
export function parseFreeze(body: unknown): FreezeInput {
  return parseInput(freeze, body);
}

const which = z.enum(['now', ...dataSetKinds], {
  error: 'Please choose a data set from the list.',
});

/** A frozen data set, or the answers of today. */
export type DataChoice = z.infer<typeof which>;

const comparison = z.object({
  from: which.default('preliminary'),
  to: which.default('now'),
});

/** The two data sets to compare. @throws ValidationError */
export function parseComparison(query: unknown): { from: DataChoice; to: DataChoice } {
  return parseInput(comparison, query);
}

const note = z.object({
  dayNoteId: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1)], {
    error: 'Please choose a note from the list.',
  }),
});

/** The note of a workshop day that asked for an adjustment; null takes the link away. @throws ValidationError */
export function parseNoteLink(body: unknown): { dayNoteId: number | null } {
  return parseInput(note, body);
}
