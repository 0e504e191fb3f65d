import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { StoredSex } from '../../statistics/sex-split';
import { storyFormsInSql, storyRounds } from '../surveys/story-rounds';
import { addPeople, noOne, sumOf, type Measure } from './measures';
import type { Within } from './period';

/** SQL that holds for a story of the round for the Final Report that is in it. */
export const inReport = `(r.review = 'approved' AND r.assigned_to_report)`;

/** SQL of the conditions of a countable story, each by itself. */
export const countableConditions = {
  approved: `r.review = 'approved'`,
  consent: `EXISTS (SELECT 1 FROM answer_values v WHERE v.response_id = r.id
    AND v.question = 'consent_publish' AND v.item = '' AND v.code = 'true')`,
  evidence: `EXISTS (SELECT 1 FROM answer_values v WHERE v.response_id = r.id
    AND v.question IN ('evidence_link', 'photo') AND v.item = '' AND v.code = 'answered')`,
  partner: `EXISTS (SELECT 1 FROM answer_values v JOIN economies partner ON partner.code = v.code
    WHERE v.response_id = r.id AND v.question = 'collaborations'
    AND v.item LIKE '%.partner_economy' AND partner.code <> r.economy_code)`,
};

/**
 * SQL that holds for a countable story: approved, with the cluster's consent, evidence as a link or a
 * photo, and a partner in another member economy.
 */
export const countable = `(${Object.values(countableConditions).join(' AND ')})`;

/**
 * I08 and I09 in one query: of the round for the Final Report those that are in it, of the round of one
 * year later those that are countable. A story belongs to one round alone.
 */
export async function countStories(when: Within, tx?: Tx): Promise<Record<'I08' | 'I09', Measure>> {
  const lines = await db().query<{
    form: string;
    sex: StoredSex;
    stories: number;
    in_report: number;
    countable: number;
  }>(
    `SELECT s.form, r.sex, CAST(COUNT(*) AS INTEGER) AS stories,
       CAST(COUNT(CASE WHEN ${inReport} THEN 1 END) AS INTEGER) AS in_report,
       CAST(COUNT(CASE WHEN ${countable} THEN 1 END) AS INTEGER) AS countable
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE s.form IN ${storyFormsInSql} AND r.valid AND ${when.sent('r')} GROUP BY s.form, r.sex`,
    { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
  );
  const round = (form: string, counts: 'in_report' | 'countable'): Measure => {
    const all = noOne();
    const counted = noOne();
    for (const line of lines.filter((one) => one.form === form)) {
      addPeople(all, line.sex, line.stories);
      addPeople(counted, line.sex, line[counts]);
    }
    return { value: sumOf(all) > 0 ? sumOf(counted) : null, counted, all };
  };
  return {
    I08: round(storyRounds.report, 'in_report'),
    I09: round(storyRounds.yearAfter, 'countable'),
  };
}
