import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';
import type { Period } from './period';

const schema = z.object({
  page: z.coerce
    .number('Please give a page number.')
    .int('Please give a page number.')
    .min(1, 'Please give a page number.')
    .max(1_000_000, 'Please give a page number.')
    .default(1),
});

const readable = 'Please give a date that exists, from 1990 to 2100.';

const date = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.iso
    .date(readable)
    .refine((text) => text >= '1990-01-01' && text <= '2100-12-31', readable)
    .nullable(),
);

const periodSchema = z
  .object({ from: date, to: date })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: 'The period cannot end before it begins.',
  });

/**
 * The period that was asked for by `from` and `to`; either may be left out.
 * @throws ValidationError naming the field
 */
export function parsePeriod(query: unknown): Period {
  return parseInput(periodSchema, query);
}

/** The page of a list that was asked for, from 1. @throws ValidationError */
export function parsePage(query: unknown): number {
  return parseInput(schema, query).page;
}
