import { z } from 'zod';
import { NotFoundError } from '../../lib/errors';
import { calendarDate, line, parseInput } from '../../lib/parse-input';

const label = z.object({
  label: line('Please say what the snapshot is for: it is found by its name.', 200),
});

/** @throws ValidationError */
export function parseLabel(body: unknown): string {
  return parseInput(label, body).label;
}

const largest = 1_000_000_000;

/** The number of a snapshot in an address. @throws NotFoundError */
export function parseNumber(text: unknown): number {
  const number = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > largest) throw new NotFoundError('There is no such snapshot.');
  return number;
}

const number = z.coerce.number().int().min(1).max(largest);
const comparison = z.object({
  from: z.preprocess((value) => (value === '' ? undefined : value), number.optional()),
  to: z
    .union([z.literal('now'), z.literal('').transform(() => 'now' as const), number])
    .default('now'),
  since: z
    .union([z.literal('').transform(() => undefined), calendarDate('Please give a date.')])
    .optional(),
});

/** What is compared; a date stands for the last snapshot up to then. */
export type ComparisonQuery = z.output<typeof comparison>;

/** @throws ValidationError */
export function parseComparison(query: unknown): ComparisonQuery {
  return parseInput(comparison, query);
}

const page = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).default(1) });

/** @throws ValidationError */
export function parseListPage(query: unknown): number {
  return parseInput(page, query).page;
}
