import { messagesFor } from '../../messages/messages';
import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor, momentIn, signature } from './wording';

export interface ReceiptFacts {
  /** As typed or imported; empty when unknown. */
  toName: string;
  surveyTitle: string;
  receipt: string;
  /** How many times the answers were corrected: 0 for the first sending. */
  corrections: number;
  sentAt: Date;
  /** Null while no closing time is set. */
  closesAt: Date | null;
  /** IANA zone in which times are written. */
  timeZone: string;
  contactName: string;
  contactEmail: string;
  /** BCP 47 tag. */
  language: string;
}

/** Confirms that answers were received, with the link to correct them until the closing time. */
export function receiptMail(facts: ReceiptFacts): MailContent {
  const { surveyTitle, timeZone, closesAt, language } = facts;
  const words = messagesFor(language).receiptMails;
  const corrected = facts.corrections > 0;
  return composeMail({
    language,
    subject: words.subject(surveyTitle, corrected),
    greeting: greetingFor(facts.toName, language),
    blocks: [
      { kind: 'paragraph', text: corrected ? words.corrected : words.received },
      {
        kind: 'facts',
        rows: [
          [words.facts.survey, surveyTitle],
          [words.facts.receipt, facts.receipt],
          [words.facts.received, momentIn(timeZone, facts.sentAt, language)],
        ],
      },
      {
        kind: 'paragraph',
        text: words.correctable(closesAt && momentIn(timeZone, closesAt, language)),
      },
      { kind: 'link', label: words.label },
      { kind: 'paragraph', text: words.keep },
    ],
    footer: signature(facts, language),
  });
}
