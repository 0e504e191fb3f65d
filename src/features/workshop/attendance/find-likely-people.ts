import { QueryTypes } from 'sequelize';
import { literally } from '../../../db/like';
import { db, type Tx } from '../../../db/transaction';
import { emailKeyOf, foldText, fullName } from '../../people/fold-name';
import type { PersonInput } from '../../people/person.input';
import type { LikelyPerson } from './desk-answer';

/**
 * People on record who may be the same: by e-mail address, by both names in either order, or by
 * family name, economy and first letter. At most five, registered ones first.
 */
export async function findLikelyPeople(tx: Tx, person: PersonInput): Promise<LikelyPerson[]> {
  const family = literally(foldText(person.familyName));
  const given = literally(foldText(person.givenName));
  const rows = await db().query<{
    personId: number;
    givenName: string;
    familyName: string;
    organisation: string | null;
    economy: string | null;
    registrationId: number | null;
  }>(
    `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName",
       p.organisation AS organisation, e.name AS economy, r.id AS "registrationId"
     FROM people p LEFT JOIN economies e ON e.code = p.economy_code
       LEFT JOIN registrations r ON r.person_id = p.id
     WHERE p.erased_at IS NULL AND (p.email_key = :email OR p.name_key LIKE :same ESCAPE '!'
       OR p.name_key LIKE :turned ESCAPE '!'
       OR (p.economy_code = :economy AND p.name_key LIKE :near ESCAPE '!'))
     ORDER BY CASE WHEN r.id IS NULL THEN 1 ELSE 0 END, p.name_key, p.id LIMIT 5`,
    {
      type: QueryTypes.SELECT,
      transaction: tx,
      replacements: {
        email: person.email === null ? '' : emailKeyOf(person.email),
        same: given === '' ? family : `${family} ${given} %`,
        turned: given === '' ? family : `${given} ${family} %`,
        economy: person.economyCode ?? '',
        near: given === '' ? family : `${family} ${given.charAt(0)}%`,
      },
    },
  );
  return rows.map(({ personId, registrationId, economy, organisation, ...names }) => ({
    personId,
    registrationId,
    name: fullName(names),
    about: [economy, organisation].filter(Boolean).join(' · '),
  }));
}
