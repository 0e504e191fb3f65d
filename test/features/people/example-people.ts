import { createPerson } from '../../../src/features/people/add-person';
import { parsePerson } from '../../../src/features/people/person.input';
import { systemActor } from '../../../src/audit/record-audit-event';
import { inTransaction } from '../../../src/db/transaction';
import type { Person } from '../../../src/models';

/** What the form for a new person sends, filled in. */
export const personFields = {
  title: '',
  givenName: 'Lan',
  familyName: 'NGUYEN',
  email: 'lan@cluster-a.example',
  sex: 'female',
  affiliation: 'member_economy',
  economyCode: 'VNM',
  sector: 'private',
  organisation: 'Cluster A',
  position: 'Manager',
  role: 'cluster_manager',
  clusterName: 'Alpha cluster',
  language: 'en',
  notes: '',
};

/** A person made through the same write as by hand; `fields` replace those of the form. */
export async function makePerson(fields: Partial<typeof personFields> = {}): Promise<Person> {
  const input = parsePerson({ ...personFields, ...fields });
  return inTransaction((tx) => createPerson(tx, systemActor, input, 'manual'));
}
