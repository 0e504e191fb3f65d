import { QueryTypes } from 'sequelize';
import { platformStanding } from '../../../records/platform/standing';
import type {
  ClusterRecord,
  CommentRecord,
  EconomyRecord,
  InitiativeRecord,
  MeetingRecord,
  PlatformRecord,
} from '../../../../../exports/indicators/evidence/records';
import { db } from '../../../../db/transaction';
import { boundaryValues, sentBefore, type Boundary } from '../../../indicators/workshop-boundaries';

function select<T extends object>(sql: string, replacements: Record<string, unknown> = {}) {
  return db().query<T>(sql, { type: QueryTypes.SELECT, replacements });
}

/**
 * The member economies, with the valid answers that each sent before Day 1.
 * @param exact false: 1 in place of any number of answers
 */
export async function economyRecords(
  { host, dayOne }: { host: string; dayOne: Boundary | undefined },
  exact: boolean,
): Promise<EconomyRecord[]> {
  const rows = await select<{ code: string; name: string; eligible: number; answered: number }>(
    `SELECT e.code, e.name, CASE WHEN e.travel_eligible THEN 1 ELSE 0 END AS eligible,
       CAST(COUNT(early.id) AS INTEGER) AS answered
     FROM economies e LEFT JOIN (
       SELECT r.id, r.economy_code FROM responses r JOIN surveys s ON s.id = r.survey_id
       WHERE s.form = 'cluster_survey' AND r.valid AND ${sentBefore('r', 'dayOne')}
     ) early ON early.economy_code = e.code
     GROUP BY e.code, e.name, e.sort, e.travel_eligible ORDER BY e.sort`,
    boundaryValues('dayOne', dayOne),
  );
  return rows.map(({ code, name, eligible, answered }) => ({
    name,
    travelEligible: eligible === 1,
    host: code === host,
    answered: exact ? answered : Math.min(answered, 1),
  }));
}

/** The clusters that answered, and the number of each by its id. @param exact with their answers */
export async function clusterRecords(
  exact: boolean,
): Promise<{ clusters: ClusterRecord[]; numbers: Map<number, number> }> {
  const rows = await select<{ id: number; name: string; economy: string; answers: number }>(
    `SELECT c.id, c.name, e.name AS economy, CAST(COUNT(*) AS INTEGER) AS answers
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     JOIN clusters c ON c.id = r.cluster_id JOIN economies e ON e.code = c.economy_code
     WHERE s.form = 'cluster_survey' AND r.valid
     GROUP BY c.id, c.name, e.name, e.sort ORDER BY e.sort, c.name, c.id`,
  );
  return {
    clusters: rows.map(({ name, economy, answers }) => ({
      name,
      economy,
      answers: exact ? answers : null,
    })),
    numbers: new Map(rows.map(({ id }, index) => [id, index + 1])),
  };
}

/** @param exact false: those that are not substantial as one number */
export async function commentRecords(exact: boolean): Promise<CommentRecord[]> {
  const rows = await select<{ economy: string; substantial: number; comments: number }>(
    `SELECT e.name AS economy, CASE WHEN c.substantial THEN 1 ELSE 0 END AS substantial,
       CAST(COUNT(*) AS INTEGER) AS comments
     FROM draft_comments c JOIN economies e ON e.code = c.economy_code
     WHERE c.draft = 'final_report'
     GROUP BY e.name, e.sort, CASE WHEN c.substantial THEN 1 ELSE 0 END
     ORDER BY e.sort, substantial DESC`,
  );
  const all = rows.map((row) => ({ ...row, substantial: row.substantial === 1 }));
  if (exact) return all;
  const rest = all.filter(({ substantial }) => !substantial);
  const comments = rest.reduce((sum, row) => sum + row.comments, 0);
  return [
    ...all.filter(({ substantial }) => substantial),
    ...(comments === 0 ? [] : [{ economy: null, substantial: false, comments }]),
  ];
}

/** @param exact false: those that do not count as one number */
export async function initiativeRecords(host: string, exact: boolean): Promise<InitiativeRecord[]> {
  const rows = await select<{
    title: string;
    launchedOn: string;
    host: number;
    others: number;
    decision: number | null;
  }>(
    `SELECT i.title, i.launched_on AS "launchedOn",
       (SELECT CAST(COUNT(*) AS INTEGER) FROM initiative_proposers p
         WHERE p.initiative_id = i.id AND p.economy_code = :host) AS host,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM initiative_proposers p
         WHERE p.initiative_id = i.id AND p.economy_code <> :host) AS others,
       CASE WHEN i.counted IS NULL THEN NULL WHEN i.counted THEN 1 ELSE 0 END AS decision
     FROM initiatives i ORDER BY i.launched_on, i.id`,
    { host },
  );
  const all = rows.map((row) => ({
    ...row,
    initiatives: 1,
    host: row.host > 0,
    decision: row.decision === null ? null : row.decision === 1,
  }));
  if (exact) return all;
  const counted = all.filter(({ host: own, others, decision }) => {
    return others > 0 && (decision === true || !own);
  });
  const rest = all.length - counted.length;
  const nothing = { title: null, launchedOn: null, host: false, others: 0, decision: null };
  return rest === 0 ? counted : [...counted, { initiatives: rest, ...nothing }];
}

/**
 * The economies of which a page is published or a focal point verified.
 * @param exact false: those of which one of the two is missing as one number
 */
export async function platformRecords(exact: boolean): Promise<PlatformRecord[]> {
  const rows = await select<Omit<PlatformRecord, 'economies'>>(
    `SELECT e.name AS economy, r.page_published_on AS "publishedOn",
       r.focal_point_verified_on AS "verifiedOn"
     FROM ${platformStanding} r JOIN economies e ON e.code = r.economy_code
     WHERE r.page_published_on IS NOT NULL OR r.focal_point_verified_on IS NOT NULL
     ORDER BY e.sort`,
  );
  const all = rows.map((row) => ({ economies: 1, ...row }));
  if (exact) return all;
  const registered = all.filter((row) => row.publishedOn !== null && row.verifiedOn !== null);
  const rest = all.length - registered.length;
  const nothing = { economy: null, publishedOn: null, verifiedOn: null };
  return rest === 0 ? registered : [...registered, { economies: rest, ...nothing }];
}

/** The meetings held, and how many were not: which ones concerns nobody. */
export async function meetingRecords(): Promise<MeetingRecord[]> {
  const [held, [missed]] = await Promise.all([
    select<Omit<MeetingRecord, 'held' | 'meetings'>>(
      `SELECT t.day_number AS day, t.starts_at AS time, a.name AS cluster, ae.name AS economy,
         b.name AS "otherCluster", be.name AS "otherEconomy"
       FROM meetings m
       JOIN meeting_slots t ON t.id = m.slot_id
       JOIN meeting_requests q ON q.id = m.request_id
       JOIN clusters a ON a.id = q.from_cluster_id
       JOIN economies ae ON ae.code = a.economy_code
       JOIN clusters b ON b.id = q.to_cluster_id
       JOIN economies be ON be.code = b.economy_code
       WHERE m.status = 'held' ORDER BY t.day_number, t.starts_at, m.table_number, m.id`,
    ),
    select<{ n: number }>(
      `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM meetings WHERE status = 'no_show'`,
    ),
  ]);
  const nowhere = {
    day: null,
    time: null,
    cluster: null,
    economy: null,
    otherCluster: null,
    otherEconomy: null,
  };
  return [
    ...held.map((meeting) => ({ held: true, meetings: 1, ...meeting })),
    ...(missed === undefined || missed.n === 0
      ? []
      : [{ held: false, meetings: missed.n, ...nowhere }]),
  ];
}
