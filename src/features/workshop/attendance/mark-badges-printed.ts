import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { BadgePrint, Registration } from '../../../models';

/**
 * Notes that badges were printed, so that later sheets can leave them out; again is no error.
 * @returns how many registrations there were among the given ones
 */
export async function markBadgesPrinted(actor: Actor, ids: number[]): Promise<number> {
  return inTransaction(async (tx) => {
    const found = await Registration.findAll({
      attributes: ['id'],
      where: { id: ids },
      transaction: tx,
    });
    await BadgePrint.bulkCreate(
      found.map(({ id }) => ({ registrationId: id, printedAt: now() })),
      { transaction: tx, updateOnDuplicate: ['printedAt'] },
    );
    await recordAuditEvent(tx, actor, {
      action: 'attendance.badges_printed',
      subjectType: 'workshop',
      subjectId: 1,
      changes: { badges: found.length },
    });
    return found.length;
  });
}
