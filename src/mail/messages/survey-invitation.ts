import type { MailContent } from '../compose-mail';
import { surveyMail, type SurveyMailFacts } from './survey-mail';

/** What an organiser starts from when writing invitations. */
export function suggestedInvitation(facts: {
  surveyTitle: string;
  minutes: string;
  from: string;
}): {
  subject: string;
  body: string;
} {
  return {
    subject: `Invitation: ${facts.surveyTitle}`,
    body: `Dear {{name}},

we invite you to answer the "${facts.surveyTitle}". It takes ${facts.minutes} minutes. You can stop at any point and go on later, also on another device.

{{link}}

The link is yours alone: please do not pass it on. Answers are taken until {{closing_time}}.

With kind regards
${facts.from}`,
  };
}

/** The first mail to an invited person, with their personal link. */
export function surveyInvitationMail(facts: SurveyMailFacts): MailContent {
  return surveyMail(facts, 'Open the questionnaire');
}
