import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError, NotFoundError } from '../../lib/errors';
import { ScheduledMailing } from '../../models';
import { lockSurvey } from '../surveys/lock-survey';
import type { MailingContent, Selection } from './mailing.input';
import { storedFilter } from './send-mailing';

export interface ScheduleOrder {
  form: string;
  selection: Selection;
  content: MailingContent;
  sendAt: Date;
  idempotencyKey: string;
}

/**
 * Keeps a mailing for its time. Whom it goes to is found out then, so that it can be written to
 * those who attended a day before that day. The same idempotency key again is the same order.
 */
export async function scheduleMailing(
  actor: Actor,
  order: ScheduleOrder,
): Promise<ScheduledMailing> {
  return inTransaction(async (tx) => {
    const survey = await lockSurvey(order.form, tx);
    const { idempotencyKey, sendAt } = order;
    const earlier = await ScheduledMailing.findOne({ where: { idempotencyKey }, transaction: tx });
    if (earlier !== null) return earlier;
    const scheduled = await ScheduledMailing.create(
      {
        surveyId: survey.id,
        kind: order.selection.kind,
        ...order.content,
        filter: storedFilter(order.selection),
        sendAt,
        status: 'waiting',
        idempotencyKey,
        createdBy: actor.userId ?? null,
        createdAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'mailing.scheduled',
      subjectType: 'scheduled_mailing',
      subjectId: scheduled.id,
      changes: { form: survey.form, kind: scheduled.kind, sendAt: sendAt.toISOString() },
    });
    return scheduled;
  });
}

/** @throws NotFoundError; ConflictError when it has been sent, refused or cancelled already */
export async function cancelScheduledMailing(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const scheduled = await ScheduledMailing.findByPk(id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (scheduled === null) throw new NotFoundError('There is no such mailing.');
    if (scheduled.status !== 'waiting') {
      throw new ConflictError('This mailing does not wait any more.', 'not_waiting');
    }
    await scheduled.update({ status: 'cancelled' }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'mailing.unscheduled',
      subjectType: 'scheduled_mailing',
      subjectId: id,
    });
  });
}
