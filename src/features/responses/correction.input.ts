import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const correction = z.object({
  answers: z.record(z.string(), z.unknown()),
  /** How often the answers had been corrected when the page was opened. */
  corrections: z.int().min(0),
  reason: z
    .string({ error: 'Please give the reason; it stays with the answers.' })
    .trim()
    .min(1, 'Please give the reason; it stays with the answers.')
    .max(1000, 'Please use at most 1,000 characters.')
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'Please remove invisible characters.'),
});

export type CorrectionInput = z.output<typeof correction>;

/** @throws ValidationError */
export function parseCorrection(body: unknown): CorrectionInput {
  return parseInput(correction, body);
}

const place = z.object({ question: z.string().max(300).default('') });

/** The question that the page opens at; empty for the first. @throws ValidationError */
export function parseCorrectionPlace(query: unknown): z.output<typeof place> {
  return parseInput(place, query);
}
