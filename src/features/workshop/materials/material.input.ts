import { z } from 'zod';
import { listOf, optionalLine, parseInput } from '../../../lib/parse-input';
import { releases } from '../../../models/codes';

const optionalId = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.coerce.number('Please choose from the list.').int().positive().nullable(),
);

const facts = z.object({ title: optionalLine(200), sessionId: optionalId });
/** What is said about a file besides its bytes; without a title its name is one. */
export type MaterialFacts = z.output<typeof facts>;

const owned = facts.extend({ personId: optionalId });

const correction = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Please give it a title.')
    .max(200, 'Please use at most 200 characters.'),
  sessionId: optionalId,
  revision: z.coerce.number().int(),
});
export type MaterialCorrection = z.output<typeof correction>;

const release = z.object({
  ids: listOf(z.coerce.number().int().positive()).refine(
    (ids) => ids.length > 0,
    'Please mark at least one file.',
  ),
  release: z.enum(releases, 'Please say who may see them.'),
});

/** @throws ValidationError */
export function parseMaterialFacts(body: unknown): MaterialFacts {
  return parseInput(facts, body);
}

/** The same with the person whose it is, for organisers. @throws ValidationError */
export function parseOwnedMaterial(body: unknown): z.output<typeof owned> {
  return parseInput(owned, body);
}

/** @throws ValidationError */
export function parseMaterialCorrection(body: unknown): MaterialCorrection {
  return parseInput(correction, body);
}

/** @throws ValidationError */
export function parseRelease(body: unknown): z.output<typeof release> {
  return parseInput(release, body);
}
