import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { Certificate, Registration } from '../../../models';

/**
 * Takes a certificate out of force for good; whoever checks it is told so.
 * @throws NotFoundError; ConflictError `not_valid` when it is revoked or replaced already
 */
export async function revokeCertificate(actor: Actor, id: number, reason: string): Promise<void> {
  await inTransaction(async (tx) => {
    const certificate = await Certificate.findByPk(id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (certificate === null) throw new NotFoundError('There is no such certificate.');
    if (certificate.state !== 'valid') {
      throw new ConflictError('This certificate is not in force any more.', 'not_valid');
    }
    const registration = await Registration.findByPk(certificate.registrationId, {
      transaction: tx,
      rejectOnEmpty: true,
    });
    await certificate.update(
      { state: 'revoked', endedAt: now(), endedReason: reason },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'certificate.revoked',
      subjectType: 'certificate',
      subjectId: id,
      personId: registration.personId,
      changes: { reason },
    });
  });
}
