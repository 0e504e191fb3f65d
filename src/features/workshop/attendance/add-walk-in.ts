import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { AttendanceEvent, Person, Registration } from '../../../models';
import { createPerson } from '../../people/add-person';
import { fullName } from '../../people/fold-name';
import { explainDuplicateEmail } from '../../people/person-record';
import { addRegistration } from '../registrations/add-registration';
import { changeStatus } from '../registrations/change-status';
import { noteWords, refusal, stateWords, type DeskAnswer } from './desk-answer';
import { deskContext, timeOf, wrongDay, type DeskContext } from './desk-context';
import { findLikelyPeople } from './find-likely-people';
import { recordDeskEvent } from './record-desk-event';
import type { WalkIn } from './walk-in.input';

/**
 * Somebody who came without being registered: person, registration and check-in, all or nothing.
 * Sent twice, it is done once. People on record who may be the same are named first
 * (`likely_known`), and nothing is written until the desk has decided.
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
  const known = await AttendanceEvent.findOne({ where: { eventKey }, transaction: tx });
  if (known === null && 'person' in walkIn.who && !walkIn.who.isNew) {
    const candidates = await findLikelyPeople(tx, walkIn.who.person);
    if (candidates.length > 0) {
      const words = 'This may be somebody on record. Please choose.';
      return { ...refusal(eventKey, 'likely_known', words), candidates };
    }
  }
  const { registration, person } =
    known === null
      ? await registrationFor(tx, actor, walkIn)
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
  const words = stateWords(recorded.code, name, recorded.presence.first, context.zone);
  return {
    eventKey,
    code: recorded.code,
    words: time.clockCorrected ? `${words} ${noteWords.clock_corrected}` : words,
    notes: time.clockCorrected ? ['clock_corrected'] : [],
    person: { registrationId: registration.id, name, status: registration.status },
  };
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

async function registrationFor(tx: Tx, actor: Actor, walkIn: WalkIn): Promise<Registered> {
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
    await changeStatus(tx, existing, 'registered', why);
    return { registration: existing, person };
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
  return { registration, person };
}

async function personOnRecord(tx: Tx, id: number): Promise<Person> {
  const person = await Person.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (person === null || person.erasedAt !== null) {
    throw new NotFoundError('There is no such person.');
  }
  return person;
}
