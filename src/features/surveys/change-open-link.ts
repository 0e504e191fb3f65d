import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { newToken } from '../../lib/tokens';
import { lockSurvey } from './lock-survey';

/** Lets everybody who has the link answer, or nobody any more; the address stays the same. */
export async function switchOpenLink(actor: Actor, form: string, enabled: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    if (survey.openLinkEnabled === enabled) return;
    await survey.update({ openLinkEnabled: enabled }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: enabled ? 'survey.open_link_enabled' : 'survey.open_link_disabled',
      subjectType: 'survey',
      subjectId: survey.id,
    });
  });
}

/** Gives the form a new open link; the old address and every print of it lead nowhere any more. */
export async function renewOpenLink(actor: Actor, form: string): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    await survey.update({ openLink: newToken() }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'survey.open_link_renewed',
      subjectType: 'survey',
      subjectId: survey.id,
    });
  });
}
