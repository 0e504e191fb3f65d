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
}

/** Confirms that answers were received, with the link to correct them until the closing time. */
export function receiptMail(facts: ReceiptFacts): MailContent {
  const { surveyTitle, timeZone, closesAt } = facts;
  const corrected = facts.corrections > 0;
  return composeMail({
    subject: `${corrected ? 'Corrected answers received' : 'Answers received'}: ${surveyTitle}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: corrected
          ? 'Thank you. Your corrected answers have been received and replace the earlier ones.'
          : 'Thank you. Your answers have been received.',
      },
      {
        kind: 'facts',
        rows: [
          ['Questionnaire', surveyTitle],
          ['Receipt', facts.receipt],
          ['Received', momentIn(timeZone, facts.sentAt)],
        ],
      },
      {
        kind: 'paragraph',
        text:
          closesAt === null
            ? 'You can read and correct your answers while the questionnaire is open:'
            : `You can read and correct your answers until ${momentIn(timeZone, closesAt)}:`,
      },
      { kind: 'link', label: 'Open your answers' },
      {
        kind: 'paragraph',
        text: 'This link is yours alone. Whoever has it can read and change your answers.',
      },
    ],
    footer: signature(facts),
  });
}
