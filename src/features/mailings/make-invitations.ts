import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { linkToken } from '../../lib/link-tokens';
import { hashToken, newToken } from '../../lib/tokens';

const rowsAtOnce = 500;

/**
 * An invitation for each person, with the hash of the link that is derived from its number: the
 * rows are made first, under a hash that no link has, and get theirs at once. Nobody is written to.
 * @returns personId -> id of the invitation
 */
export async function makeInvitations(
  tx: Tx,
  surveyId: number,
  people: { personId: number }[],
): Promise<Map<number, number>> {
  const made = new Map<number, number>();
  const run = { type: QueryTypes.SELECT, transaction: tx } as const;
  for (let start = 0; start < people.length; start += rowsAtOnce) {
    const rows = people
      .slice(start, start + rowsAtOnce)
      .map(({ personId }) => [surveyId, personId, `none:${newToken()}`, now()]);
    // The line break must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
    const invitations = await db().query<{ id: number; person_id: number }>(
      `INSERT
       INTO invitations (survey_id, person_id, token_hash, created_at) VALUES :rows
       RETURNING id, person_id`,
      { ...run, replacements: { rows } },
    );
    const hashes = invitations.map(({ id }) => [id, hashToken(linkToken(`invitation:${id}`))]);
    await db().query(
      `WITH hashes (id, token_hash) AS (VALUES :hashes)
       UPDATE invitations SET token_hash = hashes.token_hash
       FROM hashes WHERE invitations.id = hashes.id`,
      { ...run, replacements: { hashes } },
    );
    for (const row of invitations) made.set(row.person_id, row.id);
  }
  return made;
}
