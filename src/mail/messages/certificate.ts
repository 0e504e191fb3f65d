import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor, signature } from './wording';

export interface CertificateMailFacts {
  /** As typed or imported; empty when unknown. */
  toName: string;
  /** Name of the project. */
  workshop: string;
  /** Numbers of the days on the certificate. */
  days: readonly number[];
  /** An earlier one is not in force any more. */
  replaces: boolean;
  contactName: string;
  contactEmail: string;
}

/** Tells somebody who came that their certificate is ready, with their personal link. */
export function certificateMail(facts: CertificateMailFacts): MailContent {
  const { days, workshop } = facts;
  return composeMail({
    subject: `Your certificate of attendance: ${workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: facts.replaces
          ? `your certificate of the “${workshop}” was corrected. The new one takes the place of the earlier one.`
          : `thank you for taking part in the “${workshop}”. Your certificate of attendance is ready.`,
      },
      { kind: 'facts', rows: [[days.length === 1 ? 'Day' : 'Days', days.join(', ')]] },
      { kind: 'paragraph', text: 'You find it on your own page of the workshop:' },
      { kind: 'link', label: 'Open your page' },
    ],
    footer: signature(facts),
  });
}
