import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import type { Person, Registration } from '../../../models';
import { lockRegistration } from './find-own-registration';
import type { ChangedRegistration, MovedRegistration } from './registration.input';
import { changeStatus } from './change-status';
import { enqueueRegistrationMail, type MailResult } from './registration-mails';
import { movesFrom, onlyMode, takesSeat } from './registration.policy';
import { lockSeats, type Seats } from './seats';
import { sendCalendarChanges } from './send-calendar-changes';
import { setDays } from './set-days';
import { readWorkshopFacts, type WorkshopFacts } from './workshop-facts';

/**
 * An organiser's change of role, funding, days or mode, with the reason. Calendars follow.
 * @throws ConflictError `edited_meanwhile`, `full`; ValidationError on `days`
 */
export async function changeRegistration(
  actor: Actor,
  id: number,
  input: ChangedRegistration,
): Promise<void> {
  await inTransaction(async (tx) => {
    const seats = await lockSeats(tx);
    const workshop = await readWorkshopFacts(tx);
    const { registration, person } = await lockRegistration(tx, id);
    mustBeAsShown(registration, input.revision);
    const workshopMode = workshop.settings.mode;
    const { role, funding } = input;
    const mode = onlyMode(workshopMode) ?? input.mode;
    const isIn = registration.status === 'registered';
    const needsNewSeat =
      isIn && !takesSeat(registration, workshopMode) && takesSeat({ role, mode }, workshopMode);
    if (needsNewSeat) mustHaveRoom(seats);
    const daysBefore = await setDays(tx, id, input.days, workshop.days);
    const changes = {
      ...changedFields({ ...registration.get() }, { role, funding, mode }),
      ...(daysBefore === undefined ? {} : { days: [daysBefore, input.days] }),
    };
    if (Object.keys(changes).length === 0) return;
    await registration.update(
      { role, funding, mode, revision: registration.revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'registration.changed',
      subjectType: 'registration',
      subjectId: id,
      personId: person.id,
      changes: { ...changes, reason: input.reason },
    });
    await sendCalendarChanges(tx, [id], workshop);
  });
}

/**
 * An organiser's change of the status: moving up from the waiting list, back to it, inviting
 * again, cancelling. The person is told by mail; calendars follow.
 * @returns what became of the mail; undefined where none is due
 * @throws ConflictError `edited_meanwhile`, `full`, `no_such_move`
 */
export async function moveRegistration(
  actor: Actor,
  id: number,
  { to, reason, revision }: MovedRegistration,
): Promise<MailResult> {
  return inTransaction(async (tx) => {
    const seats = await lockSeats(tx);
    const workshop = await readWorkshopFacts(tx);
    const { registration, person } = await lockRegistration(tx, id);
    mustBeAsShown(registration, revision);
    if (!movesFrom(registration.status).includes(to)) {
      throw new ConflictError('This registration cannot be changed in that way.', 'no_such_move');
    }
    if (to === 'registered' && takesSeat(registration, workshop.settings.mode)) {
      mustHaveRoom(seats);
    }
    return moveTo(tx, actor, { registration, person, workshop }, { to, reason });
  });
}

/** The move itself, with its history, calendar entries and mail. The rows must be locked. */
export async function moveTo(
  tx: Tx,
  actor: Actor,
  about: { registration: Registration; person: Person; workshop: WorkshopFacts },
  { to, reason }: Pick<MovedRegistration, 'to' | 'reason'>,
): Promise<MailResult> {
  const { registration, person, workshop } = about;
  const { id, status: from } = registration;
  await changeStatus(tx, registration, to, { by: actor.name, reason });
  if (to === 'cancelled') {
    await registration.update({ dietaryNeeds: null, accessNeeds: null }, { transaction: tx });
  }
  await recordAuditEvent(tx, actor, {
    action: to === 'cancelled' ? 'registration.cancelled' : 'registration.moved',
    subjectType: 'registration',
    subjectId: id,
    personId: person.id,
    changes: { status: [from, to], reason },
  });
  await sendCalendarChanges(tx, [id], workshop);
  const mail = {
    invited: { kind: 'invitation', note: '' },
    registered: { kind: 'registered', movedUp: from === 'waiting' },
    waiting: { kind: 'waiting' },
    cancelled: { kind: 'cancelled', reason },
  } as const;
  return enqueueRegistrationMail(tx, workshop, {
    person,
    registration,
    mail: mail[to],
    moment: String(registration.revision),
  });
}

/** @throws ConflictError `edited_meanwhile` */
export function mustBeAsShown(registration: Registration, revision: number): void {
  if (registration.revision === revision) return;
  throw new ConflictError(
    'This registration has changed since you opened the page. Open it again and repeat your change.',
    'edited_meanwhile',
  );
}

function mustHaveRoom({ free, capacity }: Seats): void {
  if (free !== 0) return;
  throw new ConflictError(
    `All seats on site are taken (${capacity ?? 0}). Raise the capacity in the settings of the workshop, or take somebody off first.`,
    'full',
  );
}
