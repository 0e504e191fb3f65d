import { QueryTypes } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { db, inTransaction, isPostgres, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { AppError, ConflictError } from '../../lib/errors';
import { enqueueMany } from '../../mail/enqueue';
import { Mailing, Project, SurveyVersion, type Survey } from '../../models';
import { lockSurvey } from '../surveys/lock-survey';
import { surveyState } from '../surveys/surveys.queries';
import type { MailingContent, MailingKey, Selection } from './mailing.input';
import { makeInvitations } from './make-invitations';
import { whyNotNow } from './mailing.policy';
import { resolveRecipients, type Recipient, type ResolvedList } from './recipients.queries';
import { writeMail } from './write-mail';

export interface MailingOrder extends Omit<MailingKey, 'shown'> {
  form: string;
  selection: Selection;
  content: MailingContent;
  /** The list that was looked at; null for a list that is drawn up at sending. */
  shown: string | null;
}

/** 409: the list is not the one that was shown any more; nothing was sent. */
export class ListChangedError extends ConflictError {
  constructor(before: string, list: ResolvedList) {
    const people = list.recipients.length === 1 ? '1 person' : `${list.recipients.length} people`;
    super(
      `The list of recipients has changed since it was shown: it now holds ${people}. Nothing was sent. Please look through the new list below.`,
      'list_changed',
      { before, after: list.digest },
    );
  }
}

/**
 * Sends a mailing: invitations, their mails and the line of the audit trail in one transaction.
 * The same idempotency key again is the same mailing; the list is resolved again and must be the
 * one that was shown, so neither a second click nor a second organiser sends anything twice.
 *
 * @returns the mailing, whether this call made it or an earlier one
 * @throws ListChangedError
 * @throws ConflictError when the form is not published or already closed
 * @throws AppError 422 when nobody is on the list
 */
export function sendMailing(actor: Actor, order: MailingOrder): Promise<Mailing> {
  return inTransaction((tx) => sendMailingIn(tx, actor, order));
}

/** The same as a part of a larger write. */
export async function sendMailingIn(tx: Tx, actor: Actor, order: MailingOrder): Promise<Mailing> {
  // One mailing of a form after the other: the second one sees whom the first one wrote to.
  const survey = await lockSurvey(order.form, tx);
  const earlier = await Mailing.findOne({
    where: { idempotencyKey: order.idempotencyKey },
    transaction: tx,
  });
  if (earlier !== null) return earlier;
  await mustBeSendable(survey, order, tx);
  const { kind, filter, rules } = order.selection;
  const question = { surveyId: survey.id, kind, filter, rules };
  if (isPostgres()) await keepFromErasure(tx, (await resolveRecipients(question, tx)).recipients);
  const list = await resolveRecipients(question, tx);
  if (order.shown !== null && list.digest !== order.shown) {
    throw new ListChangedError(order.shown, list);
  }
  if (list.recipients.length === 0) {
    throw new AppError(422, 'nobody', 'Nobody is on this list, so nothing was sent.');
  }
  const mailing = await Mailing.create(
    {
      surveyId: survey.id,
      kind,
      ...order.content,
      filter: storedFilter(order.selection),
      recipients: list.recipients.length,
      idempotencyKey: order.idempotencyKey,
      createdBy: actor.userId ?? null,
      createdAt: now(),
    },
    { transaction: tx },
  );
  await queueMails(tx, { survey, mailing, order, recipients: list.recipients });
  await recordAuditEvent(tx, actor, {
    action: kind === 'invitation' ? 'invitations.sent' : 'reminders.sent',
    subjectType: 'mailing',
    subjectId: mailing.id,
    changes: { form: survey.form, recipients: list.recipients.length, filter },
  });
  return mailing;
}

/** The choice of a mailing as it is kept: the filter, and for reminders their rules. */
export function storedFilter({ kind, filter, rules }: Selection): string {
  return JSON.stringify({ ...filter, ...(kind === 'reminder' ? rules : {}) });
}

/**
 * An erasure that begins now waits until the mails stand in the outbox, where it finds them; one
 * that came first is seen when the list is read again.
 */
async function keepFromErasure(tx: Tx, people: Recipient[]): Promise<void> {
  const ids = people.map(({ personId }) => personId);
  if (ids.length === 0) return;
  await db().query('SELECT id FROM people WHERE id IN (:ids) ORDER BY id FOR KEY SHARE', {
    type: QueryTypes.SELECT,
    replacements: { ids },
    transaction: tx,
  });
}

async function mustBeSendable(survey: Survey, order: MailingOrder, tx: Tx): Promise<void> {
  const versions = await SurveyVersion.count({ where: { surveyId: survey.id }, transaction: tx });
  const reason = whyNotNow(
    order.selection.kind,
    surveyState({ survey, hasVersion: versions > 0, at: now() }),
  );
  if (reason !== undefined) throw new ConflictError(reason, 'not_open');
}

async function queueMails(
  tx: Tx,
  facts: { survey: Survey; mailing: Mailing; order: MailingOrder; recipients: Recipient[] },
): Promise<void> {
  const { survey, mailing, order } = facts;
  const { kind } = order.selection;
  const project = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
  const source = { kind, content: order.content, survey, project };
  const invited =
    kind === 'invitation'
      ? await makeInvitations(tx, survey.id, facts.recipients)
      : new Map(facts.recipients.map((person) => [person.personId, person.invitationId]));
  await enqueueMany(
    tx,
    facts.recipients.flatMap((person) => {
      const invitationId = invited.get(person.personId);
      if (typeof invitationId !== 'number') return [];
      return {
        dedupeKey:
          kind === 'invitation'
            ? `invitation:${survey.id}:${person.personId}`
            : `reminder:${mailing.id}:${invitationId}`,
        kind: kind === 'invitation' ? ('survey_invitation' as const) : ('survey_reminder' as const),
        to: { name: person.name, address: person.address },
        content: writeMail(source, person),
        linkSubject: `invitation:${invitationId}` as const,
        personId: person.personId,
        invitationId,
        mailingId: mailing.id,
        listUnsubscribe: true,
      };
    }),
  );
}
