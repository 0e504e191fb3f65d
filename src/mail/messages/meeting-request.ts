import { composeMail, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, signature } from './wording';

export interface MeetingRequestFacts {
  toName: string;
  /** The cluster that asks, with its economy. */
  from: string;
  workshop: string;
  contactName: string;
  contactEmail: string;
}

/** Tells a person that another cluster would like to meet theirs. */
export function meetingRequestMail(facts: MeetingRequestFacts): MailContent {
  const from = plainValue(facts.from);
  return composeMail({
    subject: `${from} would like to meet your cluster`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `${from} would like to meet your cluster during the “${facts.workshop}”. On your page you can read the message, and accept or decline. If you accept, the organisers find a time and a table for you.`,
      },
      { kind: 'link', label: 'Open your page' },
      {
        kind: 'paragraph',
        text: 'Everybody of your cluster who is registered has got this mail; one answer is enough.',
      },
    ],
    footer: signature(facts),
  });
}
