import { QueryTypes } from 'sequelize';
import { db, inTransaction } from '../../db/transaction';
import { accessKeyOf, linkToken } from '../../lib/link-tokens';
import { markAnonymously } from './mark-invitation';

const chunk = 500;

/**
 * Anonymous answers and the mark "this person has finished" are written one after the other, so
 * a crash can leave answers without the mark, and the person would be reminded. Run at the
 * start: the links of those not yet marked are derived again and looked up among the answers.
 * @returns how many marks were missing
 */
export async function healFinishedMarks(): Promise<number> {
  const open = await db().query<{ id: number; survey_id: number }>(
    `SELECT i.id, i.survey_id FROM invitations i
     JOIN surveys s ON s.id = i.survey_id
     WHERE s.anonymous AND NOT i.finished ORDER BY i.id`,
    { type: QueryTypes.SELECT },
  );
  const missing = new Map<number, number[]>();
  for (let start = 0; start < open.length; start += chunk) {
    const byKey = new Map(
      open
        .slice(start, start + chunk)
        .map((row) => [accessKeyOf(linkToken(`invitation:${row.id}`)), row]),
    );
    const answered = await db().query<{ access_key: string }>(
      'SELECT access_key FROM responses WHERE access_key IN (:keys)',
      { type: QueryTypes.SELECT, replacements: { keys: [...byKey.keys()] } },
    );
    for (const { access_key: key } of answered) {
      const row = byKey.get(key);
      if (row === undefined) continue;
      missing.set(row.survey_id, [...(missing.get(row.survey_id) ?? []), row.id]);
    }
  }
  for (const [surveyId, ids] of missing) {
    await inTransaction((tx) => markAnonymously(tx, surveyId, ids, 'finished'));
  }
  return [...missing.values()].flat().length;
}
