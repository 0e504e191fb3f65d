import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { mustBeAsShown } from './change-registration';
import { lockRegistration } from './find-own-registration';

/**
 * Confirms the category of funding that the person told, as the organiser saw it.
 * @throws NotFoundError; ConflictError `edited_meanwhile`, `nothing_told`
 */
export async function confirmFunding(actor: Actor, id: number, revision: number): Promise<void> {
  await inTransaction(async (tx) => {
    const { registration, person } = await lockRegistration(tx, id);
    mustBeAsShown(registration, revision);
    const { funding, fundingTold } = registration;
    if (fundingTold === null || funding !== null) {
      throw new ConflictError('There is nothing to confirm.', 'nothing_told');
    }
    await registration.update(
      { funding: fundingTold, revision: revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'registration.funding_confirmed',
      subjectType: 'registration',
      subjectId: id,
      personId: person.id,
      changes: { funding: [null, fundingTold], reason: 'As the person told.' },
    });
  });
}
