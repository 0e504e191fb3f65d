import { messagesFor } from '../../messages/messages';
import type { MailContent } from '../compose-mail';
import { surveyMail, type SurveyMailFacts } from './survey-mail';

export interface SuggestionFacts {
  surveyTitle: string;
  /** The least and the most that answering takes. */
  minutes: readonly [number, number];
  from: string;
  language?: string;
}

/** What an organiser starts from when writing invitations. */
export function suggestedInvitation({ surveyTitle, minutes, from, language }: SuggestionFacts): {
  subject: string;
  body: string;
} {
  const { invitation, minutes: inWords } = messagesFor(language).surveyMails;
  return {
    subject: invitation.subject(surveyTitle),
    body: invitation.body(surveyTitle, inWords(...minutes), from),
  };
}

/** The first mail to an invited person, with their personal link. */
export function surveyInvitationMail(facts: SurveyMailFacts): MailContent {
  return surveyMail(facts, messagesFor(facts.recipient.language).surveyMails.invitation.label);
}
