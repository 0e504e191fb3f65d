import { composeMail, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, signature } from './wording';

export interface NominationDecisionsFacts {
  /** As typed or imported; empty when unknown. */
  toName: string;
  /** APEC's short name. */
  economy: string;
  workshop: string;
  decisions: {
    /** As the focal point typed it. */
    name: string;
    /** "Accepted" */
    status: string;
    /** What the focal point reads beside it; may be empty. */
    reason: string;
  }[];
  contactName: string;
  contactEmail: string;
}

/** Tells the focal point of an economy what became of its nominations. */
export function nominationDecisionsMail(facts: NominationDecisionsFacts): MailContent {
  const { economy, workshop, decisions } = facts;
  return composeMail({
    subject: `What became of the nominations of ${economy}: ${workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `thank you for the nominations of ${economy} for the “${workshop}”. The organisers have decided:`,
      },
      {
        kind: 'facts',
        rows: decisions.map(({ name, status, reason }): [string, string] => [
          plainValue(name),
          reason === '' ? status : `${status}. ${reason}`,
        ]),
      },
      {
        kind: 'paragraph',
        text: 'Whoever is accepted has got a mail of their own with the link to register. All nominations and their order are on your page:',
      },
      { kind: 'link', label: 'Open your nominations' },
    ],
    footer: signature(facts),
  });
}
