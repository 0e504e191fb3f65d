import { z } from 'zod';
import { ValidationError, type FieldErrors } from './errors';

/**
 * The first gate of a write: shape and types of what was sent, through a zod schema.
 * @throws ValidationError with one message a field (the first), keyed by dotted path
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) {
    fields[issue.path.join('.')] ??= issue.message;
  }
  throw new ValidationError(fields);
}

/** Required single-line text, trimmed. */
export function line(message: string, max = 200) {
  return z
    .string(message)
    .trim()
    .min(1, message)
    .max(max, `Please use at most ${max} characters.`)
    .refine((text) => !hasControlCharacters(text), 'Please remove invisible control characters.');
}

/** Optional single-line text; empty becomes null. */
export function optionalLine(max = 200) {
  return z
    .string()
    .trim()
    .max(max, `Please use at most ${max} characters.`)
    .refine((text) => !hasControlCharacters(text), 'Please remove invisible control characters.')
    .nullish()
    .transform((text) => (text === undefined || text === null || text === '' ? null : text));
}

/** Text of several lines; nothing is ''. */
export function longText(max: number) {
  return z
    .string()
    .trim()
    .max(max, `Please use at most ${max.toLocaleString('en')} characters.`)
    .default('');
}

/** Optional calendar date, YYYY-MM-DD; nothing is null. */
export function optionalDate(message: string) {
  return z
    .preprocess((value) => (value === '' ? null : value), calendarDate(message).nullish())
    .transform((date) => date ?? null);
}

/** Required calendar date, YYYY-MM-DD, that exists. */
export function calendarDate(message: string) {
  return z.iso.date(message);
}

function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** A checkbox group: absent is none, one value is a list of one. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]),
    z.array(item),
  );
}
