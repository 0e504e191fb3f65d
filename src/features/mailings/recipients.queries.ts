import { createHash } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { addressKey } from '../../mail/mail-kinds';
import { conditionOf, type RecipientFilter } from './recipient-filter';
import {
  leftOutReasons,
  whyNotInvited,
  whyNotReminded,
  type Candidate,
  type LeftOutReason,
  type ReminderRules,
} from './recipients.policy';
import { fullName } from '../people/fold-name';

export type MailingKind = 'invitation' | 'reminder';

export interface Recipient {
  personId: number;
  /** Set for reminders; invitations are made when the mailing is sent. */
  invitationId: number | null;
  name: string;
  address: string;
  economy: string | null;
  /** Of mails to the person. */
  language: string;
}

export interface LeftOut {
  reason: LeftOutReason;
  /** Without the erased, who have no names. */
  people: { personId: number; name: string; detail: string | null }[];
  count: number;
}

export interface ResolvedList {
  recipients: Recipient[];
  leftOut: LeftOut[];
  /** Says which people and addresses the list holds; another list has another one. */
  digest: string;
}

export interface ListQuestion {
  surveyId: number;
  kind: MailingKind;
  filter: RecipientFilter;
  rules: ReminderRules;
}

/**
 * The exact list of a mailing at this moment, by name, and who is left out and why. One query,
 * however many people there are.
 */
export async function resolveRecipients(question: ListQuestion, tx?: Tx): Promise<ResolvedList> {
  const at = now();
  const recipients: Recipient[] = [];
  const leftOut = new Map<LeftOutReason, LeftOut>();
  for (const person of await findCandidates(question, tx)) {
    const reason =
      question.kind === 'invitation'
        ? whyNotInvited(person)
        : whyNotReminded(person, question.rules, at);
    const { personId, invitationId, name, address, economy, language } = person;
    if (reason === undefined && address !== null) {
      recipients.push({ personId, invitationId, name, address, economy, language });
    } else if (reason !== undefined) {
      leaveOut(leftOut, reason, person);
    }
  }
  return {
    recipients,
    leftOut: leftOutReasons.flatMap((reason) => leftOut.get(reason) ?? []),
    digest: digestOf(recipients),
  };
}

function leaveOut(
  leftOut: Map<LeftOutReason, LeftOut>,
  reason: LeftOutReason,
  person: Candidate,
): void {
  const group = leftOut.get(reason) ?? { reason, people: [], count: 0 };
  group.count += 1;
  if (!person.erased) {
    const { personId, name, failedReply } = person;
    group.people.push({
      personId,
      name,
      detail: reason === 'address_failed' ? failedReply : null,
    });
  }
  leftOut.set(reason, group);
}

function digestOf(recipients: Recipient[]): string {
  const lines = recipients.map(({ personId, address }) => `${personId} ${address}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}

interface CandidateRow {
  id: number;
  given_name: string;
  family_name: string;
  email: string | null;
  economy: string | null;
  language: string;
  erased: number;
  unsubscribed: string | null;
  invitation_id: number | null;
  answered: number | null;
  finished: number;
  accepted: number | null;
  reminders: number | null;
  waiting: number | null;
  last_mail_at: string | Date | null;
  failed_address: string | null;
  failed_reply: string | null;
}

async function findCandidates(
  { surveyId, kind, filter }: ListQuestion,
  tx?: Tx,
): Promise<Candidate[]> {
  const { sql, replacements } = conditionOf(filter);
  const invited = kind === 'reminder' ? 'JOIN' : 'LEFT JOIN';
  const rows = await db().query<CandidateRow>(
    `SELECT p.id, p.given_name, p.family_name, p.email, p.language, e.name AS economy,
       CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS erased,
       u.address_key AS unsubscribed,
       i.id AS invitation_id, CASE WHEN i.finished THEN 1 ELSE 0 END AS finished,
       r.person_id AS answered,
       a.accepted, a.reminders, a.waiting, a.last_mail_at,
       f.to_address AS failed_address, f.last_reply AS failed_reply
     FROM people p
     ${invited} invitations i ON i.person_id = p.id AND i.survey_id = :surveyId
     LEFT JOIN economies e ON e.code = p.economy_code
     LEFT JOIN unsubscriptions u ON u.address_key = p.email_key AND u.kind = 'survey'
     LEFT JOIN (SELECT DISTINCT person_id FROM responses
       WHERE survey_id = :surveyId AND person_id IS NOT NULL) r ON r.person_id = p.id
     LEFT JOIN (SELECT invitation_id,
         CAST(SUM(CASE WHEN status = 'sent' THEN 1 ELSE 0 END) AS INTEGER) AS accepted,
         CAST(SUM(CASE WHEN kind = 'survey_reminder' AND status <> 'failed' THEN 1 ELSE 0 END) AS INTEGER) AS reminders,
         CAST(SUM(CASE WHEN status IN ('queued', 'sending', 'uncertain') THEN 1 ELSE 0 END) AS INTEGER) AS waiting,
         MAX(COALESCE(sent_at, created_at)) AS last_mail_at
       FROM messages
       WHERE kind IN ('survey_invitation', 'survey_reminder') AND status <> 'cancelled'
       GROUP BY invitation_id) a ON a.invitation_id = i.id
     LEFT JOIN messages f ON f.status = 'failed' AND f.id =
       (SELECT MAX(id) FROM messages WHERE person_id = p.id AND status IN ('sent', 'failed'))
     WHERE 1 = 1${sql}
     ORDER BY p.name_key, p.id`,
    {
      type: QueryTypes.SELECT,
      replacements: { surveyId, ...replacements },
      ...(tx === undefined ? {} : { transaction: tx }),
    },
  );
  return rows.map(candidateOf);
}

function candidateOf(row: CandidateRow): Candidate {
  const stillFails =
    row.failed_address !== null &&
    row.email !== null &&
    addressKey(row.failed_address) === addressKey(row.email);
  return {
    personId: row.id,
    name: fullName({ givenName: row.given_name, familyName: row.family_name }),
    address: row.email,
    economy: row.economy,
    language: row.language,
    erased: row.erased === 1,
    unsubscribed: row.unsubscribed !== null,
    failedReply: stillFails ? (row.failed_reply ?? 'no reason was given') : null,
    invitationId: row.invitation_id,
    answered: row.answered !== null,
    finished: row.finished === 1,
    accepted: row.accepted ?? 0,
    reminders: row.reminders ?? 0,
    waiting: row.waiting ?? 0,
    lastMailAt: row.last_mail_at === null ? null : new Date(row.last_mail_at),
  };
}
