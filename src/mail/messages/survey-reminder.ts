import { messagesFor } from '../../messages/messages';
import type { MailContent } from '../compose-mail';
import type { SuggestionFacts } from './survey-invitation';
import { surveyMail, type SurveyMailFacts } from './survey-mail';

/** What an organiser starts from when writing reminders. */
export function suggestedReminder({ surveyTitle, from, language }: SuggestionFacts): {
  subject: string;
  body: string;
} {
  const { reminder } = messagesFor(language).surveyMails;
  return { subject: reminder.subject(surveyTitle), body: reminder.body(surveyTitle, from) };
}

/** A later mail to a person who was invited and has not finished; it carries the same link. */
export function surveyReminderMail(facts: SurveyMailFacts): MailContent {
  return surveyMail(facts, messagesFor(facts.recipient.language).surveyMails.reminder.label);
}
