import { z } from 'zod';
import { listOf, parseInput } from '../../../lib/parse-input';
import { registrationRoles, type Funding, type RegistrationRole } from '../../../models/codes';
import { everyone, recipientFilter, type RecipientFilter } from '../../mailings/recipient-filter';
import { optionalFunding } from './registration.input';

const search = z.string().trim().max(200).optional().catch(undefined);
const without = listOf(z.coerce.number().int().positive());

/** Who is to be invited: a filter over all people, a part of a name, and who is left out by hand. */
export interface InvitationSelection {
  filter: RecipientFilter;
  search: string | undefined;
  without: number[];
}

export interface InvitationContent {
  role: RegistrationRole;
  funding: Funding | null;
  note: string;
}

const chosenByHand = z.object({ search, without });

/** What an address or a form says; what cannot be understood is left out. */
export function lenientSelection(input: unknown): InvitationSelection {
  const filter = recipientFilter.safeParse(input);
  const byHand = chosenByHand.safeParse(input);
  return {
    filter: filter.success ? filter.data : everyone,
    search: byHand.data?.search,
    without: byHand.data?.without ?? [],
  };
}

/** The same, refusing what cannot be understood. @throws ValidationError */
export function parseInvitationSelection(input: unknown): InvitationSelection {
  const byHand = parseInput(chosenByHand, input);
  return {
    filter: parseInput(recipientFilter, input),
    search: byHand.search,
    without: byHand.without,
  };
}

const content = z.object({
  /** "role" is what people are to the project, by which they are filtered. */
  as: z.enum(registrationRoles, 'Please choose a role.'),
  funding: optionalFunding,
  note: z
    .string()
    .trim()
    .max(2000, 'Please use at most 2000 characters.')
    .nullish()
    .transform((text) => text ?? ''),
});

/** @throws ValidationError */
export function parseInvitationContent(input: unknown): InvitationContent {
  const { as: role, funding, note } = parseInput(content, input);
  return { role, funding, note };
}

const shown = z.object({
  shown: z.string().regex(/^[0-9a-f]{32}$/, 'Please look at the list first.'),
});

/** The list that stood on the page. @throws ValidationError */
export function parseShownList(input: unknown): string {
  return parseInput(shown, input).shown;
}
