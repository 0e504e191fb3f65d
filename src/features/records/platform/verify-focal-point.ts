import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { dateIn, now } from '../../../lib/clock';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Economy, FocalPointVerification, Project } from '../../../models';
import { requireKnownPerson } from '../../people/require-person';
import type { VerificationFacts } from './verification.input';

/**
 * Notes that a focal point of an economy is verified.
 * @throws NotFoundError; ValidationError on `personId` for who is not its focal point or is verified
 *   already, on `verifiedOn` for days to come
 */
export async function verifyFocalPoint(
  actor: Actor,
  economyCode: string,
  { personId, method, verifiedOn, verificationNote: note }: VerificationFacts,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockEconomy(tx, economyCode);
    const person = await requireKnownPerson(tx, personId);
    if (person.role !== 'focal_point' || person.economyCode !== economyCode) {
      throw new ValidationError({
        personId: 'Only people noted as focal point of this economy can be verified.',
      });
    }
    const { timeZone } = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    if (verifiedOn > dateIn(timeZone)) {
      throw new ValidationError({ verifiedOn: 'This day is still to come.' });
    }
    const where = { economyCode, personId, takenBackAt: null };
    if ((await FocalPointVerification.count({ where, transaction: tx })) > 0) {
      throw new ValidationError({
        personId: 'This focal point is verified already. Take that back first to note it anew.',
      });
    }
    const { id } = await FocalPointVerification.create(
      {
        ...{ economyCode, personId, method, verifiedOn, note },
        verifiedBy: actor.userId ?? null,
        verifiedByName: actor.name,
        verifiedAt: now(),
      },
      { transaction: tx },
    );
    // What was noted stays out of the trail, since it may name people: the verification keeps it.
    await recordAuditEvent(tx, actor, {
      action: 'platform_registration.focal_point_verified',
      subjectType: 'economy',
      subjectId: economyCode,
      personId,
      changes: { verification: id, method, verifiedOn },
    });
  });
}

/**
 * Takes a verification back; it stays in the history with the reason.
 * @throws NotFoundError; ConflictError `taken_back_already`
 */
export async function takeVerificationBack(
  actor: Actor,
  economyCode: string,
  { verificationId, reason }: { verificationId: number; reason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockEconomy(tx, economyCode);
    const found = await FocalPointVerification.findOne({
      where: { id: verificationId, economyCode },
      transaction: tx,
    });
    if (found === null) throw new NotFoundError('There is no such verification.');
    if (found.takenBackAt !== null) {
      throw new ConflictError('This verification was taken back already.', 'taken_back_already');
    }
    await found.update(
      {
        takenBackAt: now(),
        takenBackBy: actor.userId ?? null,
        takenBackByName: actor.name,
        takenBackReason: reason,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'platform_registration.verification_taken_back',
      subjectType: 'economy',
      subjectId: economyCode,
      ...(found.personId === null ? {} : { personId: found.personId }),
      changes: { verification: verificationId },
    });
  });
}

/** Behind the economy's row, so that two of the same moment do not pass each other. */
async function lockEconomy(tx: Tx, code: string): Promise<void> {
  const economy = await Economy.findByPk(code, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (economy === null) throw new NotFoundError('There is no such economy.');
}
