import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { badgeHash } from '../../../lib/badge-code';
import { ConflictError } from '../../../lib/errors';
import { Attendance, AttendanceEvent, ProgrammeSession, Registration } from '../../../models';
import { changeStatus } from '../registrations/change-status';
import { deskContext, timeOf, wrongDay, type DeskContext } from './desk-context';
import {
  noteWords,
  refusal,
  stateWords,
  statusWords,
  type DeskAnswer,
  type DeskCode,
  type DeskNote,
} from './desk-answer';
import { keyOf, parseEvent, type DeskBatch, type DeskEvent } from './desk-event.input';
import { nameAtDesk } from './desk.queries';
import { recordDeskEvent } from './record-desk-event';
import { restoreStatus } from './restore-status';

/**
 * Takes what a desk has gathered, in the desk's order, each event in a transaction of its own:
 * what was kept before a failure stays kept, and the desk sends the batch again. An event that
 * cannot be accepted gets its answer and holds up no other.
 */
export async function checkIn(actor: Actor, batch: DeskBatch): Promise<DeskAnswer[]> {
  const context = await deskContext(batch.sentAt);
  const answers: DeskAnswer[] = [];
  for (const sent of batch.events) answers.push(await take(actor, sent, context));
  return answers;
}

async function take(actor: Actor, sent: unknown, context: DeskContext): Promise<DeskAnswer> {
  const event = parseEvent(sent);
  if (event === undefined) {
    return refusal(keyOf(sent), 'invalid', 'The server could not read what this desk sent.');
  }
  const place = whereOf(event);
  if (place === undefined) return unknownCode(event, 'misread');
  try {
    return await inTransaction((tx) => takeEvent(tx, actor, event, place, context));
  } catch (error) {
    const taken =
      error instanceof ConflictError &&
      error.code === 'already_exists' &&
      error.details.columns === 'event_key';
    if (!taken) throw error;
    return refusal(event.eventKey, 'key_taken', 'Another event has this number already.');
  }
}

function whereOf(event: DeskEvent): { id: number } | { badgeHash: string } | undefined {
  if (event.registrationId !== undefined) return { id: event.registrationId };
  const hash = badgeHash(event.code ?? '');
  return hash === undefined ? undefined : { badgeHash: hash };
}

async function takeEvent(
  tx: Tx,
  actor: Actor,
  event: DeskEvent,
  place: { id: number } | { badgeHash: string },
  context: DeskContext,
): Promise<DeskAnswer> {
  const registration = await Registration.findOne({
    where: place,
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const name = registration === null ? undefined : await nameAtDesk(tx, registration.personId);
  if (registration === null || name === undefined) return unknownCode(event, 'not_here');
  const time = timeOf(event, context);
  if (time?.onDay !== true) return wrongDay(event, name, context);
  if (event.sessionId !== null && !(await isSession(tx, event.sessionId, event.day))) {
    return refusal(event.eventKey, 'unknown_session', 'This session is not on that day.');
  }
  const refused = event.kind === 'check_in' && isRefused(registration) && !event.override;
  const recorded = await recordDeskEvent(tx, actor, {
    ...event,
    registration,
    at: time.at,
    receivedAt: context.receivedAt,
    ...(refused && { refusedAs: 'not_registered' as const }),
  });
  const { status } = registration;
  const answer = (code: DeskCode, words: string, notes: DeskNote[]): DeskAnswer => ({
    eventKey: event.eventKey,
    code,
    words: [words, ...notes.map((note) => noteWords[note])].join(' '),
    notes,
    person: { registrationId: registration.id, name, status: registration.status },
  });
  const clockNote: DeskNote[] = time.clockCorrected ? ['clock_corrected'] : [];
  if (recorded.code === 'not_registered') {
    return answer('not_registered', `${name} ${statusWords[status]}.`, clockNote);
  }
  const notes = [...clockNote];
  if (event.kind === 'check_in' && !recorded.repeated) {
    if (recorded.presence.present) notes.push(...(await register(tx, actor, registration, event)));
    if (await isMissingForDay(tx, event, registration.id)) notes.push('not_in_for_day');
  }
  if (event.kind === 'undo' && !recorded.repeated) {
    if (await restoreStatus(tx, actor, registration)) notes.push('status_restored');
  }
  const words = stateWords(recorded.code, name, recorded.presence.first, context.zone);
  return answer(recorded.code, words, notes);
}

function isRefused({ status }: Registration): boolean {
  return status === 'declined' || status === 'cancelled' || status === 'waiting';
}

/** Who came is registered, whatever they had said before; the history says how it came about. */
async function register(
  tx: Tx,
  actor: Actor,
  registration: Registration,
  event: DeskEvent,
): Promise<DeskNote[]> {
  const from = registration.status;
  if (from === 'registered') return [];
  await AttendanceEvent.update(
    { statusBefore: from },
    { where: { eventKey: event.eventKey }, transaction: tx },
  );
  const wasInvited = from === 'invited';
  const reason = wasInvited ? 'Came to the workshop' : `Let in by the desk: ${event.reason ?? ''}`;
  await changeStatus(tx, registration, 'registered', { by: actor.name, reason });
  await recordAuditEvent(tx, actor, {
    action: 'registration.moved',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: registration.personId,
    changes: { status: [from, 'registered'], reason },
  });
  return [wasInvited ? 'had_not_answered' : 'let_in'];
}

async function isSession(tx: Tx, id: number, dayNumber: number): Promise<boolean> {
  return (await ProgrammeSession.count({ where: { id, dayNumber }, transaction: tx })) === 1;
}

async function isMissingForDay(tx: Tx, event: DeskEvent, registrationId: number): Promise<boolean> {
  if (event.sessionId === null) return false;
  const where = { registrationId, dayNumber: event.day, present: true };
  return (await Attendance.count({ where, transaction: tx })) === 0;
}

function unknownCode(event: DeskEvent, why: 'misread' | 'not_here'): DeskAnswer {
  return refusal(
    event.eventKey,
    'unknown_code',
    why === 'misread'
      ? 'This is no code of a badge. Scan it again, or type the name.'
      : 'Nobody here has this code: it is of another workshop, or of a registration that was removed.',
  );
}
