import { z } from 'zod';
import { composed } from '../../../lib/print/runs';
import { line, listOf, optionalLine, parseInput } from '../../../lib/parse-input';

const choice = z.object({
  ids: listOf(z.coerce.number().int().positive()).refine(
    (ids) => ids.length > 0,
    'Please mark at least one person.',
  ),
  tell: z
    .literal('yes')
    .optional()
    .transform((answer) => answer === 'yes'),
});

const name = z.object({ name: optionalLine(200) });
const revocation = z.object({ reason: line('Please give the reason.', 500) });

/** Whose certificates, and whether they are told by mail. @throws ValidationError */
export function parseChoice(body: unknown): z.output<typeof choice> {
  return parseInput(choice, body);
}

/** @throws ValidationError */
export function parseCertificateName(body: unknown): string | null {
  const { name: given } = parseInput(name, body);
  return given === null ? null : composed(given);
}

/** @throws ValidationError */
export function parseRevocation(body: unknown): string {
  return parseInput(revocation, body).reason;
}
