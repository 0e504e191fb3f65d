import { z } from 'zod';
import { line, listOf, optionalLine, parseInput } from '../../../lib/parse-input';
import { attendanceModes, fundings, sectors, sexes } from '../../../models/codes';
import { emailAddress } from '../../people/person.input';

const longestNeed = 500;

const need = z
  .string()
  .trim()
  .max(longestNeed, `Please use at most ${longestNeed} characters.`)
  .nullish()
  .transform((text) => (text ? text : null));

const checkbox = z.preprocess((value) => value === 'yes', z.boolean());

const schema = z.object({
  givenName: optionalLine(200).transform((name) => name ?? ''),
  familyName: line('Please give your family name, or your only name.'),
  email: emailAddress,
  position: optionalLine(300),
  organisation: optionalLine(300),
  sex: z.enum(sexes, 'Please choose; “Prefer not to say” is an answer, too.'),
  sector: z.enum(sectors, 'Please choose your sector.'),
  days: listOf(z.coerce.number().int().min(1)),
  mode: z.enum(attendanceModes).optional().catch(undefined),
  // Absent from the page of somebody whose category is confirmed.
  fundingTold: z.preprocess(
    (value) => (value === '' ? null : value),
    z.enum(fundings, 'Please choose one category from the list.').nullish(),
  ),
  dietaryNeeds: need,
  accessNeeds: need,
  dataUse: checkbox.refine((given) => given, 'Without this we cannot register you.'),
  participantList: checkbox,
  photographs: checkbox,
});

/** What a person tells at the registration. */
export type OwnRegistration = z.output<typeof schema>;

/** @throws ValidationError */
export function parseOwnRegistration(body: unknown): OwnRegistration {
  return parseInput(schema, body);
}
