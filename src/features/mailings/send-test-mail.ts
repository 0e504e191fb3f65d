import { randomUUID } from 'node:crypto';
import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { enqueue } from '../../mail/enqueue';
import { testMail } from '../../mail/messages/test-mail';
import type { MailContent } from '../../mail/compose-mail';

/** Sends the mail, marked as a test and without anybody's personal link, to the organiser. */
export async function sendTestMail(
  actor: Actor,
  to: { name: string; email: string },
  mail: { content: MailContent; previewUrl: string; form: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    await enqueue(tx, {
      dedupeKey: `test:${randomUUID()}`,
      kind: 'test',
      to: { name: to.name, address: to.email },
      content: testMail(mail.content, mail.previewUrl),
    });
    await recordAuditEvent(tx, actor, {
      action: 'mail.tested',
      subjectType: 'survey',
      subjectId: mail.form,
    });
  });
}
