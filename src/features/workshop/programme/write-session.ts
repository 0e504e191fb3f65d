import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import {
  ConflictError,
  ValidationError,
  type FieldErrors,
  requireRevision,
} from '../../../lib/errors';
import { AttendanceEvent, ProgrammeSession, SessionAttendance } from '../../../models';
import { lockProgramme } from './lock-programme';
import { problemsOfSession } from './programme-problems';
import { getDraft, getDraftSession, plannedOf } from './programme.queries';
import type { SessionInput } from './session.input';

/**
 * Adds a session to the draft.
 * @returns its id
 * @throws ValidationError for a time, room or day in which it cannot take place
 */
export async function addSession(actor: Actor, input: SessionInput): Promise<number> {
  const facts = { ...input, revision: 1 };
  return inTransaction(async (tx) => {
    await lockProgramme(tx);
    await refuseProblems(tx, 0, input, []);
    const session = await ProgrammeSession.create(facts, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'programme.session_added',
      subjectType: 'programme_session',
      subjectId: session.id,
      changes: { ...facts },
    });
    return session.id;
  });
}

/**
 * Corrects a session of the draft; its people keep their parts.
 * @throws NotFoundError; ConflictError when it was edited meanwhile; ValidationError as above, and
 *   when one of its people has a part in another session at the new time
 */
export async function correctSession(
  actor: Actor,
  sessionId: number,
  input: SessionInput,
): Promise<void> {
  const { revision, ...facts } = input;
  await inTransaction(async (tx) => {
    await lockProgramme(tx);
    const session = await getDraftSession(sessionId, tx);
    requireRevision(session.revision, revision, 'this session');
    await refuseProblems(tx, sessionId, input, plannedOf(session).people);
    const changes = changedFields({ ...session.get() }, facts);
    if (Object.keys(changes).length === 0) return;
    await session.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'programme.session_corrected',
      subjectType: 'programme_session',
      subjectId: sessionId,
      changes,
    });
  });
}

/**
 * Takes a session out of the draft; published versions keep it.
 * @throws NotFoundError; ConflictError when it was edited meanwhile or a desk has checked people in
 *   to it, or refused to: that history stays
 */
export async function removeSession(
  actor: Actor,
  sessionId: number,
  revision: number,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProgramme(tx);
    const session = await getDraftSession(sessionId, tx);
    requireRevision(session.revision, revision, 'this session');
    const atDesks = { where: { sessionId }, transaction: tx };
    const kept = (await AttendanceEvent.count(atDesks)) + (await SessionAttendance.count(atDesks));
    if (kept > 0) {
      throw new ConflictError(
        'A desk has checked people in to this session, so it cannot be removed.',
        'session_attended',
      );
    }
    await session.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'programme.session_removed',
      subjectType: 'programme_session',
      subjectId: sessionId,
      changes: { title: session.title, dayNumber: session.dayNumber, startsAt: session.startsAt },
    });
  });
}

async function refuseProblems(
  tx: Tx,
  sessionId: number,
  input: SessionInput,
  people: { personId: number; name: string }[],
): Promise<void> {
  const { content, planned, rooms } = await getDraft(tx);
  const room = rooms.find(({ id }) => id === input.roomId);
  if (input.roomId !== null && room === undefined) {
    throw new ValidationError({ roomId: 'There is no such room any more.' });
  }
  const session = {
    id: sessionId,
    day: input.dayNumber,
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    title: input.title,
    roomId: input.roomId,
    roomName: room?.name ?? null,
    people,
  };
  const problems = problemsOfSession(session, planned, content.days, content.timeZone);
  if (problems.length === 0) return;
  const fields: FieldErrors = {};
  for (const { field, message } of problems) {
    fields[field] = fields[field] === undefined ? message : `${fields[field]} ${message}`;
  }
  throw new ValidationError(fields, 'The session cannot take place like this.');
}
