import { composeMail, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, signature } from './wording';

/** What the asked cluster said to a request, or that the asking one takes it back. */
export type MeetingAnswer = 'accepted' | 'declined' | 'withdrawn';

export interface MeetingAnswerFacts {
  answer: MeetingAnswer;
  toName: string;
  /** The cluster that answered or withdrew, with its economy. */
  from: string;
  workshop: string;
  contactName: string;
  contactEmail: string;
}

const subjects: Record<MeetingAnswer, string> = {
  accepted: 'would like to meet your cluster, too',
  declined: 'cannot meet your cluster',
  withdrawn: 'has withdrawn its request for a meeting',
};

const openings: Record<MeetingAnswer, string> = {
  accepted:
    'has accepted the request of your cluster for a meeting. The organisers find a time and a table and write to you again.',
  declined:
    'has declined the request of your cluster for a meeting. On your page you can ask other clusters.',
  withdrawn:
    'has withdrawn its request to meet your cluster. You need not do anything; on your page you can ask for a meeting yourselves.',
};

/** Tells a person of the one cluster what the other one said about a request. */
export function meetingAnswerMail(facts: MeetingAnswerFacts): MailContent {
  const from = plainValue(facts.from);
  return composeMail({
    subject: `${from} ${subjects[facts.answer]}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `${from} ${openings[facts.answer]} This is about the “${facts.workshop}”.`,
      },
      { kind: 'link', label: 'Open your page' },
      {
        kind: 'paragraph',
        text: 'Everybody of your cluster who is registered has got this mail.',
      },
    ],
    footer: signature(facts),
  });
}
