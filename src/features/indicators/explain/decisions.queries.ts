import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { Decision as ReviewDecision } from '../../responses/review.policy';
import { definitionOf } from '../catalogue';
import { countable, inReport } from '../count-stories';
import type { Audience } from '../evidence';
import { isForm, type FeedingForm } from '../indicator';
import { differencesOf } from '../rules/rules.view-model';
import { listRuleVersions } from '../rules/rules.queries';
import { listSettingChanges } from '../rules/setting-changes.queries';
import { withoutRespondent } from './without-respondent';

/** What somebody of the team decided that an indicator counts by. */
export interface Decision {
  /** About what: "Comment of Peru", "Targets and rules". */
  about: string;
  decision: string;
  /** May be empty. */
  reason: string;
  /** Empty where it is not told. */
  by: string;
  /** Null where the date would tell when an answer came. */
  at: Date | null;
}

/** More are found in the audit trail and on the pages of the records. */
const most = 50;

/**
 * Who decided what about an indicator, with the reason, the latest first. Beyond the team, without
 * personal data of those who answered, and about answers without a date. A fixed number of queries.
 */
export async function decisionsOf(id: string, audience: Audience): Promise<Decision[]> {
  const { fedBy } = definitionOf(id);
  const [records, rules] = await Promise.all([
    recordDecisions(id, fedBy, audience),
    ruleDecisions(id),
  ]);
  return [...rules, ...records]
    .sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
    .slice(0, most);
}

async function recordDecisions(
  id: string,
  fedBy: ReturnType<typeof definitionOf>['fedBy'],
  audience: Audience,
): Promise<Decision[]> {
  if (isForm(fedBy)) return reviewDecisions(id, fedBy, audience);
  if (fedBy === 'comments') return commentDecisions(audience);
  if (fedBy === 'initiatives') return initiativeDecisions();
  if (fedBy === 'experts' || fedBy === 'speakers') return sheetDecisions(fedBy, audience);
  return [];
}

interface Row {
  about: string;
  decision: string;
  reason: string | null;
  decided_by: string | null;
  decided_at: string | Date;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
}

async function read(sql: string, values: Record<string, unknown> = {}): Promise<Row[]> {
  return db().query<Row>(`${sql} LIMIT :most`, {
    type: QueryTypes.SELECT,
    replacements: { ...values, most },
  });
}

function toDecision(row: Row, audience: Audience, decision: string): Decision {
  const person =
    row.family_name === null
      ? null
      : { givenName: row.given_name ?? '', familyName: row.family_name, email: row.email };
  const reason = row.reason ?? '';
  return {
    about: row.about,
    decision,
    reason: audience === 'team' ? reason : withoutRespondent(reason, person),
    by: audience === 'team' ? (row.decided_by ?? '') : '',
    at: new Date(row.decided_at),
  };
}

const people = 'p.given_name, p.family_name, p.email';

/** I05: whether a comment on the Final Report is substantial. */
async function commentDecisions(audience: Audience): Promise<Decision[]> {
  const rows = await read(
    `SELECT 'Comment of ' || e.name AS about,
       CASE WHEN c.substantial THEN 'Substantial' ELSE 'Not substantial' END AS decision,
       c.decision_reason AS reason, u.name AS decided_by, c.decided_at, ${people}
     FROM draft_comments c JOIN economies e ON e.code = c.economy_code
     LEFT JOIN users u ON u.id = c.decided_by LEFT JOIN people p ON p.id = c.person_id
     WHERE c.draft = 'final_report' AND c.substantial IS NOT NULL
     ORDER BY c.decided_at DESC, c.id DESC`,
  );
  return rows.map((row) => toDecision(row, audience, row.decision));
}

/** I10: whether an initiative of the host together with others counts. Nobody is named in them. */
async function initiativeDecisions(): Promise<Decision[]> {
  const rows = await read(
    `SELECT i.title AS about,
       CASE WHEN i.counted THEN 'Counts' ELSE 'Does not count' END AS decision,
       i.decision_reason AS reason, u.name AS decided_by, i.decided_at,
       NULL AS given_name, NULL AS family_name, NULL AS email
     FROM initiatives i LEFT JOIN users u ON u.id = i.decided_by
     WHERE i.counted IS NOT NULL ORDER BY i.decided_at DESC, i.id DESC`,
  );
  return rows.map((row) => toDecision(row, 'team', row.decision));
}

/** I13 to I16: whether a speaker is suitable, and whether an expert contributed. */
async function sheetDecisions(
  fedBy: 'experts' | 'speakers',
  audience: Audience,
): Promise<Decision[]> {
  const word = fedBy === 'experts' ? 'An expert' : 'A speaker';
  const about = audience === 'team' ? `TRIM(p.given_name || ' ' || p.family_name)` : `'${word}'`;
  const from = `FROM speaker_sheets s JOIN people p ON p.id = s.person_id`;
  const rows = await read(
    `SELECT * FROM (
       SELECT ${about} AS about, s.review AS decision, s.review_reason AS reason,
         u.name AS decided_by, s.reviewed_at AS decided_at, ${people}
       ${from} LEFT JOIN users u ON u.id = s.reviewed_by
       WHERE s.kind = :kind AND s.reviewed_at IS NOT NULL AND s.review <> 'undecided'
       UNION ALL
       SELECT ${about}, 'contributed', '', u.name, s.contributed_at, ${people}
       ${from} LEFT JOIN users u ON u.id = s.contributed_by
       WHERE s.kind = :kind AND s.contributed AND s.contributed_at IS NOT NULL
     ) AS decided ORDER BY decided_at DESC, about`,
    { kind: fedBy === 'experts' ? 'expert' : 'speaker' },
  );
  return rows.map((row) => toDecision(row, audience, sheetWords[row.decision] ?? row.decision));
}

const sheetWords: Record<string, string> = {
  suitable: 'Suitable',
  not_suitable: 'Not suitable',
  contributed: 'Contributed',
};

const answerNames: Record<FeedingForm, string> = {
  cluster_survey: 'An answer to the questionnaire',
  workshop_evaluation: 'An evaluation form',
  collaboration_invitation: 'An invitation',
  success_story: 'A story',
};

/** Of forms without a review, only whether answers are valid changes a figure. */
const validity = `w.decision IN ('invalidate', 'validate')`;

/** The answers whose clusters stand in the evidence that readers outside the team see. */
const openAnswers: Partial<Record<string, string>> = {
  I07: `r.review = 'published'`,
  I08: inReport,
  I09: countable,
};

/**
 * I01, I02, I06 to I09: decisions about answers. Those readers outside the team see name a cluster
 * only where it stands in the evidence that they see, too.
 */
async function reviewDecisions(
  id: string,
  form: FeedingForm,
  audience: Audience,
): Promise<Decision[]> {
  const reviewed = form === 'collaboration_invitation' || form === 'success_story';
  const open = openAnswers[id] ?? '1 = 0';
  const rows = await read(
    `SELECT CASE WHEN c.name IS NOT NULL AND e.name IS NOT NULL
         AND (:isTeam = 1 OR (r.valid AND ${open}))
         THEN :name || ' of ' || c.name || ', ' || e.name ELSE :name END AS about,
       w.decision, w.reason, u.name AS decided_by, w.decided_at, ${people}
     FROM response_reviews w JOIN responses r ON r.id = w.response_id
     JOIN surveys s ON s.id = r.survey_id
     LEFT JOIN clusters c ON c.id = r.cluster_id LEFT JOIN economies e ON e.code = r.economy_code
     LEFT JOIN users u ON u.id = w.decided_by LEFT JOIN people p ON p.id = r.person_id
     WHERE s.form = :form ${reviewed ? '' : `AND ${validity}`}
     ORDER BY w.decided_at DESC, w.id DESC`,
    {
      form,
      name: answerNames[form],
      isTeam: audience === 'team' ? 1 : 0,
    },
  );
  const decisions = rows
    .filter(({ decision }) => id !== 'I09' || (decision !== 'assign' && decision !== 'unassign'))
    .map((row) => toDecision(row, audience, reviewWords[row.decision as ReviewDecision]));
  if (audience === 'team') return decisions;
  // By name and words, not by time: neither date nor order tells when an answer came.
  return decisions
    .map((decision) => ({ ...decision, at: null }))
    .sort(
      (a, b) =>
        compare(a.about, b.about) || compare(a.decision, b.decision) || compare(a.reason, b.reason),
    );
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}

const reviewWords: Record<ReviewDecision, string> = {
  publish: 'Published',
  approve: 'Approved',
  return: 'Returned for correction',
  expire: 'Marked as expired',
  close: 'Closed',
  reopen: 'Decision taken back',
  assign: 'Assigned to the report',
  unassign: 'Taken out of the report',
  invalidate: 'Marked as invalid',
  validate: 'Marked as valid again',
};

/** Changes of targets and rules that touch the indicator; who decided is told, as on their page. */
async function ruleDecisions(id: string): Promise<Decision[]> {
  const [versions, settings] = await Promise.all([
    listRuleVersions(),
    id === 'I04' ? listSettingChanges() : [],
  ]);
  const changed = versions.flatMap((version, index): Decision[] => {
    const before = versions[index - 1];
    if (before === undefined || version.decidedAt === null) return [];
    const differences = differencesOf(before, version).filter((text) => text.startsWith(`${id}, `));
    if (differences.length === 0) return [];
    return [
      {
        about: 'Targets and rules',
        decision: differences.map((text) => text.slice(id.length + 2)).join('; '),
        reason: version.reason,
        by: version.decidedByName,
        at: version.decidedAt,
      },
    ];
  });
  const eligible = settings
    .filter(({ text }) => text.includes('(I04)'))
    .map(({ at, by, text }): Decision => ({
      ...{ about: 'Travel-eligible economies', decision: text, reason: '', by, at },
    }));
  return [...changed, ...eligible];
}
