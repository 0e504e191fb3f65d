import { z } from 'zod';
import { line, optionalLine, parseInput } from '../../../lib/parse-input';
import { nominationRoles, sectors, sexes } from '../../../models/codes';
import { emailAddress } from '../../people/person.input';

const longestReason = 1000;

const facts = z.object({
  title: optionalLine(50),
  givenName: optionalLine(200).transform((name) => name ?? ''),
  familyName: line('Please give the family name, or the only name.'),
  email: emailAddress,
  sex: z.enum(sexes, 'Please choose one.'),
  sector: z.enum(sectors, 'Please choose the sector.'),
  position: line('Please give the position.', 300),
  organisation: line('Please name the organisation.', 300),
  clusterName: optionalLine(300),
  role: z.enum(nominationRoles, 'Please choose the role.'),
  why: freeText('Please say in a sentence why you nominate this person.'),
});

/** What a focal point says about a person. */
export type NominationFacts = z.output<typeof facts>;

const addition = facts.extend({
  as: z.enum(['place', 'reserve'], 'Please choose.'),
  submissionKey: z.string().regex(/^[\w-]{16,64}$/, 'Please reload the page and try again.'),
});

export type NewNomination = z.output<typeof addition>;

const correction = facts.extend({ revision: z.coerce.number().int() });

/** @throws ValidationError */
export function parseNewNomination(body: unknown): NewNomination {
  return parseInput(addition, body);
}

/** @throws ValidationError */
export function parseCorrection(body: unknown): z.output<typeof correction> {
  return parseInput(correction, body);
}

const moves = ['up', 'down', 'place', 'reserve'] as const;
export type Move = (typeof moves)[number];

/** @throws ValidationError */
export function parseMove(body: unknown): Move {
  return parseInput(z.object({ move: z.enum(moves) }), body).move;
}

/** Several lines, without control characters but line breaks and tabs. */
function freeText(message: string) {
  return z
    .string(message)
    .transform((text) =>
      text
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n\t]/gu, '')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(1, message)
        .max(longestReason, `Please use at most ${longestReason} characters.`),
    );
}
