import { answerProblems, formWords } from './answer-problems.en';
import { answering, joining, noticeDetails, notices, receipt } from './answering.en';
import { datesIn } from './dates';
import { mails, receiptMails, surveyMails, unsubscribing } from './mails.en';
import { errorPage, errors, pages } from './pages.en';
import { fileRefusals, refusals, tablet } from './refusals.en';

const english = {
  /** BCP 47 tag. */
  language: 'en',
  dates: datesIn('en-GB'),
  pages,
  errorPage,
  errors,
  answering,
  notices,
  noticeDetails,
  joining,
  receipt,
  refusals,
  fileRefusals,
  tablet,
  answerProblems,
  formWords,
  mails,
  surveyMails,
  receiptMails,
  unsubscribing,
};

/**
 * Every text that respondents get from the server and that no definition holds. A further
 * language has every key of English, or does not compile.
 */
export type Messages = typeof english;

/** Spoken where nothing says which language, and where a language has no messages. */
export const defaultLanguage = 'en';

/**
 * The languages there are, by their tag. To add one: its files beside the English ones, and a line
 * here.
 */
export const languages = new Map<string, Messages>([[defaultLanguage, english]]);

/** @param language BCP 47 tag of a form or of a person; "es-PE" may be spoken to in "es" */
export function messagesFor(language: string = defaultLanguage): Messages {
  return (
    languages.get(language) ??
    languages.get(language.split('-', 1)[0] ?? '') ??
    languages.get(defaultLanguage) ??
    english
  );
}
