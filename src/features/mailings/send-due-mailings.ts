import { Op } from 'sequelize';
import { recordAuditEvent, systemActor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { AppError } from '../../lib/errors';
import { logger } from '../../lib/logger';
import { ScheduledMailing, Survey } from '../../models';
import { lenientSelection } from './mailing.input';
import { sendMailingIn } from './send-mailing';

/**
 * Sends the mailings whose time has come, each in one transaction with the mark that it was sent,
 * so that several server processes send it once. One that cannot be sent is refused, with why;
 * a database that does not answer leaves it waiting for the next look.
 */
export async function sendDueMailings(): Promise<void> {
  const due = await ScheduledMailing.findAll({
    attributes: ['id'],
    where: { status: 'waiting', sendAt: { [Op.lte]: now() } },
    order: ['sendAt', 'id'],
  });
  for (const { id } of due) await sendDue(id);
}

async function sendDue(id: number): Promise<void> {
  try {
    await inTransaction((tx) => sendWaiting(tx, id));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await inTransaction((tx) => refuse(tx, id, error.message));
  }
}

async function waiting(tx: Tx, id: number): Promise<ScheduledMailing | null> {
  const scheduled = await ScheduledMailing.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  return scheduled?.status === 'waiting' ? scheduled : null;
}

async function sendWaiting(tx: Tx, id: number): Promise<void> {
  const scheduled = await waiting(tx, id);
  if (scheduled === null) return;
  const survey = await Survey.findByPk(scheduled.surveyId, {
    attributes: ['form'],
    transaction: tx,
    rejectOnEmpty: true,
  });
  const { kind, subject, body, createdBy } = scheduled;
  const filter = JSON.parse(scheduled.filter) as object;
  const mailing = await sendMailingIn(
    tx,
    { ...systemActor, ...(createdBy === null ? {} : { userId: createdBy }) },
    {
      form: survey.form,
      selection: lenientSelection({ ...filter, kind }),
      content: { subject, body },
      idempotencyKey: `scheduled-mailing-${id}`,
      shown: null,
    },
  );
  await scheduled.update({ status: 'sent', mailingId: mailing.id }, { transaction: tx });
}

async function refuse(tx: Tx, id: number, reason: string): Promise<void> {
  const scheduled = await waiting(tx, id);
  if (scheduled === null) return;
  await scheduled.update({ status: 'refused', outcome: reason }, { transaction: tx });
  await recordAuditEvent(tx, systemActor, {
    action: 'mailing.refused',
    subjectType: 'scheduled_mailing',
    subjectId: id,
    changes: { reason },
  });
}

const lookEvery = 15_000;

/** Looks for due mailings from now on. */
export function startDueMailings(): { stop: () => Promise<void> } {
  let stopped = false;
  let underWay = Promise.resolve();
  let timer = later();

  function later(): NodeJS.Timeout {
    return setTimeout(() => {
      underWay = sendDueMailings()
        .catch((error: unknown) => {
          logger.error({ err: error }, 'mailings that are due could not be sent');
        })
        .then(() => {
          if (!stopped) timer = later();
        });
    }, lookEvery).unref();
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
