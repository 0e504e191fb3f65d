import { QueryTypes } from 'sequelize';
import { db, isPostgres, type Tx } from '../../../db/transaction';
import { emailKeyOf } from '../fold-name';
import type { KnownPerson } from './compare-contact';
import { nameKeysOf, namesakeKey, type KnownPeople } from './plan-import';
import type { ReadRow } from './read-contact';

const chunk = 1000;

const columns = `p.id, p.revision, p.title, p.given_name AS "givenName",
  p.family_name AS "familyName", p.email, p.sex, p.affiliation, p.economy_code AS "economyCode",
  p.sector, p.organisation, p.position, p.role, p.language, p.notes,
  p.cluster_id AS "clusterId", c.name AS "clusterName"`;

async function peopleWhere(
  column: 'email_key' | 'name_key',
  keys: string[],
  tx: Tx | undefined,
): Promise<KnownPerson[]> {
  const found: KnownPerson[] = [];
  for (let start = 0; start < keys.length; start += chunk) {
    const part = await db().query<KnownPerson>(
      `SELECT ${columns} FROM people p LEFT JOIN clusters c ON c.id = p.cluster_id
       WHERE p.${column} IN (:keys) AND p.erased_at IS NULL ORDER BY p.id`,
      {
        type: QueryTypes.SELECT,
        replacements: { keys: keys.slice(start, start + chunk) },
        ...(tx === undefined ? {} : { transaction: tx }),
      },
    );
    found.push(...part);
  }
  return found;
}

/** Whom the rows may be about: people with these addresses or names, in a few statements. */
export async function findKnownPeople(rows: ReadRow[], tx?: Tx): Promise<KnownPeople> {
  const emailKeys = rows.flatMap(({ contact: { email } }) => (email ? [emailKeyOf(email)] : []));
  const byEmail = await peopleWhere('email_key', [...new Set(emailKeys)], tx);
  const byName = await peopleWhere('name_key', nameKeysOf(rows), tx);
  return {
    byEmail: new Map(byEmail.map((person) => [emailKeyOf(person.email ?? ''), person])),
    byName: new Map(byName.map((person) => [namesakeKey(person), person])),
  };
}

/**
 * Keeps other writers from these people until the transaction ends. Always in the order of the
 * ids, so that two imports wait for each other instead of blocking each other.
 */
export async function lockPeople(tx: Tx, ids: number[]): Promise<void> {
  if (!isPostgres()) return;
  const sorted = [...ids].sort((a, b) => a - b);
  for (let start = 0; start < sorted.length; start += chunk) {
    await db().query('SELECT id FROM people WHERE id IN (:ids) ORDER BY id FOR UPDATE', {
      type: QueryTypes.SELECT,
      replacements: { ids: sorted.slice(start, start + chunk) },
      transaction: tx,
    });
  }
}
