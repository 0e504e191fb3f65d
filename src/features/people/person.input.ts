import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { line, optionalLine, parseInput } from '../../lib/parse-input';
import { affiliations, sectors, sexes } from '../../models/codes';
import { personLanguages, personRoles } from './person-codes';

/** Longest e-mail address that SMTP can carry. */
const longestEmail = 254;

/** A choice that may be left open: the empty option becomes null. */
function optionalChoice<T extends string>(values: readonly [T, ...T[]], message: string) {
  return z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.enum(values, message).nullable(),
  );
}

export const emailAddress = z
  .string()
  .trim()
  .max(longestEmail, `Please use at most ${longestEmail} characters.`)
  .pipe(z.email('This is no e-mail address.'));

const schema = z
  .object({
    title: optionalLine(50),
    givenName: optionalLine(200).transform((name) => name ?? ''),
    familyName: line('Please give the family name, or the only name.'),
    email: z.preprocess(
      (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
      emailAddress.nullish().transform((email) => email ?? null),
    ),
    sex: optionalChoice(sexes, 'Please choose from the list.'),
    affiliation: z.enum(affiliations, 'Please choose from the list.'),
    economyCode: z.preprocess(
      (value) => (value === '' || value === undefined ? null : value),
      z.string().length(3, 'Please choose an economy.').nullable(),
    ),
    sector: optionalChoice(sectors, 'Please choose from the list.'),
    organisation: optionalLine(300),
    position: optionalLine(300),
    role: z.enum(personRoles, 'Please choose from the list.'),
    clusterName: optionalLine(300),
    language: z.enum(personLanguages, 'Please choose from the list.'),
    notes: z
      .string()
      .trim()
      .max(2000, 'Please use at most 2000 characters.')
      .nullish()
      .transform((text) => (text ? text : null)),
  })
  .refine((person) => person.affiliation !== 'member_economy' || person.economyCode !== null, {
    path: ['economyCode'],
    message: 'Please choose the member economy, or another affiliation.',
  })
  .refine((person) => person.affiliation === 'member_economy' || person.economyCode === null, {
    path: ['economyCode'],
    message: 'Only people of a member economy have one; choose “None” or change the affiliation.',
  })
  .refine((person) => person.clusterName === null || person.economyCode !== null, {
    path: ['clusterName'],
    message: 'A cluster belongs to a member economy; choose the economy first.',
  });

/** The facts about one person that organisers write. */
export type PersonInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parsePerson(body: unknown): PersonInput {
  return parseInput(schema, body);
}

/** The number of the state the form was opened with. @throws ValidationError */
export function parseRevision(body: unknown): number {
  return parseInput(z.object({ revision: z.coerce.number().int() }), body).revision;
}

const erasure = z.object({
  confirmation: z.string().trim(),
  answers: z.enum(['erase', 'keep'], 'Please choose what happens to the answers.'),
});

/** @throws ValidationError unless the word was typed */
export function parseErasure(body: unknown): { answers: 'erase' | 'keep' } {
  const input = parseInput(erasure, body);
  if (input.confirmation.toUpperCase() !== 'ERASE') {
    throw new ValidationError({ confirmation: 'Please type ERASE to confirm.' });
  }
  return { answers: input.answers };
}
