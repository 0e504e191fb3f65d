import { Person } from '../../../src/models';
import type { Sex } from '../../../src/models/codes';
import type { PersonRole } from '../../../src/features/people/person-codes';

let number = 0;

/** Somebody invented. */
export function personWith(
  facts: { role?: PersonRole; sex?: Sex | null; economyCode?: string; familyName?: string } = {},
): Promise<Person> {
  number += 1;
  const { role = 'ppsti_member', sex = 'female', economyCode = 'PER' } = facts;
  const familyName = facts.familyName ?? `Invented${number}`;
  return Person.create({
    givenName: 'Ana',
    familyName,
    nameKey: familyName.toLowerCase(),
    sex,
    affiliation: 'member_economy',
    economyCode,
    role,
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
}
