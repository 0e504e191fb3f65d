import { dateIn } from '../../lib/clock';
import type { Project, WorkshopDay } from '../../models';
import { countedInitiative } from '../indicators/count-records';
import { countable, inReport } from '../indicators/count-stories';
import { boundaryOf, boundaryValues, sentBefore } from '../indicators/workshop-boundaries';
import { storyFormsInSql, storyRounds } from '../surveys/story-rounds';
import { lastDateOf } from '../records/last-workshop-day';
import { actionsOfMembers } from '../records/members/actions.queries';
import { platformStanding } from '../records/platform/standing';
import type { EvidenceOrigin } from './evidence-state';

/** Those that SQL finds; the others are worked out from few rows. */
export const foundBySql: readonly EvidenceOrigin[] = [
  'questionnaire',
  'story',
  'attendance',
  'member',
  'comment',
  'initiative',
  'economy',
  'meeting',
];

/**
 * SQL of the records that stand behind indicators now, as the common table `present` with what it
 * needs, and the values it wants. Answers of anonymous forms are left out: a row that says when one
 * came could be laid beside what is known of people at that time.
 */
export function presentEvidence(
  project: Pick<Project, 'timeZone' | 'hostCode'>,
  days: readonly Pick<WorkshopDay, 'number' | 'date'>[],
): { sql: string; values: Record<string, unknown> } {
  const today = dateIn(project.timeZone);
  const taken = days.filter(({ date }) => date <= today).map(({ number }) => number);
  return {
    sql: `${actionsOfMembers}, early AS (
      SELECT r.id, CASE WHEN r.economy_code IS NOT NULL AND ${sentBefore('r', 'dayOne')}
        THEN 1 ELSE 0 END AS is_early
      FROM responses r JOIN surveys s ON s.id = r.survey_id
      WHERE s.form = 'cluster_survey' AND r.valid AND NOT s.anonymous
    ), present AS (${[questionnaire, stories, attendance(taken), members, comments, initiatives, economies, meetings].join(' UNION ALL ')})`,
    values: {
      ...boundaryValues('dayOne', boundaryOf(1, project, days)),
      lastDay: lastDateOf(days),
      host: project.hostCode,
      days: taken.length === 0 ? [0] : taken,
    },
  };
}

/** In the order of the columns of every part. */
export const evidenceColumns = [
  'source',
  'record_id',
  'indicators',
  'sex',
  'sector',
  'economy',
  'cluster',
  'days',
  'mark',
] as const;

const questionnaire = `SELECT 'questionnaire' AS source, r.id AS record_id,
    TRIM(CASE WHEN y.is_early = 1 THEN 'I01' ELSE '' END
      || CASE WHEN r.cluster_id IS NULL THEN '' ELSE ' I02' END) AS indicators,
    COALESCE(r.sex, '') AS sex, '' AS sector, COALESCE(r.economy_code, '') AS economy,
    COALESCE(CAST(r.cluster_id AS TEXT), '') AS cluster, '' AS days, '' AS mark
  FROM early y JOIN responses r ON r.id = y.id
  WHERE y.is_early = 1 OR r.cluster_id IS NOT NULL`;

const storyOf = (round: keyof typeof storyRounds, indicator: string, counts: string): string =>
  `CASE WHEN s.form = '${storyRounds[round]}' AND ${counts} THEN '${indicator}' ELSE '' END`;

const stories = `SELECT * FROM (SELECT 'story' AS source, r.id AS record_id,
    ${storyOf('report', 'I08', inReport)} || ${storyOf('yearAfter', 'I09', countable)} AS indicators,
    COALESCE(r.sex, '') AS sex, '' AS sector, COALESCE(r.economy_code, '') AS economy,
    COALESCE(CAST(r.cluster_id AS TEXT), '') AS cluster, '' AS days, '' AS mark
  FROM responses r JOIN surveys s ON s.id = r.survey_id
  WHERE s.form IN ${storyFormsInSql} AND r.valid AND NOT s.anonymous) told
  WHERE told.indicators <> ''`;

function attendance(days: readonly number[]): string {
  const list = days.map((day) => `MAX(CASE WHEN a.day_number = ${day} THEN '${day} ' ELSE '' END)`);
  return `SELECT 'attendance', CAST(p.id AS TEXT),
      'I03' || CASE WHEN e.travel_eligible THEN ' I04' ELSE '' END
        || CASE WHEN p.sex = 'female' THEN ' I11' ELSE '' END || ' I12',
      COALESCE(p.sex, ''), COALESCE(p.sector, ''), COALESCE(p.economy_code, ''), '',
      TRIM(${list.length === 0 ? "''" : list.join(' || ')}), ''
    FROM attendances a
    JOIN registrations r ON r.id = a.registration_id
    JOIN people p ON p.id = r.person_id
    LEFT JOIN economies e ON e.code = p.economy_code
    WHERE a.present AND r.role <> 'organising_team' AND a.day_number IN (:days)
    GROUP BY p.id, p.sex, p.sector, p.economy_code, e.travel_eligible`;
}

const members = `SELECT DISTINCT 'member', CAST(p.id AS TEXT), 'I17', COALESCE(p.sex, ''), '',
    COALESCE(p.economy_code, ''), '', '', ''
  FROM member_actions_after x JOIN people p ON p.id = x.person_id`;

const comments = `SELECT 'comment', CAST(c.id AS TEXT), 'I05', '', '', c.economy_code, '', '', ''
  FROM draft_comments c WHERE c.draft = 'final_report' AND c.substantial`;

const initiatives = `SELECT 'initiative', CAST(i.id AS TEXT), 'I10', '', '', '', '', '',
    CASE WHEN i.counted THEN 'joint' ELSE '' END
  FROM initiatives i WHERE ${countedInitiative}`;

const economies = `SELECT 'economy', r.economy_code, 'I18', '', '', r.economy_code, '', '', ''
  FROM ${platformStanding} r
  WHERE r.page_published_on IS NOT NULL AND r.focal_point_verified_on IS NOT NULL`;

const meetings = `SELECT 'meeting', CAST(m.id AS TEXT), 'I19', '', '', '', '', '', ''
  FROM meetings m WHERE m.status = 'held'`;
