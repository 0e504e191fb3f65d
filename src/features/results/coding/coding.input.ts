import { z } from 'zod';
import { parseInput } from '../../../lib/parse-input';

const name = z
  .string({ error: 'Please name the code.' })
  .trim()
  .min(1, 'Please name the code.')
  .max(100, 'Please keep the name below 100 characters.');
const description = z
  .string({ error: 'Please describe the code in words.' })
  .trim()
  .max(2000, 'Please keep the description below 2,000 characters.')
  .default('');

const code = z.object({ name, description });
export type CodeInput = z.infer<typeof code>;

/** @throws ValidationError */
export function parseCode(body: unknown): CodeInput {
  return parseInput(code, body);
}

const correction = code.extend({ revision: z.coerce.number().int() });
export type CodeCorrection = z.infer<typeof correction>;

/** @throws ValidationError */
export function parseCodeCorrection(body: unknown): CodeCorrection {
  return parseInput(correction, body);
}

const decision = z
  .object({
    decision: z.enum(['retire', 'restore', 'merge'], { error: 'Please choose what to do.' }),
    into: z
      .union([z.literal('').transform(() => null), z.coerce.number().int().min(1)])
      .default(null),
  })
  .refine(({ decision: chosen, into }) => chosen !== 'merge' || into !== null, {
    path: ['into'],
    error: 'Please choose the code that takes the answers over.',
  });
export type CodeDecision = z.infer<typeof decision>;

/** @throws ValidationError */
export function parseCodeDecision(body: unknown): CodeDecision {
  return parseInput(decision, body);
}

const id = z.coerce.number().int().min(1);
const ids = z
  .union([z.array(id).max(500), id.transform((one) => [one])], {
    error: 'Please choose codes from the list.',
  })
  .default([]);

const coding = z.object({
  codes: ids,
  seen: ids,
  newCode: z.string().trim().max(100, 'Please keep the name below 100 characters.').default(''),
});
/** The codes chosen, and those that the page showed as chosen: only what differs is changed. */
export type CodingInput = z.infer<typeof coding>;

/** @throws ValidationError */
export function parseCoding(body: unknown): CodingInput {
  return parseInput(coding, body);
}

const place = z.object({
  show: z
    .enum(['uncoded', 'all'], { error: 'Please choose which answers to show.' })
    .default('uncoded'),
  after: z.string().max(100).default(''),
  answer: z.string().max(100).default(''),
});

/** Which answers are gone through, and where. @throws ValidationError */
export function parsePlace(query: unknown): z.infer<typeof place> {
  return parseInput(place, query);
}
