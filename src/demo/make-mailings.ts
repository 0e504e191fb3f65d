import { createHash } from 'node:crypto';
import type { Actor } from '../audit/record-audit-event';
import { everyone, type RecipientFilter } from '../features/mailings/recipient-filter';
import { resolveRecipients, type MailingKind } from '../features/mailings/recipients.queries';
import { scheduleMailing } from '../features/mailings/schedule-mailing';
import { sendMailing } from '../features/mailings/send-mailing';
import { parseFacts } from '../features/surveys/facts';
import { findSurvey } from '../features/surveys/surveys.queries';
import { suggestedInvitation } from '../mail/messages/survey-invitation';
import { suggestedReminder } from '../mail/messages/survey-reminder';
import type { DemoForm } from './invent-answers';

const rules = { most: 2, gapDays: 5 };

/** Sets a reminder for a time to come; whom it goes to is found out then. */
export async function scheduleDemoReminder(
  actor: Actor,
  form: DemoForm,
  sendAt: Date,
  part: Partial<RecipientFilter>,
): Promise<void> {
  const survey = await findSurvey(form);
  await scheduleMailing(actor, {
    form,
    selection: { kind: 'reminder', filter: { ...everyone, ...part }, rules },
    content: suggestedReminder({
      surveyTitle: survey.title,
      minutes: parseFacts(survey.facts).minutes,
      from: 'The demo team',
    }),
    sendAt,
    idempotencyKey: createHash('sha256').update(`${form} scheduled`).digest('hex'),
  });
}

/** Sends an invitation or a reminder to everybody who may get one, as an organiser would. */
export async function sendDemoMailing(
  actor: Actor,
  form: DemoForm,
  kind: MailingKind,
  part: Partial<RecipientFilter> = {},
): Promise<void> {
  const survey = await findSurvey(form);
  const filter = { ...everyone, ...part };
  const list = await resolveRecipients({ surveyId: survey.id, kind, filter, rules });
  const suggest = kind === 'invitation' ? suggestedInvitation : suggestedReminder;
  await sendMailing(actor, {
    form,
    selection: { kind, filter, rules },
    content: suggest({
      surveyTitle: survey.title,
      minutes: parseFacts(survey.facts).minutes,
      from: 'The demo team',
    }),
    idempotencyKey: createHash('sha256').update(`${form} ${kind} ${list.digest}`).digest('hex'),
    shown: list.digest,
  });
}
