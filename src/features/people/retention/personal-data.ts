import type { Tx } from '../../../db/transaction';
import { RetentionAnnouncement, RetentionExtension } from '../../../models';
import type { RetentionSubject } from '../../../models/codes';

/** Takes what is erased from the list of what is soon to be erased. */
export async function forgetAnnouncement(
  tx: Tx,
  subjectType: RetentionSubject,
  subjectId: number | string,
): Promise<void> {
  await RetentionAnnouncement.destroy({
    where: { subjectType, subjectId: String(subjectId) },
    transaction: tx,
  });
}

/** The same for a person, with the newer consents and their reasons. */
export async function eraseRetention(tx: Tx, personId: number): Promise<void> {
  await forgetAnnouncement(tx, 'person', personId);
  await RetentionExtension.destroy({ where: { personId }, transaction: tx });
}

/** The newer consents of one person, for the right to a copy. */
export async function exportRetention(personId: number): Promise<object[]> {
  const extensions = await RetentionExtension.findAll({ where: { personId }, order: ['id'] });
  return extensions.map(({ consentOn, reason, decidedAt }) => ({ consentOn, reason, decidedAt }));
}
