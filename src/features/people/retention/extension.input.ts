import { z } from 'zod';
import { calendarDate, line, parseInput } from '../../../lib/parse-input';

const schema = z.object({
  consentOn: calendarDate('Please give the day of the newer consent.'),
  reason: line('Please say how the person agreed; it stays with the record.', 500),
});

/** A newer consent of a person. */
export type ExtensionInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parseExtension(body: unknown): ExtensionInput {
  return parseInput(schema, body);
}
