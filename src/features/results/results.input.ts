import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  version: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1)], {
      error: 'Please choose a version from the list.',
    })
    .default(null),
});

/** The version of a form to look at; null joins all. @throws ValidationError */
export function parseVersionFilter(query: unknown): number | null {
  return parseInput(schema, query).version;
}
