import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  version: z
    .literal('to-pass-on', 'There is no such version of the workbook.')
    .optional()
    .transform((version) => version !== undefined),
});

/** Whether the version to pass on was asked for. @throws ValidationError */
export function parseToPassOn(query: unknown): boolean {
  return parseInput(schema, query).version;
}
