import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor, momentIn, signature } from './wording';

export interface FocalPointLinkFacts {
  /** As typed or imported; empty when unknown. */
  toName: string;
  /** APEC's short name. */
  economy: string;
  /** Name of the project. */
  workshop: string;
  places: number;
  /** Null while no deadline is set. */
  closesAt: Date | null;
  /** IANA zone in which times are written. */
  timeZone: string;
  contactName: string;
  contactEmail: string;
}

/** Asks the focal point of an economy for nominations, with the link to make them. */
export function focalPointLinkMail(facts: FocalPointLinkFacts): MailContent {
  const { economy, workshop, places, closesAt, timeZone } = facts;
  return composeMail({
    subject: `Nominations of ${economy}: ${workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `we kindly ask you to nominate participants, speakers and experts of ${economy} for the “${workshop}”.`,
      },
      {
        kind: 'facts',
        rows: [
          ['Economy', economy],
          ['Places', String(places)],
          [
            'Nominations until',
            closesAt === null ? 'further notice' : momentIn(timeZone, closesAt),
          ],
        ],
      },
      {
        kind: 'paragraph',
        text: 'Behind your link you find advice on institutions to approach. There you name people, add reserves in your order, upload the letter of nomination, and see what became of each nomination. It works on a phone and needs no account:',
      },
      { kind: 'link', label: 'Open your nominations' },
      {
        kind: 'paragraph',
        text: 'We look for women and men from the public sector, the private sector and academia. Whoever has this link can nominate for your economy, so please pass it on only to those who help you with it.',
      },
    ],
    footer: signature(facts),
  });
}
