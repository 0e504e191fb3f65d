import { actionsOfMembers } from '../records/members/actions.queries';
import { platformStanding, verificationHolds } from '../records/platform/standing';
import { nameInSql } from '../people/name-in-sql';
import { countedInitiative, registeredOn } from './count-records';
import type { Audience } from './evidence';
import { queried, type EvidenceColumn, type EvidenceSource } from './evidence-sources';
import type { Within } from './period';

const economy: EvidenceColumn = { key: 'economy', label: 'Economy', type: 'text' };
const focalPoint: EvidenceColumn = { key: 'focal_point', label: 'Focal point', type: 'text' };

/** I05: the substantial comments; beyond the team each economy with their number. */
export function commentEvidence(audience: Audience, when: Within): EvidenceSource {
  const from = `FROM draft_comments c JOIN economies e ON e.code = c.economy_code
    WHERE c.draft = 'final_report' AND c.substantial AND ${when.dated('c.received_on')}`;
  if (audience === 'overseer') {
    return queried({
      columns: [economy, { key: 'comments', label: 'Substantial comments', type: 'number' }],
      select: `SELECT e.name AS economy, CAST(COUNT(*) AS INTEGER) AS comments ${from}
        GROUP BY e.code, e.name, e.sort ORDER BY e.sort`,
      count: `SELECT CAST(COUNT(DISTINCT e.code) AS INTEGER) AS n ${from}`,
      values: when.values,
    });
  }
  return queried({
    columns: [
      economy,
      { key: 'received_on', label: 'Received on', type: 'date' },
      { key: 'comment', label: 'Comment', type: 'text' },
      { key: 'reason', label: 'Why it is substantial', type: 'text' },
    ],
    select: `SELECT e.name AS economy, c.received_on, c.comment, c.decision_reason AS reason ${from}
      ORDER BY e.sort, c.received_on, c.id`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n ${from}`,
    values: when.values,
  });
}

/** I10: the initiatives that count, with the other economies among their proposers; no persons in them. */
export function initiativeEvidence(host: string, when: Within): EvidenceSource {
  const from = `FROM initiatives i WHERE ${countedInitiative} AND ${when.dated('i.launched_on')}`;
  return queried({
    columns: [
      { key: 'title', label: 'Initiative', type: 'text' },
      { key: 'launched_on', label: 'Launched on', type: 'date' },
      { key: 'first_economy', label: 'Proposed by', type: 'text' },
      { key: 'proposers', label: 'Proposing economies', type: 'number' },
      { key: 'reason', label: 'Decision on a joint one', type: 'text' },
    ],
    select: `SELECT i.title, i.launched_on, (
        SELECT e.name FROM initiative_proposers p JOIN economies e ON e.code = p.economy_code
        WHERE p.initiative_id = i.id AND p.economy_code <> :host ORDER BY e.sort LIMIT 1
      ) AS first_economy, (
        SELECT CAST(COUNT(*) AS INTEGER) FROM initiative_proposers p WHERE p.initiative_id = i.id
      ) AS proposers, i.decision_reason AS reason ${from} ORDER BY i.launched_on, i.id`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n ${from}`,
    values: { ...when.values, host },
  });
}

/** I17: the active members by name; beyond the team their numbers by sex. */
export function memberEvidence(audience: Audience, lastDay: string, when: Within): EvidenceSource {
  const from = `FROM member_actions_after x JOIN people p ON p.id = x.person_id
    LEFT JOIN economies e ON e.code = p.economy_code WHERE ${when.dated('x.acted_on')}`;
  const values = { ...when.values, lastDay };
  if (audience === 'overseer') {
    const sex = `CASE WHEN p.sex IN ('female', 'male') THEN p.sex END`;
    return queried({
      columns: [
        { key: 'sex', label: 'Sex', type: 'sex' },
        { key: 'persons', label: 'Active members', type: 'number' },
      ],
      select: `WITH ${actionsOfMembers} SELECT ${sex} AS sex,
          CAST(COUNT(DISTINCT p.id) AS INTEGER) AS persons ${from}
        GROUP BY ${sex} ORDER BY CASE ${sex} WHEN 'female' THEN 1 WHEN 'male' THEN 2 ELSE 3 END`,
      count: `WITH ${actionsOfMembers} SELECT CAST(COUNT(*) AS INTEGER) AS n
        FROM (SELECT DISTINCT ${sex} AS sex ${from}) AS grouped`,
      values,
    });
  }
  return queried({
    columns: [
      economy,
      { key: 'person', label: 'Member', type: 'text' },
      { key: 'sex', label: 'Sex', type: 'sex' },
      { key: 'actions', label: 'Actions', type: 'number' },
      { key: 'last_on', label: 'Last one on', type: 'date' },
    ],
    select: `WITH ${actionsOfMembers} SELECT p.id AS person_id, e.name AS economy,
        ${nameInSql('p')} AS person, p.sex,
        CAST(COUNT(*) AS INTEGER) AS actions, MAX(x.acted_on) AS last_on ${from}
      GROUP BY p.id, e.name, e.sort, p.given_name, p.family_name, p.name_key, p.sex
      ORDER BY CASE WHEN e.sort IS NULL THEN 1 ELSE 0 END, e.sort, p.name_key, p.id`,
    count: `WITH ${actionsOfMembers} SELECT CAST(COUNT(DISTINCT p.id) AS INTEGER) AS n ${from}`,
    values,
  });
}

/** I18: the registered economies; for the team with the focal point who is verified. */
export function platformEvidence(audience: Audience, when: Within): EvidenceSource {
  const isTeam = audience === 'team';
  const first = (of: string): string => `(SELECT ${of} FROM focal_point_verifications v
    LEFT JOIN people p ON p.id = v.person_id
    WHERE v.economy_code = r.economy_code AND ${verificationHolds}
    ORDER BY v.verified_on, v.id LIMIT 1)`;
  const from = `FROM ${platformStanding} r JOIN economies e ON e.code = r.economy_code
    WHERE r.page_published_on IS NOT NULL AND r.focal_point_verified_on IS NOT NULL
      AND ${when.dated(`(${registeredOn})`)}`;
  return queried({
    columns: [
      economy,
      { key: 'published_on', label: 'Page published on', type: 'date' },
      { key: 'verified_on', label: 'Focal point verified on', type: 'date' },
      ...(isTeam ? [focalPoint] : []),
    ],
    select: `SELECT e.name AS economy, r.page_published_on AS published_on,
        r.focal_point_verified_on AS verified_on
        ${isTeam ? `, ${first('p.id')} AS person_id, ${first(nameInSql('p'))} AS focal_point` : ''}
      ${from} ORDER BY e.sort`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n ${from}`,
    values: when.values,
  });
}
