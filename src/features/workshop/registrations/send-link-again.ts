import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { lockRegistration } from './find-own-registration';
import { enqueueRegistrationMail, type MailResult } from './registration-mails';
import { readWorkshopFacts } from './workshop-facts';

/**
 * Sends a person the link to their page once more.
 * @param key made with the page: the same form sent twice is one mail
 */
export async function sendLinkAgain(actor: Actor, id: number, key: string): Promise<MailResult> {
  return inTransaction(async (tx) => {
    const workshop = await readWorkshopFacts(tx);
    const { registration, person } = await lockRegistration(tx, id);
    const result = await enqueueRegistrationMail(tx, workshop, {
      person,
      registration,
      mail: { kind: 'link' },
      moment: key,
    });
    if (result !== 'queued') return result;
    await recordAuditEvent(tx, actor, {
      action: 'registration.link_sent',
      subjectType: 'registration',
      subjectId: id,
      personId: person.id,
    });
    return result;
  });
}
