import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';

const handOutInput = z.object({ how: z.enum(['code', 'staff'], 'Please choose how.') });
const tabletInput = z.object({
  name: line('Please name the tablet, for example by its table.', 60),
});
const codeInput = z.object({ code: line('Please type or scan the code of your badge.', 60) });

/** @throws ValidationError */
export function parseHandOut(body: unknown): z.output<typeof handOutInput> {
  return parseInput(handOutInput, body);
}

/** @throws ValidationError */
export function parseTablet(body: unknown): z.output<typeof tabletInput> {
  return parseInput(tabletInput, body);
}

/** @throws ValidationError */
export function parseCode(body: unknown): string {
  return parseInput(codeInput, body).code;
}
