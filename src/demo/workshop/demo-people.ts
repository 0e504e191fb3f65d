import { Person, Registration } from '../../models';
import type { InventedPerson } from '../invent-people';

/** The row of an invented person; the import made it. */
export async function personOf({ email }: InventedPerson): Promise<Person> {
  return Person.findOne({ where: { email }, rejectOnEmpty: true });
}

/** Their registration; null for somebody who was not invited. */
export async function registrationOf(person: InventedPerson): Promise<Registration | null> {
  const { id } = await personOf(person);
  return Registration.findOne({ where: { personId: id } });
}
