import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { storyRounds } from '../surveys/story-rounds';

/** How many records wait for something before the report is complete. */
export interface Gaps {
  storiesToReview: number;
  laterStoriesToReview: number;
  storiesToAssign: number;
  invitationsToReview: number;
  commentsToDecide: number;
  initiativesToDecide: number;
  meetingsToSettle: number;
  actionsToDo: number;
  sexNotStated: number;
  sectorNotStated: number;
  implementersSexNotStated: number;
}

const toReview = (form: string): string => `(SELECT COUNT(*) FROM responses r
  JOIN surveys s ON s.id = r.survey_id
  WHERE s.form = '${form}' AND r.valid AND r.review = 'submitted')`;

const came = `(SELECT COUNT(*) FROM registrations r JOIN people p ON p.id = r.person_id
  WHERE r.role <> 'organising_team' AND EXISTS (
    SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.present)`;

const counts: Record<keyof Gaps, string> = {
  storiesToReview: toReview(storyRounds.report),
  laterStoriesToReview: toReview(storyRounds.yearAfter),
  storiesToAssign: `(SELECT COUNT(*) FROM responses r JOIN surveys s ON s.id = r.survey_id
    WHERE s.form = '${storyRounds.report}' AND r.valid AND r.review = 'approved'
      AND NOT r.assigned_to_report)`,
  invitationsToReview: toReview('collaboration_invitation'),
  commentsToDecide: `(SELECT COUNT(*) FROM draft_comments
    WHERE draft = 'final_report' AND substantial IS NULL)`,
  initiativesToDecide: `(SELECT COUNT(*) FROM initiatives i WHERE i.counted IS NULL AND 2 <= (
    SELECT COUNT(*) FROM initiative_proposers a WHERE a.initiative_id = i.id) AND EXISTS (
    SELECT 1 FROM initiative_proposers h WHERE h.initiative_id = i.id AND h.economy_code = :host))`,
  meetingsToSettle: `(SELECT COUNT(*) FROM meetings m JOIN meeting_slots t ON t.id = m.slot_id
    JOIN workshop_days d ON d.number = t.day_number WHERE m.status = 'planned' AND d.date < :today)`,
  actionsToDo: `(SELECT COUNT(*) FROM day_notes WHERE kind = 'action' AND done_at IS NULL)`,
  sexNotStated: `${came} AND (p.sex IS NULL OR p.sex NOT IN ('female', 'male')))`,
  sectorNotStated: `${came} AND p.sector IS NULL)`,
  implementersSexNotStated: `(SELECT COUNT(*) FROM people p
    WHERE p.erased_at IS NULL AND (p.sex IS NULL OR p.sex NOT IN ('female', 'male'))
      AND EXISTS (SELECT 1 FROM implementers i WHERE i.person_id = p.id))`,
};

/**
 * All counts in one query.
 * @param today YYYY-MM-DD in the zone of the workshop
 */
export async function countGaps(host: string, today: string): Promise<Gaps> {
  const columns = Object.entries(counts).map(
    ([name, sql]) => `CAST(${sql} AS INTEGER) AS "${name}"`,
  );
  const [gaps] = await db().query<Gaps>(`SELECT ${columns.join(', ')}`, {
    type: QueryTypes.SELECT,
    replacements: { host, today },
  });
  if (gaps === undefined) throw new Error('The gaps were not counted.');
  return gaps;
}

/** An economy with what the report still wants of it. */
export interface EconomyGap {
  name: string;
  answered: boolean;
  commented: boolean;
  hasContact: boolean;
}

/** All 21 in their order, in one query. */
export async function listEconomyGaps(): Promise<EconomyGap[]> {
  const yes = (sql: string): string => `CASE WHEN EXISTS (${sql}) THEN 1 ELSE 0 END`;
  const rows = await db().query<{
    name: string;
    answered: number;
    commented: number;
    has_contact: number;
  }>(
    `SELECT e.name,
       ${yes(`SELECT 1 FROM responses r JOIN surveys s ON s.id = r.survey_id
         WHERE s.form = 'cluster_survey' AND r.valid AND r.economy_code = e.code`)} AS answered,
       ${yes(`SELECT 1 FROM draft_comments c
         WHERE c.draft = 'final_report' AND c.economy_code = e.code`)} AS commented,
       ${yes(`SELECT 1 FROM focal_points f JOIN people p ON p.id = f.person_id
         WHERE f.economy_code = e.code AND f.withdrawn_at IS NULL AND p.erased_at IS NULL`)} AS has_contact
     FROM economies e ORDER BY e.sort`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ name, answered, commented, has_contact: contact }) => ({
    name,
    answered: answered === 1,
    commented: commented === 1,
    hasContact: contact === 1,
  }));
}
