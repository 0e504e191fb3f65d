import type { Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError, ValidationError } from '../../../lib/errors';
import { newToken } from '../../../lib/tokens';
import { momentsOf } from '../../../lib/zoned-time';
import { Registration } from '../../../models';
import { getProject, listWorkshopDays } from '../project.queries';
import type { CorrectionInput } from './correction.input';
import type { DeskCode } from './desk-answer';
import { recordDeskEvent } from './record-desk-event';
import { restoreStatus } from './restore-status';

/**
 * An organiser's correction of one person's day, after the desk: the person was there from a
 * time on, or was not there, whatever desks have sent. It is one more event of the history.
 * @returns what it changed: checked_in, already_in, undone or nothing_to_undo
 * @throws NotFoundError; ValidationError for a day or a time that does not exist or is to come
 */
export async function correctAttendance(
  actor: Actor,
  registrationId: number,
  correction: CorrectionInput,
): Promise<DeskCode> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const day = days.find(({ number }) => number === correction.day);
  if (day === undefined) throw new ValidationError({ day: 'The workshop has no such day.' });
  const receivedAt = now();
  const at = momentIn(day.date, correction, project.timeZone);
  if (at > receivedAt) throw new ValidationError({ time: 'This time is still to come.' });
  return inTransaction(async (tx) => {
    const registration = await Registration.findByPk(registrationId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (registration === null) throw new NotFoundError('There is no such registration.');
    const { code } = await recordDeskEvent(tx, actor, {
      eventKey: newToken(),
      registration,
      day: day.number,
      sessionId: null,
      kind: correction.kind,
      method: 'correction',
      desk: 'Organisers',
      reason: correction.reason,
      undoes: null,
      at,
      receivedAt,
    });
    if (correction.kind === 'undo') await restoreStatus(tx, actor, registration);
    return code;
  });
}

function momentIn(date: string, { time, which }: CorrectionInput, zone: string): Date {
  const [first, second] = momentsOf(`${date}T${time}`, zone);
  if (first === undefined) {
    throw new ValidationError({
      time: `There was no ${time} in ${zone} on that day: the clocks were put forward over it.`,
    });
  }
  if (second === undefined) return first;
  if (which === undefined) {
    throw new ValidationError({
      which: `The clocks of ${zone} showed ${time} twice on that day, since they were put back. Please say which of the two.`,
    });
  }
  return which === 'first' ? first : second;
}
