import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ValidationError } from '../../lib/errors';
import { Economy } from '../../models';

/**
 * Replaces the list of travel-eligible economies, with the date it is from.
 * @throws ValidationError for a code that is no member economy; on `listReason` where economies change
 *   without a reason
 */
export async function setTravelEligibility(
  actor: Actor,
  list: { eligible: string[]; asOf: string; listReason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const economies = await Economy.findAll({ transaction: tx, lock: tx.LOCK.UPDATE });
    const known = new Set(economies.map((economy) => economy.code));
    if (list.eligible.some((code) => !known.has(code))) {
      throw new ValidationError({ eligible: 'Please choose from the member economies.' });
    }
    const changes: Record<string, [boolean, boolean]> = {};
    for (const economy of economies) {
      const travelEligible = list.eligible.includes(economy.code);
      if (economy.travelEligible !== travelEligible) {
        changes[economy.code] = [economy.travelEligible, travelEligible];
      }
      await economy.update({ travelEligible, travelEligibleAsOf: list.asOf }, { transaction: tx });
    }
    const { asOf, listReason: reason } = list;
    if (reason === '' && Object.keys(changes).length > 0) {
      throw new ValidationError({
        listReason: 'Please say why the list changes: I04 is counted by it.',
      });
    }
    await recordAuditEvent(tx, actor, {
      action: 'project.travel_eligibility_set',
      subjectType: 'project',
      subjectId: 1,
      changes: reason === '' ? { ...changes, asOf } : { ...changes, asOf, reason },
    });
  });
}
