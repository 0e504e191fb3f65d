import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { StoredSex } from '../../statistics/sex-split';
import { addPeople, noOne, sumOf, type Measure } from './measures';
import type { Within } from './period';

/** SQL that holds for a story in the Final Report. */
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

/** I08 and I09 in one query: stories for the Final Report, and countable stories. */
export async function countStories(when: Within, tx?: Tx): Promise<Record<'I08' | 'I09', Measure>> {
  const lines = await db().query<{
    sex: StoredSex;
    stories: number;
    in_report: number;
    countable: number;
  }>(
    `SELECT r.sex, CAST(COUNT(*) AS INTEGER) AS stories,
       CAST(COUNT(CASE WHEN ${inReport} THEN 1 END) AS INTEGER) AS in_report,
       CAST(COUNT(CASE WHEN ${countable} THEN 1 END) AS INTEGER) AS countable
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE s.form = 'success_story' AND r.valid AND ${when.sent('r')} GROUP BY r.sex`,
    { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
  );
  const all = noOne();
  const report = noOne();
  const later = noOne();
  for (const line of lines) {
    addPeople(all, line.sex, line.stories);
    addPeople(report, line.sex, line.in_report);
    addPeople(later, line.sex, line.countable);
  }
  const any = sumOf(all) > 0;
  return {
    I08: { value: any ? sumOf(report) : null, counted: report, all },
    I09: { value: any ? sumOf(later) : null, counted: later, all },
  };
}
