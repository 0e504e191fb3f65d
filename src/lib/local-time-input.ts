import { z } from 'zod';
import { ValidationError } from './errors';
import { momentsOf } from './zoned-time';

/** A local date and time of a form, "2026-06-01T09:00"; empty when none is given. */
export function localTimeInput(message: string) {
  return z
    .string()
    .trim()
    .refine(
      (text) => text === '' || (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && exists(text)),
      message,
    );
}

/** "2026-02-30T10:00" looks like a time and is none. */
function exists(text: string): boolean {
  const time = Date.parse(`${text}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * The moments that a field's local time stands for, earliest first; none for an empty field.
 * @throws ValidationError for a time that the clocks of the zone skip
 */
export function momentsOfInput(field: string, local: string, zone: string): Date[] {
  if (local === '') return [];
  const moments = momentsOf(local, zone);
  if (moments.length > 0) return moments;
  throw new ValidationError({
    [field]: `There is no such time in ${zone}: the clocks are put forward over it that day. Please choose another.`,
  });
}
