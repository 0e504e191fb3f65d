import { z } from 'zod';
import { longText, optionalDate, optionalLine, parseInput } from '../../../lib/parse-input';

const facts = z.object({
  pageAddress: optionalLine(500).refine(
    (address) => address === null || /^https?:\/\/[^\s/]+/.test(address),
    'Please give a whole address, as https://platform.example/peru.',
  ),
  pagePublishedOn: optionalDate('Please give a day that exists.'),
  note: longText(2_000),
  revision: z.coerce.number().int(),
});
export type RegistrationFacts = z.output<typeof facts>;

/** @throws ValidationError */
export function parsePlatformRegistration(body: unknown): RegistrationFacts {
  return parseInput(facts, body);
}
