import { z } from 'zod';
import { listOf, parseInput } from '../../../lib/parse-input';

const rowId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const sending = z.object({
  focalPoints: listOf(rowId).pipe(
    z.array(z.number()).min(1, 'Please tick at least one focal point.').max(200, 'At most 200.'),
  ),
  key: z.string().regex(/^[\w-]{16,64}$/, 'Please reload the page and try again.'),
});

/** To whom links are sent, and the key that makes two presses one. @throws ValidationError */
export function parseSending(body: unknown): z.output<typeof sending> {
  return parseInput(sending, body);
}

const query = z.object({
  focalPoint: rowId.optional().catch(undefined),
  preview: rowId.optional().catch(undefined),
});

/** Whom a list of links begins with; what is not understood is left out. */
export function parseLinksQuery(input: unknown): z.output<typeof query> {
  return parseInput(query, input);
}
