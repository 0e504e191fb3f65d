import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

// Browsers send the lines of a text area with CR and LF; the file has LF.
const text = z
  .string('There is no text of a form.')
  .transform((value) => value.replaceAll('\r\n', '\n'));
const revision = z.coerce.number().int();

const draft = z.object({ definition: text, revision, action: z.enum(['save', 'check']) });
const check = z.object({ definition: text });
const publication = z.object({ revision });
const preview = z.object({ version: z.coerce.number().int().positive().optional() });

/** @throws ValidationError */
export function parseDraft(body: unknown): z.output<typeof draft> {
  return parseInput(draft, body);
}

/** @throws ValidationError */
export function parseCheck(body: unknown): z.output<typeof check> {
  return parseInput(check, body);
}

/** @throws ValidationError */
export function parsePublication(body: unknown): z.output<typeof publication> {
  return parseInput(publication, body);
}

/** @throws ValidationError */
export function parsePreview(query: unknown): z.output<typeof preview> {
  return parseInput(preview, query);
}
