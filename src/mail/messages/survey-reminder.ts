import type { MailContent } from '../compose-mail';
import { surveyMail, type SurveyMailFacts } from './survey-mail';

/** What an organiser starts from when writing reminders. */
export function suggestedReminder(facts: { surveyTitle: string; minutes: string; from: string }): {
  subject: string;
  body: string;
} {
  return {
    subject: `Reminder: ${facts.surveyTitle}`,
    body: `Dear {{name}},

some days ago we invited you to answer the "${facts.surveyTitle}". Your answers have not reached us yet; they matter for the picture of clusters in {{economy}}. What you have entered so far is kept.

{{link}}

Answers are taken until {{closing_time}}. If you would rather not take part, please ignore this mail.

With kind regards
${facts.from}`,
  };
}

/** A later mail to a person who was invited and has not finished; it carries the same link. */
export function surveyReminderMail(facts: SurveyMailFacts): MailContent {
  return surveyMail(facts, 'Go on with the questionnaire');
}
