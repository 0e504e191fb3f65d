import type { Tx } from '../../../db/transaction';
import { enqueue, type EnqueueResult } from '../../../mail/enqueue';
import type { MailContent } from '../../../mail/compose-mail';
import {
  registeredMail,
  registrationCancelledMail,
  registrationLinkMail,
  waitingListMail,
  walkInMail,
  workshopInvitationMail,
  type RegistrationMailFacts,
} from '../../../mail/messages/registration';
import { newToken } from '../../../lib/tokens';
import type { Person, WorkshopDay } from '../../../models';
import type { AttendanceMode, Funding, RegistrationRole } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { asRole, fundingLabels } from './registration-words';
import { placeOf, type WorkshopFacts } from './workshop-facts';

export type MailResult = EnqueueResult | 'no_address';

type Recipient = Pick<Person, 'id' | 'givenName' | 'familyName' | 'email'>;

/** What the mails say about the registration. */
interface About {
  id: number;
  role: RegistrationRole;
  mode: AttendanceMode;
  funding: Funding | null;
}

/** "16 June 2026", or from the first to the last day; empty without days. */
export function datesOf(days: Pick<WorkshopDay, 'date'>[]): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  // Thin spaces around the dash are lost or shown as boxes in some mail programs.
  return format.formatRange(new Date(first.date), new Date(last.date)).replace(/\u2009/g, ' ');
}

function mailFacts(workshop: WorkshopFacts, name: string, mode: AttendanceMode) {
  const { project, settings, days } = workshop;
  const facts: RegistrationMailFacts = {
    toName: name,
    workshop: project.name,
    dates: datesOf(days),
    place: placeOf(settings, mode),
    closesAt: settings.registrationClosesAt,
    timeZone: project.timeZone,
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  };
  return facts;
}

/** The invitation as this person gets it. Preview and sending both come here. */
export function writeInvitation(
  workshop: WorkshopFacts,
  to: { name: string },
  about: Omit<About, 'id'>,
  note: string,
): MailContent {
  return workshopInvitationMail({
    ...mailFacts(workshop, to.name, about.mode),
    as: asRole[about.role],
    funding: about.funding === null ? null : fundingLabels[about.funding],
    note,
  });
}

export type RegistrationMail =
  | { kind: 'invitation'; note: string }
  | { kind: 'link' }
  | { kind: 'registered'; movedUp: boolean }
  | { kind: 'waiting' }
  | { kind: 'walk_in' }
  | { kind: 'cancelled'; reason: string };

/**
 * Puts a mail about a registration into the outbox, with the person's own link.
 * @param moment makes the mail a different one from an earlier one of its kind
 */
export async function enqueueRegistrationMail(
  tx: Tx,
  workshop: WorkshopFacts,
  {
    person,
    registration,
    mail,
    moment = newToken(),
  }: {
    person: Recipient;
    registration: About;
    mail: RegistrationMail;
    moment?: string;
  },
): Promise<MailResult> {
  if (person.email === null) return 'no_address';
  const name = fullName(person);
  const isInvitation = mail.kind === 'invitation';
  return enqueue(tx, {
    dedupeKey: `registration:${registration.id}:${mail.kind}:${moment}`,
    kind: isInvitation ? 'workshop_invitation' : 'registration',
    to: { name, address: person.email },
    content: contentOf(workshop, name, registration, mail),
    linkSubject: `registration:${registration.id}`,
    personId: person.id,
    listUnsubscribe: isInvitation,
  });
}

function contentOf(
  workshop: WorkshopFacts,
  name: string,
  registration: About,
  mail: RegistrationMail,
): MailContent {
  const facts = mailFacts(workshop, name, registration.mode);
  if (mail.kind === 'invitation') {
    return writeInvitation(workshop, { name }, registration, mail.note);
  }
  if (mail.kind === 'walk_in') return walkInMail(facts);
  if (mail.kind === 'link') return registrationLinkMail(facts);
  if (mail.kind === 'registered') return registeredMail(facts, mail.movedUp);
  return mail.kind === 'waiting'
    ? waitingListMail(facts)
    : registrationCancelledMail(facts, mail.reason);
}
