import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import type { Actor } from '../../audit/record-audit-event';
import { addWalkIn } from '../../features/workshop/attendance/add-walk-in';
import { checkIn } from '../../features/workshop/attendance/check-in';
import { correctAttendance } from '../../features/workshop/attendance/correct-attendance';
import { markBadgesPrinted } from '../../features/workshop/attendance/mark-badges-printed';
import { registrationConsents } from '../../features/workshop/registrations/consents';
import { badgeCode } from '../../lib/badge-code';
import { now, setClock } from '../../lib/clock';
import {
  Attendance,
  AttendanceEvent,
  Person,
  ProgrammeSession,
  Registration,
  RegistrationDay,
} from '../../models';
import type { Chance } from '../chance';

/** On the eve: badges of everybody who is registered but for the last three, who told late. */
export async function printBadges(actor: Actor): Promise<void> {
  const registered = await Registration.findAll({
    where: { status: 'registered' },
    order: ['id'],
  });
  await markBadgesPrinted(
    actor,
    registered.slice(0, -3).map(({ id }) => id),
  );
}

/** Most of those who are registered for a day come, in the hour before it begins. */
export async function openTheDoors(actor: Actor, chance: Chance, day: number): Promise<void> {
  const expected = await RegistrationDay.findAll({ where: { dayNumber: day } });
  const registered = await Registration.findAll({
    where: { id: expected.map(({ registrationId }) => registrationId), status: 'registered' },
    order: ['id'],
  });
  const begins = now().getTime();
  const events = registered
    .filter(() => chance.random() < 0.93)
    .map(({ id }) => ({
      eventKey: randomUUID(),
      code: badgeCode(id),
      day,
      kind: 'check_in',
      method: 'scan',
      desk: chance.pick(['Desk A', 'Desk B']),
      at: new Date(begins - chance.whole(0, 55) * 60_000).toISOString(),
    }));
  events.sort((a, b) => a.at.localeCompare(b.at));
  for (const event of events) {
    setClock(new Date(event.at));
    await send(actor, [event]);
  }
}

async function send(actor: Actor, events: object[]): Promise<void> {
  for (let start = 0; start < events.length; start += 100) {
    await checkIn(actor, { sentAt: now(), events: events.slice(start, start + 100) });
  }
}

/** People who come without registration; all are on the list of contacts. */
export async function takeWalkIns(actor: Actor, day: number, count: number): Promise<void> {
  const registrations = await Registration.findAll({ attributes: ['personId'] });
  const strangers = await Person.findAll({
    where: {
      role: 'agency',
      id: { [Op.notIn]: registrations.map(({ personId }) => personId) },
    },
    order: ['id'],
    limit: count,
  });
  for (const { id: personId } of strangers) {
    await addWalkIn(actor, {
      eventKey: randomUUID(),
      ...{ day, desk: 'Desk A', at: now(), sentAt: now() },
      consent: registrationConsents[0].wording,
      // The rooms have more seats than the invitations.
      overCapacity: true,
      who: { personId },
    });
  }
}

/** One scan too many is taken back; one person came by the side door and is entered afterwards. */
export async function putRight(actor: Actor, day: number): Promise<void> {
  const scan = await AttendanceEvent.findOne({
    where: { dayNumber: day, kind: 'check_in', method: 'scan' },
    order: ['id'],
    rejectOnEmpty: true,
  });
  const { registrationId, eventKey } = scan;
  await send(actor, [
    {
      ...{ eventKey: randomUUID(), registrationId, day, kind: 'undo', method: 'typed' },
      ...{ desk: 'Desk A', undoes: [eventKey], reason: 'Badge of a colleague (demo)' },
      at: now().toISOString(),
    },
  ]);
  const missing = await Registration.findOne({
    where: {
      status: 'registered',
      id: {
        [Op.in]: (await RegistrationDay.findAll({ where: { dayNumber: day } })).map(
          (one) => one.registrationId,
        ),
        [Op.notIn]: [registrationId, ...(await there(day))],
      },
    },
    order: ['id'],
    rejectOnEmpty: true,
  });
  await correctAttendance(actor, missing.id, {
    ...{ day, kind: 'check_in', time: '09:40', which: undefined },
    reason: 'Came by the side door (demo)',
  });
}

/** A desk at the door of one session: every third of those who are there. */
export async function countSession(actor: Actor, title: string): Promise<void> {
  const session = await ProgrammeSession.findOne({ where: { title }, rejectOnEmpty: true });
  const { id: sessionId, dayNumber: day } = session;
  const guests = (await there(day)).filter((_, index) => index % 3 === 0);
  await send(
    actor,
    guests.map((id) => ({
      ...{ eventKey: randomUUID(), code: badgeCode(id), day, sessionId },
      ...{ kind: 'check_in', method: 'scan', desk: 'Door of the plenary hall' },
      at: now().toISOString(),
    })),
  );
}

/** Registrations of those who are in on a day. */
async function there(day: number): Promise<number[]> {
  const present = await Attendance.findAll({
    where: { dayNumber: day, present: true },
    order: ['registrationId'],
  });
  return present.map(({ registrationId }) => registrationId);
}
