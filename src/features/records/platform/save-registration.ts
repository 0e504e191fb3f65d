import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { dateIn, now } from '../../../lib/clock';
import { NotFoundError, requireRevision, ValidationError } from '../../../lib/errors';
import { Economy, PlatformRegistration, Project } from '../../../models';
import type { RegistrationFacts } from './registration.input';

/**
 * Keeps where an economy stands with its page on the platform.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError for days to come
 */
export async function savePlatformRegistration(
  actor: Actor,
  code: string,
  { revision, ...facts }: RegistrationFacts,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Behind the economy's row, so that two first saves do not pass each other.
    const economy = await Economy.findByPk(code, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (economy === null) throw new NotFoundError('There is no such economy.');
    const registration = await PlatformRegistration.findByPk(code, { transaction: tx });
    requireRevision(registration?.revision ?? 0, revision, 'this economy');
    const { timeZone } = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    const today = dateIn(timeZone);
    if ((facts.pagePublishedOn ?? '') > today) {
      throw new ValidationError({ pagePublishedOn: 'This day is still to come.' });
    }
    const changes = changedFields({ ...unregistered, ...registration?.get() }, facts);
    if (Object.keys(changes).length === 0) return;
    await PlatformRegistration.upsert(
      { economyCode: code, ...facts, revision: revision + 1, updatedAt: now() },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'platform_registration.saved',
      subjectType: 'economy',
      subjectId: code,
      changes,
    });
  });
}

/** Where an economy stands before anything is known of it. */
const unregistered = {
  pageAddress: null,
  pagePublishedOn: null,
  note: '',
};
