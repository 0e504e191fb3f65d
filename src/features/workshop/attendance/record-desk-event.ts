import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import {
  Attendance,
  AttendanceEvent,
  AttendanceUndo,
  SessionAttendance,
  type Registration,
} from '../../../models';
import type { AttendanceMethod } from '../../../models/codes';
import type { DeskCode } from './desk-answer';
import { presenceOf, type CheckIn, type Presence } from './live-check-ins';

/** An event about a registration that is known and locked. */
export interface PlacedEvent {
  eventKey: string;
  registration: Registration;
  day: number;
  sessionId: number | null;
  kind: 'check_in' | 'undo';
  method: AttendanceMethod;
  desk: string;
  reason: string | null;
  /** Keys an undo takes back; null: all that count, for corrections by organisers. */
  undoes: string[] | null;
  at: Date;
  receivedAt: Date;
  /** Refused by a rule: kept for the history, and counts for nothing. */
  refusedAs?: DeskCode;
}

export interface RecordedEvent {
  code: DeskCode;
  presence: Presence;
  /** Sent before: nothing was written. */
  repeated: boolean;
}

const counting = new Set(['checked_in', 'already_in']);

/**
 * Keeps an event and brings the one row of the person and day (or session) to what all events
 * together say. The registration must be locked in this transaction: two desks in the same
 * second wait for each other here, and the unique key of the row stands behind that.
 */
export async function recordDeskEvent(
  tx: Tx,
  actor: Actor,
  event: PlacedEvent,
): Promise<RecordedEvent> {
  const { registration, day, sessionId } = event;
  const where = { registrationId: registration.id, dayNumber: day, sessionId };
  const before = await AttendanceEvent.findAll({ where, order: ['id'], transaction: tx });
  const row = await rowOf(tx, event);
  const checkIns = before.filter(({ outcome }) => counting.has(outcome)).map(checkInOf);
  // A row that no desk has made, such as one of the examples, counts like a check-in.
  if (row?.present === true && checkIns.length === 0) {
    checkIns.push({ key: `row:${row.id}`, at: row.checkedInAt, desk: 'the list' });
  }
  const undos = before.filter(({ kind }) => kind === 'undo').map(({ eventKey }) => eventKey);
  const keys = [...checkIns.map(({ key }) => key), event.eventKey];
  const undone = undos.length === 0 ? new Set<string>() : await undoneKeys(tx, keys, undos);
  const overruledUntil = lastAbsence(before);
  const was = presenceOf(checkIns, undone);
  const repeated = before.find(({ eventKey }) => eventKey === event.eventKey);
  if (repeated !== undefined) {
    return { code: repeated.outcome as DeskCode, presence: was, repeated: true };
  }
  const overruled = event.kind === 'check_in' && isOverruled(event, overruledUntil);
  if (event.kind === 'check_in' && event.refusedAs === undefined && !overruled) {
    checkIns.push({ key: event.eventKey, at: event.at, desk: event.desk });
  }
  const undoes = event.undoes ?? was.live.map(({ key }) => key);
  if (event.kind === 'undo') for (const key of undoes) undone.add(key);
  const presence = presenceOf(checkIns, undone);
  const code = event.refusedAs ?? (overruled ? 'overruled' : outcomeOf(event.kind, was, presence));
  await AttendanceEvent.create(
    {
      ...where,
      eventKey: event.eventKey,
      kind: event.kind,
      outcome: code,
      method: event.method,
      desk: event.desk,
      reason: event.reason,
      recordedBy: actor.userId ?? null,
      at: event.at,
      receivedAt: event.receivedAt,
    },
    { transaction: tx },
  );
  if (event.kind === 'undo') await keepUndoes(tx, event.eventKey, undoes);
  await bringRowTo(tx, event, row, presence);
  await recordAuditEvent(tx, actor, {
    action: `attendance.${code}`,
    subjectType: 'registration',
    subjectId: registration.id,
    personId: registration.personId,
    changes: { day, ...(sessionId !== null && { session: sessionId }), desk: event.desk },
  });
  return { code, presence, repeated: false };
}

/** When organisers last decided that the person was not there; null when they did not. */
function lastAbsence(before: AttendanceEvent[]): Date | null {
  const decisions = before.filter(({ kind, method }) => kind === 'undo' && method === 'correction');
  return decisions.reduce<Date | null>(
    (last, { receivedAt }) => (last === null || receivedAt > last ? receivedAt : last),
    null,
  );
}

/**
 * A decision of the organisers stands above every scan of the time before it, also above one that
 * a desk without network sends later; a scan of the time after it counts. In whatever order they
 * come in, the result is the same: what was there at the decision is taken back by its keys.
 */
function isOverruled({ method, at }: PlacedEvent, decidedAt: Date | null): boolean {
  return decidedAt !== null && method !== 'correction' && at <= decidedAt;
}

function outcomeOf(kind: 'check_in' | 'undo', was: Presence, is: Presence): DeskCode {
  if (kind === 'check_in' && is.present) return was.present ? 'already_in' : 'checked_in';
  // The undo of a check-in may come in before it.
  if (kind === 'check_in') return 'undone';
  if (is.present) return 'still_in';
  return was.present ? 'undone' : 'nothing_to_undo';
}

function checkInOf({ eventKey, at, desk }: AttendanceEvent): CheckIn {
  return { key: eventKey, at, desk };
}

/** @param undos keys of undos about the same person and day: others take nothing back here */
async function undoneKeys(tx: Tx, keys: string[], undos: string[]): Promise<Set<string>> {
  const rows = await AttendanceUndo.findAll({
    where: { checkInKey: keys, undoKey: undos },
    transaction: tx,
  });
  return new Set(rows.map(({ checkInKey }) => checkInKey));
}

async function keepUndoes(tx: Tx, undoKey: string, keys: string[]): Promise<void> {
  await AttendanceUndo.bulkCreate(
    [...new Set(keys)].map((checkInKey) => ({ checkInKey, undoKey })),
    { transaction: tx },
  );
}

function rowOf(tx: Tx, event: PlacedEvent): Promise<Attendance | SessionAttendance | null> {
  const registrationId = event.registration.id;
  return event.sessionId === null
    ? Attendance.findOne({
        where: { registrationId, dayNumber: event.day },
        transaction: tx,
      })
    : SessionAttendance.findOne({
        where: { registrationId, sessionId: event.sessionId },
        transaction: tx,
      });
}

async function bringRowTo(
  tx: Tx,
  event: PlacedEvent,
  row: Attendance | SessionAttendance | null,
  { present, first }: Presence,
): Promise<void> {
  const registrationId = event.registration.id;
  if (row !== null) {
    // Taken back, the row keeps the time it had: the history says the rest.
    const facts = { present, checkedInAt: first?.at ?? row.checkedInAt };
    if (row instanceof Attendance) await row.update(facts, { transaction: tx });
    else await row.update(facts, { transaction: tx });
  } else if (first !== null) {
    const facts = { registrationId, present, checkedInAt: first.at };
    if (event.sessionId === null) {
      await Attendance.create({ ...facts, dayNumber: event.day }, { transaction: tx });
    } else {
      await SessionAttendance.create({ ...facts, sessionId: event.sessionId }, { transaction: tx });
    }
  }
}
