import type { VerificationMethod } from '../../../models/codes';
import type { Audience } from '../evidence';
import { personColumns, readDecided, toDecision, type Decision } from './decided-rows';
import { nameInSql } from '../../people/name-in-sql';

/** I05: whether a comment on the Final Report is substantial. */
export async function commentDecisions(audience: Audience): Promise<Decision[]> {
  const rows = await readDecided(
    `SELECT 'Comment of ' || e.name AS about,
       CASE WHEN c.substantial THEN 'Substantial' ELSE 'Not substantial' END AS decision,
       c.decision_reason AS reason, u.name AS decided_by, c.decided_at, ${personColumns}
     FROM draft_comments c JOIN economies e ON e.code = c.economy_code
     LEFT JOIN users u ON u.id = c.decided_by LEFT JOIN people p ON p.id = c.person_id
     WHERE c.draft = 'final_report' AND c.substantial IS NOT NULL
     ORDER BY c.decided_at DESC, c.id DESC`,
  );
  return rows.map((row) => toDecision(row, audience, row.decision));
}

/** I10: whether an initiative of the host together with others counts. Nobody is named in them. */
export async function initiativeDecisions(): Promise<Decision[]> {
  const rows = await readDecided(
    `SELECT i.title AS about,
       CASE WHEN i.counted THEN 'Counts' ELSE 'Does not count' END AS decision,
       i.decision_reason AS reason, u.name AS decided_by, i.decided_at,
       NULL AS given_name, NULL AS family_name, NULL AS email
     FROM initiatives i LEFT JOIN users u ON u.id = i.decided_by
     WHERE i.counted IS NOT NULL ORDER BY i.decided_at DESC, i.id DESC`,
  );
  return rows.map((row) => toDecision(row, 'team', row.decision));
}

/** I15: whether an expert contributed. Whether one was found suitable before is not what is counted. */
export async function contributionDecisions(audience: Audience): Promise<Decision[]> {
  const about = audience === 'team' ? nameInSql('p') : `'An expert'`;
  const rows = await readDecided(
    `SELECT ${about} AS about, '' AS decision, '' AS reason, u.name AS decided_by,
       s.contributed_at AS decided_at, ${personColumns}
     FROM speaker_sheets s JOIN people p ON p.id = s.person_id
     LEFT JOIN users u ON u.id = s.contributed_by
     WHERE s.kind = 'expert' AND s.contributed AND s.contributed_at IS NOT NULL
     ORDER BY s.contributed_at DESC, s.id DESC`,
  );
  return rows.map((row) => toDecision(row, audience, 'Contributed'));
}

/** I03, I04, I11, I12: who was there or not by a correction after the desk. */
export async function attendanceDecisions(audience: Audience): Promise<Decision[]> {
  const who = audience === 'team' ? nameInSql('p') : `'A participant'`;
  const rows = await readDecided(
    `SELECT ${who} || ', Day ' || CAST(ev.day_number AS TEXT) AS about, ev.outcome AS decision,
       ev.reason, u.name AS decided_by, ev.received_at AS decided_at, ${personColumns}
     FROM attendance_events ev JOIN registrations g ON g.id = ev.registration_id
     JOIN people p ON p.id = g.person_id LEFT JOIN users u ON u.id = ev.recorded_by
     WHERE ev.method = 'correction' AND ev.session_id IS NULL
       AND ev.outcome IN ('checked_in', 'undone')
     ORDER BY ev.received_at DESC, ev.id DESC`,
  );
  return rows.map((row) =>
    toDecision(row, audience, row.decision === 'undone' ? 'Was not there' : 'Was there'),
  );
}

/** I18: who was verified as focal point of an economy, and which verification was taken back. */
export async function verificationDecisions(audience: Audience): Promise<Decision[]> {
  const about = `'Focal point of ' || e.name${audience === 'team' ? ` || COALESCE(', ' || NULLIF(${nameInSql('p')}, ''), '')` : ''} AS about`;
  const from = `FROM focal_point_verifications v JOIN economies e ON e.code = v.economy_code
    LEFT JOIN people p ON p.id = v.person_id`;
  const rows = await readDecided(
    `SELECT ${about}, COALESCE(v.method, '') AS decision, v.note AS reason,
       v.verified_by_name AS decided_by, v.verified_at AS decided_at, ${personColumns} ${from}
     UNION ALL
     SELECT ${about}, 'taken_back', v.taken_back_reason, v.taken_back_by_name, v.taken_back_at,
       ${personColumns} ${from} WHERE v.taken_back_at IS NOT NULL
     ORDER BY 5 DESC, 1, 2`,
  );
  return rows.map((row) =>
    toDecision(row, audience, verificationWords[row.decision as keyof typeof verificationWords]),
  );
}

const verificationWords: Record<VerificationMethod | 'taken_back' | '', string> = {
  mail: 'Verified by a reply by mail',
  letter: 'Verified by a letter',
  call: 'Verified by a call',
  meeting: 'Verified in a meeting',
  taken_back: 'Verification taken back',
  // From before it was kept how.
  '': 'Verified',
};
