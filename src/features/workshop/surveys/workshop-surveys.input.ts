import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';

const handOutInput = z.object({ how: z.enum(['code', 'staff'], 'Please choose how.') });
const tabletInput = z.object({
  name: line('Please name the tablet, for example by its table.', 60),
});

/** @throws ValidationError */
export function parseHandOut(body: unknown): z.output<typeof handOutInput> {
  return parseInput(handOutInput, body);
}

/** @throws ValidationError */
export function parseTablet(body: unknown): z.output<typeof tabletInput> {
  return parseInput(tabletInput, body);
}

/** @param missing what is told when there is none. @throws ValidationError */
export function parseCode(body: unknown, missing: string): string {
  return parseInput(z.object({ code: line(missing, 60) }), body).code;
}
