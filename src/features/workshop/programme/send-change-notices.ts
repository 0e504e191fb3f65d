import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { enqueueMany } from '../../../mail/enqueue';
import { programmeChangeMail } from '../../../mail/messages/programme-change';
import { Project } from '../../../models';
import { getUntoldChanges } from './change-notices.queries';
import { lockProgramme } from './lock-programme';
import { digestOfRecipients, listNoticeRecipients } from './notice-recipients.queries';
import { contentOfVersion, getLatestVersion, getVersion } from './programme.queries';

/**
 * Mails the changes of the latest version to those concerned, and to nobody else: exactly the
 * list that was shown. The same press twice sends one mail to each.
 * @param shown digestOfRecipients of the list on the page
 * @returns how many mails this press queued; 0 when they were sent before
 * @throws NotFoundError; ConflictError when a newer version is published, the list is another one
 *   by now, or nobody can be told
 */
export async function sendChangeNotices(
  actor: Actor,
  number: number,
  shown: string,
): Promise<number> {
  return inTransaction(async (tx) => {
    await lockProgramme(tx);
    const version = await getVersion(number, tx);
    if (version.noticesSentAt !== null) return 0;
    const latest = await getLatestVersion(tx);
    if (latest?.number !== number) {
      throw new ConflictError(
        'A newer version has been published. Its mails tell of these changes, too.',
        'newer_version',
      );
    }
    const { since, changes } = await getUntoldChanges(version, tx);
    const recipients = await listNoticeRecipients(changes, tx);
    if (digestOfRecipients(recipients) !== shown) {
      throw new ConflictError(
        'The list of recipients is another one by now. Please read it again before you send.',
        'recipients_changed',
      );
    }
    const content = contentOfVersion(version);
    const project = await Project.findByPk(1, { rejectOnEmpty: true, transaction: tx });
    const mails = recipients.flatMap((recipient) => {
      const { personId, email, name } = recipient;
      if (email === null) return [];
      const mail = programmeChangeMail({
        toName: name,
        workshop: content.workshop,
        timeZone: content.timeZone,
        version: number,
        contact: project,
        changes: recipient.changes,
      });
      return [
        {
          dedupeKey: `programme_change:${number}:${personId}`,
          kind: 'programme_change' as const,
          to: { name, address: email },
          content: mail,
          personId,
          linkSubject: 'page:programme' as const,
        },
      ];
    });
    if (mails.length === 0) {
      throw new ConflictError('Nobody on the list has an e-mail address.', 'no_recipients');
    }
    await enqueueMany(tx, mails);
    await version.update(
      { noticesSince: since, noticesSentBy: actor.userId ?? null, noticesSentAt: now() },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'programme.changes_sent',
      subjectType: 'programme_version',
      subjectId: number,
      changes: { mails: mails.length, since },
    });
    return mails.length;
  });
}
