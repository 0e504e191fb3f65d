import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { parseInput } from '../../lib/parse-input';

// Browsers send the lines of a text area with CR and LF; the file has LF.
const text = z
  .string('There is no text of a form.')
  .transform((value) => value.replaceAll('\r\n', '\n'));
const revision = z.coerce.number().int();

const file = z.object({ definition: text, revision });
const draft = z.object({ definition: text, revision, action: z.enum(['save', 'check']) });
const check = z.object({ definition: text });
const publication = z.object({ revision });
const preview = z.object({ version: z.coerce.number().int().positive().optional() });

/** @throws ValidationError */
export function parseDraft(body: unknown): z.output<typeof draft> {
  return parseInput(draft, body);
}

/**
 * A form that was opened as a file, in UTF-8 with or without a byte order mark.
 * @throws ValidationError on `file` when it is no text
 */
export function parseFile(
  content: Buffer,
  fields: Record<string, string>,
): { text: string; revision: number } {
  if (!isUtf8(content)) {
    throw new ValidationError({
      file: 'This file is no text in UTF-8. Choose the JSON of a form.',
    });
  }
  const input = parseInput(file, { ...fields, definition: new TextDecoder().decode(content) });
  return { text: input.definition, revision: input.revision };
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
