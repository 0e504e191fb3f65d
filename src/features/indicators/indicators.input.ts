import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  page: z.coerce
    .number('Please give a page number.')
    .int('Please give a page number.')
    .min(1, 'Please give a page number.')
    .max(1_000_000, 'Please give a page number.')
    .default(1),
});

/** The page of a list that was asked for, from 1. @throws ValidationError */
export function parsePage(query: unknown): number {
  return parseInput(schema, query).page;
}
