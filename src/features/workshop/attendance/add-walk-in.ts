import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { AttendanceEvent, Person, Registration } from '../../../models';
import { recordConsents } from '../../people/record-consents';
import { createPerson } from '../../people/add-person';
import { fullName } from '../../people/fold-name';
import { explainDuplicateEmail } from '../../people/person-record';
import { addRegistration } from '../registrations/add-registration';
import { changeStatus } from '../registrations/change-status';
import { consentSource } from '../registrations/consents';
import { enqueueRegistrationMail } from '../registrations/registration-mails';
import { readWorkshopFacts } from '../registrations/workshop-facts';
import { lockDaySeats, type DaySeats } from './day-seats';
import { noteWords, refusal, stateWords, type DeskAnswer, type DeskNote } from './desk-answer';
import { deskContext, timeOf, wrongDay, type DeskContext } from './desk-context';
import { findLikelyPeople } from './find-likely-people';
import { recordDeskEvent } from './record-desk-event';
import type { WalkIn } from './walk-in.input';

/**
 * Somebody who came without being registered: person, consent, registration, check-in and, where
 * there is an address, the mail with their link, all or nothing. Sent twice, it is done once.
 * People on record who may be the same are named first (`likely_known`), then the desk is told
 * when no seat of the day is free (`no_seat`); nothing is written until it has decided.
 * @throws ValidationError on `email` when another person has the address; NotFoundError
 */
export async function addWalkIn(actor: Actor, walkIn: WalkIn): Promise<DeskAnswer> {
  const context = await deskContext(walkIn.sentAt);
  const write = (): Promise<DeskAnswer> =>
    inTransaction((tx) => takeWalkIn(tx, actor, walkIn, context));
  try {
    return await write();
  } catch (error) {
    // The same walk-in at the same moment, sent again: the other one has been written now.
    if (isRepeated(error)) return write();
    throw explainDuplicateEmail(error);
  }
}

function isRepeated(error: unknown): boolean {
  return (
    error instanceof ConflictError &&
    error.code === 'already_exists' &&
    (error.details.columns === 'event_key' || error.details.columns === 'person_id')
  );
}

async function takeWalkIn(
  tx: Tx,
  actor: Actor,
  walkIn: WalkIn,
  context: DeskContext,
): Promise<DeskAnswer> {
  const { eventKey } = walkIn;
  const time = timeOf(walkIn, context);
  if (time?.onDay !== true) return wrongDay(walkIn, 'The walk-in', context);
  // First of all: of two desks that take in somebody new at once, one waits and finds the other's.
  const locked = await seatsFor(tx, walkIn);
  const known = await AttendanceEvent.findOne({ where: { eventKey }, transaction: tx });
  const seats = known === null ? locked : null;
  if (known === null && 'person' in walkIn.who && !walkIn.who.isNew) {
    const candidates = await findLikelyPeople(tx, walkIn.who.person);
    if (candidates.length > 0) {
      const words = 'This may be somebody on record. Please choose.';
      return { ...refusal(eventKey, 'likely_known', words), candidates };
    }
  }
  const isOver = seats !== null && isFull(seats);
  if (isOver && !walkIn.overCapacity) {
    return refusal(eventKey, 'no_seat', fullWords(walkIn.day, seats));
  }
  const { registration, person } =
    known === null
      ? await takeIn(tx, actor, walkIn, { at: time.at, over: isOver ? seats : null })
      : await registrationOf(tx, known.registrationId);
  const recorded = await recordDeskEvent(tx, actor, {
    eventKey,
    registration,
    day: walkIn.day,
    sessionId: null,
    kind: 'check_in',
    method: 'walk_in',
    desk: walkIn.desk,
    reason: null,
    undoes: null,
    at: time.at,
    receivedAt: context.receivedAt,
  });
  const name = fullName(person);
  const notes: DeskNote[] = [];
  if (isOver) notes.push('over_capacity');
  if (time.clockCorrected) notes.push('clock_corrected');
  const words = stateWords(recorded.code, name, recorded.presence.first, context.zone);
  return {
    eventKey,
    code: recorded.code,
    words: [words, ...notes.map((note) => noteWords[note])].join(' '),
    notes,
    person: { registrationId: registration.id, name, status: registration.status },
  };
}

function seatsFor(tx: Tx, { who, day }: WalkIn): Promise<DaySeats> {
  return lockDaySeats(tx, day, 'personId' in who ? who.personId : null);
}

function isFull({ capacity, taken, hasOwn }: DaySeats): boolean {
  return capacity !== null && taken >= capacity && !hasOwn;
}

function fullWords(day: number, { capacity, taken }: DaySeats): string {
  return `No seat is free on Day ${day}: ${taken} of ${capacity ?? taken} are taken.`;
}

/** Writes down everything about a walk-in but the check-in itself. */
async function takeIn(
  tx: Tx,
  actor: Actor,
  walkIn: WalkIn,
  { at, over }: { at: Date; over: DaySeats | null },
): Promise<Registered> {
  const { registration, person, isNew } = await registrationFor(tx, actor, walkIn);
  await recordConsents(tx, {
    personId: person.id,
    source: consentSource,
    given: [{ kind: 'data_use', given: true, wording: walkIn.consent }],
    at,
  });
  if (over !== null) {
    await recordAuditEvent(tx, actor, {
      action: 'registration.over_capacity',
      subjectType: 'registration',
      subjectId: registration.id,
      personId: person.id,
      changes: { day: walkIn.day, capacity: over.capacity, taken: over.taken, desk: walkIn.desk },
    });
  }
  if (isNew && person.email !== null) {
    await enqueueRegistrationMail(tx, await readWorkshopFacts(tx), {
      person,
      registration,
      mail: { kind: 'walk_in' },
      moment: String(registration.revision),
    });
  }
  return { registration, person };
}

interface Registered {
  registration: Registration;
  person: Person;
}

async function registrationOf(tx: Tx, id: number): Promise<Registered> {
  const registration = await Registration.findByPk(id, {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
    rejectOnEmpty: true,
  });
  const person = await Person.findByPk(registration.personId, {
    transaction: tx,
    rejectOnEmpty: true,
  });
  return { registration, person };
}

/** @returns also whether the registration is new, or counts only from now on */
async function registrationFor(
  tx: Tx,
  actor: Actor,
  walkIn: WalkIn,
): Promise<Registered & { isNew: boolean }> {
  const person =
    'personId' in walkIn.who
      ? await personOnRecord(tx, walkIn.who.personId)
      : await createPerson(tx, actor, walkIn.who.person, 'manual');
  const existing = await Registration.findOne({
    where: { personId: person.id },
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const why = { by: actor.name, reason: 'Came to the workshop without being registered' };
  if (existing !== null) {
    const from = existing.status;
    const isNew = await changeStatus(tx, existing, 'registered', why);
    if (isNew) {
      await recordAuditEvent(tx, actor, {
        action: 'registration.moved',
        subjectType: 'registration',
        subjectId: existing.id,
        personId: person.id,
        changes: { status: [from, 'registered'], reason: why.reason },
      });
    }
    return { registration: existing, person, isNew };
  }
  const registration = await addRegistration(tx, {
    personId: person.id,
    role: 'participant',
    origin: 'walk_in',
    status: 'registered',
    mode: 'on_site',
    days: [walkIn.day],
    ...why,
  });
  await recordAuditEvent(tx, actor, {
    action: 'registration.added',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: person.id,
    changes: { origin: 'walk_in', days: [walkIn.day] },
  });
  return { registration, person, isNew: true };
}

async function personOnRecord(tx: Tx, id: number): Promise<Person> {
  const person = await Person.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (person === null || person.erasedAt !== null) {
    throw new NotFoundError('There is no such person.');
  }
  return person;
}
