import { Op } from 'sequelize';
import { recordAuditEvent, systemActor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { Registration } from '../../../models';
import { isOver } from './registration.policy';
import { readWorkshopFacts } from './workshop-facts';

/**
 * Dietary and access needs are kept only until the workshop ends: removes them once its last day
 * has passed. Does nothing before.
 * @returns of how many people
 */
export async function purgeNeeds(): Promise<void> {
  return inTransaction(async (tx) => {
    if (!isOver(await readWorkshopFacts(tx))) return;
    const [removed] = await Registration.update(
      { dietaryNeeds: null, accessNeeds: null },
      {
        where: {
          [Op.or]: [{ dietaryNeeds: { [Op.ne]: null } }, { accessNeeds: { [Op.ne]: null } }],
        },
        transaction: tx,
      },
    );
    if (removed > 0) {
      await recordAuditEvent(tx, systemActor, {
        action: 'registration.needs_removed',
        subjectType: 'project',
        subjectId: 1,
        changes: { people: removed },
      });
    }
  });
}
