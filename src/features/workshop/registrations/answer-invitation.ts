import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, ValidationError } from '../../../lib/errors';
import { Attendance, type Person, type Registration } from '../../../models';
import type { RegistrationStatus } from '../../../models/codes';
import { emailKeyOf, foldText, fullName, nameKeyOf } from '../../people/fold-name';
import { explainDuplicateEmail } from '../../people/person-record';
import { recordConsents } from '../../people/record-consents';
import { changeStatus } from './change-status';
import { consentSource, givenConsents } from './consents';
import { lockRegistration } from './find-own-registration';
import type { OwnRegistration } from './me.input';
import { enqueueRegistrationMail } from './registration-mails';
import { isOpen, isOver, mayAnswer, onlyMode, takesSeat } from './registration.policy';
import { lockSeats } from './seats';
import { sendCalendarChanges } from './send-calendar-changes';
import { setDays } from './set-days';
import { tellFunding } from './tell-funding';
import { readWorkshopFacts, type WorkshopFacts } from './workshop-facts';

/** How the history calls somebody who acts through their own link. */
const byThemselves = 'The person';

function actorFor(person: Person): Actor {
  return { kind: 'respondent', name: fullName(person) };
}

/**
 * Takes a person's registration, or what they correct in it: details, days, needs and consents.
 * Who was invited or had declined is registered now, or on the waiting list when all seats are
 * taken or kept for those who wait; who waited for a seat and comes online is registered, too.
 * After the registration has closed, details, needs and funding can still be corrected.
 * @returns the status afterwards
 * @throws ConflictError `registration_closed`, `cancelled`; ValidationError, also on `familyName`
 *   for another name than the one of the check-in
 */
export async function register(
  registrationId: number,
  input: OwnRegistration,
): Promise<RegistrationStatus> {
  try {
    return await inTransaction(async (tx) => {
      const seats = await lockSeats(tx);
      const workshop = await readWorkshopFacts(tx);
      const { registration, person } = await lockRegistration(tx, registrationId);
      mustBeAnswerable(registration, workshop);
      await mustKeepName(tx, registration, person, input);
      const hadSeat =
        registration.status === 'registered' && takesSeat(registration, workshop.settings.mode);
      const changes = {
        ...(await correctDetails(tx, person, input)),
        ...(await correctStay(tx, { registration, person }, workshop, input)),
      };
      await recordConsents(tx, {
        personId: person.id,
        source: consentSource,
        given: givenConsents(input),
      });
      const from = registration.status;
      await takePlace(tx, {
        registration,
        person,
        workshop,
        // A seat that became free belongs to those who wait for one.
        isFull: seats.open === 0 && !hadSeat,
      });
      const { status } = registration;
      await recordAuditEvent(tx, actorFor(person), {
        action: from === status ? 'registration.corrected' : 'registration.answered',
        subjectType: 'registration',
        subjectId: registration.id,
        personId: person.id,
        changes: { ...changes, ...(from === status ? {} : { status: [from, status] }) },
      });
      await sendCalendarChanges(tx, [registration.id], workshop);
      return status;
    });
  } catch (error) {
    throw explainDuplicateEmail(error);
  }
}

function mustBeAnswerable(registration: Registration, workshop: WorkshopFacts): void {
  if (!mayAnswer(registration)) {
    throw new ConflictError(
      'The team has cancelled your registration. Please write to the contact on this page.',
      'cancelled',
    );
  }
  const isIn = registration.status === 'registered' || registration.status === 'waiting';
  if (!isOpen(workshop) && !isIn) {
    throw closed();
  }
}

/**
 * Whoever was checked in stays who they are: a certificate says that this person was there. How
 * the name is spelled, with marks, capitals or in another order, can still be put right.
 */
async function mustKeepName(
  tx: Tx,
  registration: Registration,
  person: Person,
  input: OwnRegistration,
): Promise<void> {
  const wordsOf = ({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string =>
    foldText(`${givenName} ${familyName}`).split(' ').sort().join(' ');
  if (wordsOf(person) === wordsOf(input)) return;
  const where = { registrationId: registration.id, present: true };
  if ((await Attendance.count({ where, transaction: tx })) === 0) return;
  throw new ValidationError({
    familyName: `You were checked in as ${fullName(person)}. To have another name, please write to the contact on this page.`,
  });
}

async function correctDetails(tx: Tx, person: Person, input: OwnRegistration): Promise<object> {
  const { givenName, familyName, email, position, organisation, sex, sector } = input;
  const details = { givenName, familyName, email, position, organisation, sex, sector };
  const changes = changedFields({ ...person.get() }, details);
  if (Object.keys(changes).length === 0) return {};
  await person.update(
    {
      ...details,
      nameKey: nameKeyOf(givenName, familyName),
      emailKey: emailKeyOf(email),
      organisationKey: organisation === null ? null : foldText(organisation),
      revision: person.revision + 1,
    },
    { transaction: tx },
  );
  return changes;
}

/** Days and mode while the registration is open, needs and funding until the workshop ends. */
async function correctStay(
  tx: Tx,
  { registration, person }: { registration: Registration; person: Person },
  workshop: WorkshopFacts,
  input: OwnRegistration,
): Promise<object> {
  const changes: Record<string, unknown> = {};
  if (isOpen(workshop)) {
    const before = await setDays(tx, registration.id, input.days, workshop.days);
    if (before !== undefined) changes.days = [before, input.days];
    const mode = onlyMode(workshop.settings.mode) ?? input.mode ?? registration.mode;
    if (mode !== registration.mode) changes.mode = [registration.mode, mode];
    await registration.update({ mode }, { transaction: tx });
  }
  if (!isOver(workshop)) {
    const { dietaryNeeds, accessNeeds } = input;
    const needs = changedFields({ ...registration.get() }, { dietaryNeeds, accessNeeds });
    // What the needs are is kept in one place only, from where it is removed.
    if (Object.keys(needs).length > 0) changes.needs = 'changed';
    await registration.update({ dietaryNeeds, accessNeeds }, { transaction: tx });
    Object.assign(changes, await tellFunding(tx, { registration, person }, input.fundingTold));
  }
  if (Object.keys(changes).length > 0) {
    // An organiser who has the registration open must not write the days before over these.
    await registration.update({ revision: registration.revision + 1 }, { transaction: tx });
  }
  return changes;
}

/** Gives a seat or a place on the waiting list to somebody who has none. */
async function takePlace(
  tx: Tx,
  about: { registration: Registration; person: Person; workshop: WorkshopFacts; isFull: boolean },
): Promise<void> {
  const { registration, person, workshop } = about;
  const isFull = about.isFull && takesSeat(registration, workshop.settings.mode);
  if (registration.status === 'registered') {
    if (!isFull) return;
    throw new ValidationError({
      mode: 'All seats on site are taken. You can stay registered to take part online.',
    });
  }
  // Who waits for a seat needs none any more when they choose to take part online.
  if (registration.status === 'waiting' && takesSeat(registration, workshop.settings.mode)) return;
  const to = isFull ? 'waiting' : 'registered';
  await changeStatus(tx, registration, to, { by: byThemselves });
  await registration.update({ answeredAt: now() }, { transaction: tx });
  await enqueueRegistrationMail(tx, workshop, {
    person,
    registration,
    mail: isFull ? { kind: 'waiting' } : { kind: 'registered', movedUp: false },
    moment: String(registration.revision),
  });
}

/**
 * Takes back or refuses a registration. What the person needs is forgotten at once, and entries
 * in their calendar are taken back. Declined once more, nothing happens.
 * @throws ConflictError `registration_closed`, `cancelled`
 */
export async function decline(registrationId: number): Promise<void> {
  await inTransaction(async (tx) => {
    await lockSeats(tx);
    const workshop = await readWorkshopFacts(tx);
    const { registration, person } = await lockRegistration(tx, registrationId);
    if (registration.status === 'declined') return;
    mustBeAnswerable(registration, workshop);
    if (!isOpen(workshop)) throw closed();
    const from = registration.status;
    await changeStatus(tx, registration, 'declined', { by: byThemselves });
    await registration.update(
      { answeredAt: now(), dietaryNeeds: null, accessNeeds: null },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actorFor(person), {
      action: 'registration.answered',
      subjectType: 'registration',
      subjectId: registration.id,
      personId: person.id,
      changes: { status: [from, 'declined'] },
    });
    await sendCalendarChanges(tx, [registration.id], workshop);
  });
}

function closed(): ConflictError {
  return new ConflictError(
    'The registration is closed. Please write to the contact on this page.',
    'registration_closed',
  );
}
