import { Op } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import {
  Attendance,
  AttendanceEvent,
  RegistrationChange,
  SessionAttendance,
  type Registration,
} from '../../../models';
import { changeStatus } from '../registrations/change-status';

const reason = 'The check-in was taken back';

/**
 * Whoever was registered by a check-in alone is not, once every check-in is taken back: the
 * registration stands again as it did before. What the person or an organiser has said since stays.
 * The registration must be locked in this transaction.
 * @returns whether the status changed
 */
export async function restoreStatus(
  tx: Tx,
  actor: Actor,
  registration: Registration,
): Promise<boolean> {
  const registrationId = registration.id;
  if (registration.status !== 'registered') return false;
  const [made] = await AttendanceEvent.findAll({
    where: { registrationId, statusBefore: { [Op.ne]: null } },
    order: [['id', 'DESC']],
    limit: 1,
    transaction: tx,
  });
  const before = made?.statusBefore ?? null;
  if (made === undefined || before === null) return false;
  const where = { registrationId, present: true };
  const days = await Attendance.count({ where, transaction: tx });
  const sessions = await SessionAttendance.count({ where, transaction: tx });
  if (days + sessions > 0) return false;
  if (registration.answeredAt !== null && registration.answeredAt > made.receivedAt) return false;
  const last = await RegistrationChange.findOne({
    where: { registrationId },
    order: [['id', 'DESC']],
    transaction: tx,
  });
  const sinceThen = last?.fromStatus !== before || last.toStatus !== 'registered';
  if (sinceThen) return false;
  await changeStatus(tx, registration, before, { by: actor.name, reason });
  await recordAuditEvent(tx, actor, {
    action: 'registration.moved',
    subjectType: 'registration',
    subjectId: registrationId,
    personId: registration.personId,
    changes: { status: ['registered', before], reason },
  });
  return true;
}
