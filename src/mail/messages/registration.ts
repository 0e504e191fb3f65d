import { composeMail, type MailBlock, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, momentIn, signature } from './wording';

/** What every mail about a registration knows. */
export interface RegistrationMailFacts {
  /** As typed or imported; empty when unknown. */
  toName: string;
  /** Name of the project. */
  workshop: string;
  /** "16–18 June 2026" */
  dates: string;
  /** Where it is held; empty when not known. */
  place: string;
  /** Null while no closing time of the registration is set. */
  closesAt: Date | null;
  /** IANA zone in which times are written. */
  timeZone: string;
  contactName: string;
  contactEmail: string;
}

const linkIsYours: MailBlock = {
  kind: 'paragraph',
  text: 'This link is yours alone: please do not pass it on. It works on a phone and needs no account.',
};

function factsBlock(facts: RegistrationMailFacts, more: [string, string][] = []): MailBlock {
  const rows: [string, string][] = [['Workshop', facts.workshop]];
  if (facts.dates !== '') rows.push(['When', facts.dates]);
  if (facts.place !== '') rows.push(['Where', facts.place]);
  return { kind: 'facts', rows: [...rows, ...more] };
}

function paragraph(text: string): MailBlock {
  return { kind: 'paragraph', text };
}

export interface InvitationFacts extends RegistrationMailFacts {
  /** "participant": as what the person is invited. */
  as: string;
  /** How the person is funded, in words; null while that is not decided. */
  funding: string | null;
  /** A few words of the team; empty for none. */
  note: string;
}

/** Invites a person to register, with their personal link. */
export function workshopInvitationMail(facts: InvitationFacts): MailContent {
  const until = facts.closesAt === null ? 'soon, please' : momentIn(facts.timeZone, facts.closesAt);
  const more: [string, string][] = [['Please answer by', until]];
  if (facts.funding !== null) more.push(['Funding', facts.funding]);
  return composeMail({
    subject: `Invitation: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph(`we are pleased to invite you to the “${facts.workshop}” as ${facts.as}.`),
      ...(facts.note === '' ? [] : [paragraph(facts.note)]),
      factsBlock(facts, more),
      paragraph(
        'On your own page you accept or decline, choose your days and tell us what you need. You can change your mind until the registration closes:',
      ),
      { kind: 'link', label: 'Open your invitation' },
      linkIsYours,
    ],
    footer: signature(facts),
    unsubscribe: true,
  });
}

/** Sends the personal link once more. */
export function registrationLinkMail(facts: RegistrationMailFacts): MailContent {
  return composeMail({
    subject: `Your page: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph('here is the link to your page of the workshop once more.'),
      factsBlock(facts),
      { kind: 'link', label: 'Open your page' },
      linkIsYours,
    ],
    footer: signature(facts),
  });
}

/** Confirms a registration. @param movedUp the person waited for a place before */
export function registeredMail(facts: RegistrationMailFacts, movedUp: boolean): MailContent {
  return composeMail({
    subject: movedUp ? `A place for you: ${facts.workshop}` : `Registered: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph(
        movedUp
          ? 'a place has become free: you have moved up from the waiting list and are registered now.'
          : 'thank you. You are registered.',
      ),
      factsBlock(facts),
      paragraph(
        'Calendar entries for your days come in mails of their own. Your page has the code for your badge, please show it at the desk. There you can also change what you told us, or say that you cannot come, so that somebody else gets the place:',
      ),
      { kind: 'link', label: 'Open your page' },
      linkIsYours,
    ],
    footer: signature(facts),
  });
}

/** Confirms the registration of somebody who was registered at the desk, and brings their link. */
export function walkInMail(facts: RegistrationMailFacts): MailContent {
  return composeMail({
    subject: `Registered: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph('thank you for coming. You were registered at the desk.'),
      factsBlock(facts),
      paragraph(
        'Your page has the code for your badge: please show it at the desk if you come again on another day. There you can also see and correct what is noted about you:',
      ),
      { kind: 'link', label: 'Open your page' },
      linkIsYours,
    ],
    footer: signature(facts),
  });
}

/** Says that the person is on the waiting list. */
export function waitingListMail(facts: RegistrationMailFacts): MailContent {
  return composeMail({
    subject: `Waiting list: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph(
        'thank you for your answer. All places are taken, so you are on the waiting list. When a place becomes free, the team moves people up, and you get a mail. Please do not book a journey before that.',
      ),
      factsBlock(facts),
      { kind: 'link', label: 'Open your page' },
      linkIsYours,
    ],
    footer: signature(facts),
  });
}

/** Says that the team cancelled the registration. @param reason may be empty */
export function registrationCancelledMail(
  facts: RegistrationMailFacts,
  reason: string,
): MailContent {
  return composeMail({
    subject: `Registration cancelled: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      paragraph('your registration was cancelled by the team of the workshop.'),
      ...(reason === '' ? [] : [paragraph(`The reason: ${reason}`)]),
      factsBlock(facts),
      paragraph(
        'Calendar entries that you had are taken back by mails of their own. If this is a mistake, please write to the contact below.',
      ),
    ],
    footer: signature(facts),
  });
}

export interface DayEntryMailFacts {
  toName: string;
  workshop: string;
  /** "Day 2" */
  day: string;
  /** "17 June 2026, 09:00–17:30 (Asia/Tokyo)" */
  when: string;
  place: string;
  kind: 'new' | 'changed' | 'cancelled';
  contactName: string;
  contactEmail: string;
}

const dayEntryWords = {
  new: 'this mail brings the entry for your calendar.',
  changed: 'something about this day has changed. This mail puts the entry in your calendar right.',
  cancelled:
    'you are not registered for this day any more. This mail takes the entry out of your calendar.',
};

/** Carries the calendar entry of one day. */
export function dayEntryMail(facts: DayEntryMailFacts): MailContent {
  const mark = { new: '', changed: 'Changed: ', cancelled: 'Cancelled: ' }[facts.kind];
  const rows: [string, string][] = [
    ['Workshop', facts.workshop],
    [facts.day, facts.when],
  ];
  if (facts.place !== '') rows.push(['Where', facts.place]);
  return composeMail({
    subject: `${mark}${facts.day}, ${facts.workshop}`,
    greeting: greetingFor(plainValue(facts.toName)),
    blocks: [
      paragraph(dayEntryWords[facts.kind]),
      { kind: 'facts', rows },
      paragraph(
        'What you answer in your calendar reaches the contact below as a mail. To change your registration, please use your own page.',
      ),
    ],
    footer: signature(facts),
  });
}
