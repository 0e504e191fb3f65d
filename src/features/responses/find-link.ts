import { rowsOf } from '../../db/statements';
import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { accessKeyOf, openSubjectOf } from '../../lib/link-tokens';
import { hashToken } from '../../lib/tokens';
import { defaultLanguage } from '../../messages/messages';
import { languageOfVersion } from '../surveys/survey-cache';
import { surveyState, type SurveyState } from '../surveys/surveys.queries';

/** What is already stored behind a link. */
export interface SentAnswers {
  responseId: string;
  versionId: number;
  submissionId: string;
  contentHash: string;
  receipt: string;
  /** How often the answers were replaced since they were first sent. */
  corrections: number;
  submittedOn: string;
  /** Null for anonymous forms, which keep the day only. */
  submittedAt: Date | null;
}

/** A link that leads to a form: the invitation of a person, or one made behind an open link. */
export interface AnsweringLink {
  accessKey: string;
  surveyId: number;
  form: string;
  title: string;
  anonymous: boolean;
  state: SurveyState;
  opensAt: Date | null;
  /** When answers stop being taken; null when no time is set. */
  closesAt: Date | null;
  timeZone: string;
  contactName: string;
  contactEmail: string;
  invitation: {
    id: number;
    personId: number;
    name: string;
    email: string | null;
    /** Of mails to the person. */
    language: string;
    opened: boolean;
    started: boolean;
    finished: boolean;
  } | null;
  /** The person behind the invitation asked to be erased: the link is over. */
  revoked: boolean;
  draft: { versionId: number; revision: number } | null;
  sent: SentAnswers | null;
  /** Staff enter the answers in the person's name. */
  enteredByStaff: boolean;
  currentVersionId: number | null;
  /** BCP 47 tag of the version it works on: what the page and the server say is in it. */
  language: string;
}

interface LinkRow {
  survey_id: number;
  form: string;
  title: string;
  anonymous: boolean | number;
  opens_at: string | Date | null;
  closes_at: string | Date | null;
  closed_at: string | Date | null;
  time_zone: string;
  contact_name: string;
  contact_email: string;
  invitation_id: number | null;
  person_id: number | null;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  language: string | null;
  opened_at: string | Date | null;
  started_at: string | Date | null;
  finished: boolean | number | null;
  erased_at: string | Date | null;
  draft_version: number | null;
  revision: number | null;
  response_id: string | null;
  response_version: number;
  submission_id: string;
  content_hash: string;
  receipt: string;
  corrections: number;
  submitted_on: string;
  submitted_at: string | Date | null;
  current_version: number | null;
  assisted: string | null;
}

const shared = `
  s.id AS survey_id, s.form, s.title, s.anonymous, s.opens_at, s.closes_at, s.closed_at,
  j.time_zone, j.contact_name, j.contact_email,
  d.version_id AS draft_version, d.revision,
  r.id AS response_id, r.version_id AS response_version, r.submission_id, r.content_hash,
  r.receipt, r.corrections, r.submitted_on, r.submitted_at,
  (SELECT v.id FROM survey_versions v WHERE v.survey_id = s.id
    ORDER BY v.number DESC LIMIT 1) AS current_version,
  (SELECT h.mode FROM assisted_answers h WHERE h.access_key = $accessKey) AS assisted`;

const stored = `
  JOIN projects j ON j.id = 1
  LEFT JOIN drafts d ON d.access_key = $accessKey AND d.survey_id = s.id
  LEFT JOIN responses r ON r.access_key = $accessKey AND r.survey_id = s.id`;

const byInvitation = `SELECT ${shared}, i.id AS invitation_id, i.person_id, i.opened_at,
    i.started_at, i.finished, p.erased_at, p.given_name, p.family_name, p.email, p.language
  FROM invitations i
  JOIN surveys s ON s.id = i.survey_id
  JOIN people p ON p.id = i.person_id ${stored}
  WHERE i.token_hash = $tokenHash`;

// A link made behind an open link has no row of its own: it lives as long as its answers.
const byAnswers = `SELECT ${shared}, NULL AS invitation_id, NULL AS person_id,
    NULL AS opened_at, NULL AS started_at, NULL AS finished, NULL AS erased_at,
    NULL AS given_name, NULL AS family_name, NULL AS email, NULL AS language
  FROM surveys s ${stored}
  WHERE s.id IN (SELECT survey_id FROM drafts WHERE access_key = $accessKey
    UNION SELECT survey_id FROM responses WHERE access_key = $accessKey)`;

const longestToken = 100;

/**
 * Everything that decides what a link shows, in one statement.
 * @returns undefined for a token that leads nowhere
 */
export async function findLink(token: string, tx?: Tx): Promise<AnsweringLink | undefined> {
  if (token.length > longestToken) return undefined;
  const accessKey = accessKeyOf(token);
  const isOpen = openSubjectOf(token) !== undefined;
  const sql = isOpen ? byAnswers : byInvitation;
  const [row] = await rowsOf<LinkRow>(sql, { accessKey, tokenHash: hashToken(token) }, tx);
  if (row === undefined) return undefined;
  const versionId = row.draft_version ?? (row.response_id === null ? null : row.response_version);
  // Kept in memory with the version, so this costs no statement.
  const language = await languageOfVersion(versionId ?? row.current_version);
  return { ...toLink(row, accessKey), language };
}

function toLink(row: LinkRow, accessKey: string): Omit<AnsweringLink, 'language'> {
  const times = {
    opensAt: asDate(row.opens_at),
    closesAt: asDate(row.closes_at),
    closedAt: asDate(row.closed_at),
  };
  return {
    accessKey,
    surveyId: row.survey_id,
    form: row.form,
    title: row.title,
    anonymous: Boolean(row.anonymous),
    state: surveyState({ survey: times, hasVersion: row.current_version !== null, at: now() }),
    opensAt: times.opensAt,
    closesAt: times.closesAt,
    timeZone: row.time_zone,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    invitation:
      row.invitation_id === null || row.person_id === null
        ? null
        : {
            id: row.invitation_id,
            personId: row.person_id,
            name: `${row.given_name ?? ''} ${row.family_name ?? ''}`.trim(),
            email: row.email,
            language: row.language ?? defaultLanguage,
            opened: row.opened_at !== null,
            started: row.started_at !== null,
            finished: Boolean(row.finished),
          },
    revoked: row.erased_at !== null,
    draft:
      row.draft_version === null || row.revision === null
        ? null
        : { versionId: row.draft_version, revision: row.revision },
    sent: toSent(row),
    enteredByStaff: row.assisted === 'staff',
    currentVersionId: row.current_version,
  };
}

function toSent(row: LinkRow): SentAnswers | null {
  if (row.response_id === null) return null;
  return {
    responseId: row.response_id,
    versionId: row.response_version,
    submissionId: row.submission_id,
    contentHash: row.content_hash,
    receipt: row.receipt,
    corrections: row.corrections,
    submittedOn: row.submitted_on,
    submittedAt: asDate(row.submitted_at),
  };
}

function asDate(value: string | Date | null): Date | null {
  return value === null ? null : new Date(value);
}
