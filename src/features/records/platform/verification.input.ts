import { z } from 'zod';
import { calendarDate, longText, parseInput } from '../../../lib/parse-input';
import { verificationMethods } from '../../../models/codes';

const chosen = (message: string) => z.coerce.number(message).int(message).positive(message);

const verification = z.object({
  personId: chosen('Please choose the focal point.'),
  method: z.enum(verificationMethods, 'Please choose how it was verified.'),
  verifiedOn: calendarDate('Please give the day.'),
  verificationNote: longText(2_000).refine(
    (text) => text !== '',
    'Please say by what it is known, for those who check the figure later.',
  ),
});
export type VerificationFacts = z.output<typeof verification>;

const takingBack = z.object({
  verificationId: chosen('Please choose the verification.'),
  reason: longText(2_000).refine(
    (text) => text !== '',
    'Please say why it does not hold: the reason stays with it.',
  ),
});

/** @throws ValidationError */
export function parseVerification(body: unknown): VerificationFacts {
  return parseInput(verification, body);
}

/** @throws ValidationError */
export function parseTakingBack(body: unknown): z.output<typeof takingBack> {
  return parseInput(takingBack, body);
}
