import { Op } from 'sequelize';
import { Person } from '../../models';
import { fullName } from '../people/fold-name';
import type { Option, PersonRole } from '../people/person-codes';

/** People of these roles by name, and one more whatever the role, to choose from in a form. */
export async function listNamed(
  roles: readonly PersonRole[],
  alsoId: number | null = null,
): Promise<Option[]> {
  const people = await Person.findAll({
    where: {
      erasedAt: null,
      [Op.or]: [{ role: [...roles] }, ...(alsoId === null ? [] : [{ id: alsoId }])],
    },
    order: ['nameKey', 'id'],
  });
  return people.map((person) => ({
    value: String(person.id),
    label: [fullName(person), person.economyCode, person.organisation].filter(Boolean).join(', '),
  }));
}
