import { z } from 'zod';
import type { Tx } from '../../db/transaction';
import { ValidationError } from '../../lib/errors';
import { User } from '../../models';
import type { Role } from '../../models/codes';
import { isRowId } from '../people/row-id';
import type { Option } from '../people/person-codes';

const team: Role[] = ['administrator', 'organiser'];

/** An account of the team; null for nobody in particular. */
export const ownerId = z
  .preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number('Please choose somebody of the list.').int().nullable(),
  )
  .default(null);

/** @throws ValidationError on `ownerId` for somebody who is not of the team */
export async function requireOwner(tx: Tx, id: number): Promise<void> {
  const found = isRowId(id)
    ? await User.count({ where: { id, role: team, disabledAt: null }, transaction: tx })
    : 0;
  if (found === 0) throw new ValidationError({ ownerId: 'Please choose somebody of the list.' });
}

/** Accounts that can own something, by name, and one more that owned it before. */
export async function ownerOptions(alsoId: number | null): Promise<Option[]> {
  const members = await User.findAll({ order: ['name', 'id'] });
  return [
    { value: '', label: 'All organisers' },
    ...members
      .filter(({ id, role, disabledAt }) =>
        id === alsoId ? true : team.includes(role) && disabledAt === null,
      )
      .map(({ id, name }) => ({ value: String(id), label: name })),
  ];
}

/** Whom a mail about something of the team goes to: its owner, or every organiser when it has none. */
export async function listOrganisers(tx: Tx): Promise<User[]> {
  return User.findAll({
    where: { role: team, disabledAt: null },
    order: ['id'],
    transaction: tx,
  });
}
