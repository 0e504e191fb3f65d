import { z } from 'zod';
import { line, listOf, parseInput } from '../../../lib/parse-input';
import { attendanceModes, fundings, registrationRoles } from '../../../models/codes';

const revision = z.coerce.number('Please open this page again.').int();
const reason = line('Please say why; it is kept in the history.', 500);

export const optionalFunding = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.enum(fundings, 'Please choose from the list.').nullable(),
);

const changed = z.object({
  role: z.enum(registrationRoles, 'Please choose a role.'),
  funding: optionalFunding,
  mode: z.enum(attendanceModes).catch('on_site'),
  days: listOf(z.coerce.number().int().min(1)),
  reason,
  revision,
});

export type ChangedRegistration = z.output<typeof changed>;

/** @throws ValidationError */
export function parseChange(body: unknown): ChangedRegistration {
  return parseInput(changed, body);
}

/** What organisers make of a registration; declining is for the person. */
const moved = z.object({
  to: z.enum(['invited', 'registered', 'waiting', 'cancelled']),
  reason,
  revision,
});

export type MovedRegistration = z.output<typeof moved>;

/** @throws ValidationError */
export function parseMove(body: unknown): MovedRegistration {
  return parseInput(moved, body);
}
