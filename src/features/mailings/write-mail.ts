import type { MailContent } from '../../mail/compose-mail';
import { surveyInvitationMail } from '../../mail/messages/survey-invitation';
import { surveyReminderMail } from '../../mail/messages/survey-reminder';
import type { Project, Survey } from '../../models';
import type { MailingContent } from './mailing.input';
import type { MailingKind, Recipient } from './recipients.queries';

export interface MailSource {
  kind: MailingKind;
  content: MailingContent;
  survey: Pick<Survey, 'closesAt'>;
  project: Pick<Project, 'timeZone' | 'contactName' | 'contactEmail'>;
}

/** The mail one person gets. Preview, test and sending all come here, so they cannot differ. */
export function writeMail(
  { kind, content, survey, project }: MailSource,
  recipient: Pick<Recipient, 'name' | 'economy' | 'language'>,
): MailContent {
  const write = kind === 'invitation' ? surveyInvitationMail : surveyReminderMail;
  return write({
    ...content,
    recipient,
    closesAt: survey.closesAt,
    timeZone: project.timeZone,
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  });
}
