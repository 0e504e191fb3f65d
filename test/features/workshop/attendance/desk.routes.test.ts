import { setClock } from '../../../../src/lib/clock';
import { badgeCode } from '../../../../src/lib/badge-code';
import {
  Attendance,
  AttendanceEvent,
  AuditEvent,
  Person,
  RegistrationChange,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { deskEvent, guest, sendEvents, type Answered } from './guests';

// 09:12 in Moscow on Day 1 of the default project.
const morning = new Date('2020-06-16T06:12:00Z');
const minutes = (count: number): Date => new Date(morning.getTime() + count * 60_000);

let server: TestServer;
let desk: Client;

beforeAll(async () => {
  server = await startTestServer();
  desk = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(() => {
  setClock(morning);
});
afterEach(() => {
  setClock(undefined);
});

const codesOf = (answers: Answered[]): string[] => answers.map(({ code }) => code);
const rowOf = (registrationId: number, dayNumber = 1): Promise<Attendance | null> =>
  Attendance.findOne({ where: { registrationId, dayNumber } });

describe('a scan', () => {
  test('is answered, and again with the time and the desk of the first', async () => {
    const { id } = await guest({ givenName: 'Zoë', familyName: 'Ñandú' });
    const code = badgeCode(id);
    const [first] = await sendEvents(desk, [deskEvent({ code })]);
    expect(first).toMatchObject({ code: 'checked_in', words: 'Zoë Ñandú is in.', notes: [] });
    setClock(minutes(20));
    const [second] = await sendEvents(desk, [deskEvent({ code, desk: 'Desk B' })]);
    expect(second).toMatchObject({
      code: 'already_in',
      words: 'Zoë Ñandú: already in at 09:12 (Desk A).',
    });
    expect(await rowOf(id)).toMatchObject({ present: true, checkedInAt: morning });
    expect(await Attendance.count({ where: { registrationId: id } })).toBe(1);
    expect(await AttendanceEvent.count({ where: { registrationId: id } })).toBe(2);
    const lines = await AuditEvent.findAll({
      where: { subjectType: 'registration', subjectId: String(id) },
      order: ['id'],
    });
    expect(lines.map(({ action }) => action)).toEqual([
      'attendance.checked_in',
      'attendance.already_in',
    ]);
  });

  test('sent again after a lost answer is kept once and answered the same', async () => {
    const { id } = await guest();
    const event = deskEvent({ code: badgeCode(id) });
    const [first] = await sendEvents(desk, [event]);
    const [again] = await sendEvents(desk, [event]);
    expect(again).toEqual(first);
    expect(await AttendanceEvent.count({ where: { registrationId: id } })).toBe(1);
    const other = await guest();
    const stolen = { ...event, code: badgeCode(other.id) };
    expect(codesOf(await sendEvents(desk, [stolen]))).toEqual(['key_taken']);
    expect(await rowOf(other.id)).toBeNull();
  });

  test('of one person at two desks in the same second makes one row', async () => {
    const { id } = await guest();
    const second = await server.visitor().signInAs('organiser');
    const scans = Array.from({ length: 8 }, (_none, index) =>
      sendEvents(index % 2 === 0 ? desk : second, [
        deskEvent({ code: badgeCode(id), desk: index % 2 === 0 ? 'Desk A' : 'Desk B' }),
      ]),
    );
    const codes = (await Promise.all(scans)).flatMap(codesOf).sort();
    expect(codes).toEqual([...Array<string>(7).fill('already_in'), 'checked_in']);
    expect(await Attendance.count({ where: { registrationId: id } })).toBe(1);
  });

  test('of another workshop, misread, or of somebody erased finds nobody', async () => {
    const erased = await guest();
    await Person.update({ erasedAt: morning }, { where: { id: erased.personId } });
    const answers = await sendEvents(desk, [
      deskEvent({ code: badgeCode(4_000_000) }),
      deskEvent({ code: 'https://elsewhere.example/ticket/7' }),
      deskEvent({ code: badgeCode(erased.id) }),
      deskEvent({ registrationId: 4_000_000 }),
    ]);
    expect(codesOf(answers)).toEqual(Array<string>(4).fill('unknown_code'));
    expect(answers[1]?.words).toBe('This is no code of a badge. Scan it again, or type the name.');
    expect(await rowOf(erased.id)).toBeNull();
  });

  test('of somebody who declined needs the desk to let them in, with a reason', async () => {
    const registration = await guest({ familyName: 'Quispe', status: 'declined' });
    const { id } = registration;
    const code = badgeCode(id);
    const [refused] = await sendEvents(desk, [deskEvent({ code })]);
    expect(refused).toMatchObject({
      code: 'not_registered',
      words: 'Ana Quispe has declined.',
      person: { registrationId: id, name: 'Ana Quispe', status: 'declined' },
    });
    expect(await rowOf(id)).toBeNull();
    const without = deskEvent({ code, override: true });
    expect(codesOf(await sendEvents(desk, [without]))).toEqual(['invalid']);
    const [letIn] = await sendEvents(desk, [
      deskEvent({ code, override: true, reason: 'Changed her mind' }),
    ]);
    expect(letIn).toMatchObject({ code: 'checked_in', notes: ['let_in'] });
    expect((await registration.reload()).status).toBe('registered');
    const changes = await RegistrationChange.findAll({
      where: { registrationId: id, toStatus: 'registered' },
    });
    expect(changes.map(({ reason }) => reason)).toEqual(['Let in by the desk: Changed her mind']);
    expect(await rowOf(id)).toMatchObject({ present: true });
  });

  test('of somebody who never answered registers them', async () => {
    const registration = await guest({ status: 'invited' });
    const [answer] = await sendEvents(desk, [deskEvent({ registrationId: registration.id })]);
    expect(answer).toMatchObject({ code: 'checked_in', notes: ['had_not_answered'] });
    expect((await registration.reload()).status).toBe('registered');
  });

  test('that cannot be read holds up no other of its batch', async () => {
    const { id } = await guest();
    const broken = { eventKey: 'broken-event', day: 'one' };
    const answers = await sendEvents(desk, [broken, deskEvent({ registrationId: id })]);
    expect(answers.map(({ eventKey, code }) => [eventKey === 'broken-event', code])).toEqual([
      [true, 'invalid'],
      [false, 'checked_in'],
    ]);
  });
});

describe('days and clocks', () => {
  test('a desk left on yesterday, or set to a day that does not exist, checks nobody in', async () => {
    const { id } = await guest();
    setClock(new Date('2020-06-17T06:00:00Z'));
    const answers = await sendEvents(desk, [
      deskEvent({ registrationId: id, day: 1 }),
      deskEvent({ registrationId: id, day: 3 }),
      deskEvent({ registrationId: id, day: 9 }),
    ]);
    expect(codesOf(answers)).toEqual(['wrong_day', 'wrong_day', 'wrong_day']);
    expect(await Attendance.count({ where: { registrationId: id } })).toBe(0);
  });

  test('a scan without network counts for its day when it comes in a day late', async () => {
    const { id } = await guest();
    const at = minutes(30);
    setClock(new Date('2020-06-17T20:00:00Z'));
    const [answer] = await sendEvents(desk, [
      deskEvent({ registrationId: id, at: at.toISOString() }),
    ]);
    expect(answer).toMatchObject({ code: 'checked_in', notes: [] });
    expect(await rowOf(id)).toMatchObject({ present: true, checkedInAt: at });
    expect(await rowOf(id, 2)).toBeNull();
  });

  test.each([-26, -7, 7, 26])('a clock that is %i hours wrong moves nobody', async (hours) => {
    const { id } = await guest();
    const wrong = (moment: Date): Date => new Date(moment.getTime() + hours * 3_600_000);
    const scannedAt = minutes(-5);
    const [answer] = await sendEvents(
      desk,
      [deskEvent({ registrationId: id, at: wrong(scannedAt).toISOString() })],
      wrong(morning),
    );
    expect(answer).toMatchObject({ code: 'checked_in', notes: ['clock_corrected'] });
    expect(await rowOf(id)).toMatchObject({ present: true, checkedInAt: scannedAt });
  });

  test('a clock set right between scan and sending cannot lose the scan', async () => {
    const { id } = await guest();
    const at = new Date(morning.getTime() - 11 * 3_600_000);
    const [answer] = await sendEvents(desk, [
      deskEvent({ registrationId: id, at: at.toISOString() }),
    ]);
    expect(answer).toMatchObject({ code: 'checked_in', notes: ['clock_corrected'] });
    expect(await rowOf(id)).toMatchObject({ checkedInAt: morning });
  });
});

describe('an undo', () => {
  test('takes back what its desk saw, and says so; a check-in after it counts', async () => {
    const { id } = await guest();
    const scan = deskEvent({ registrationId: id });
    const undo = { registrationId: id, kind: 'undo', undoes: [scan.eventKey], reason: 'Mistaken' };
    await sendEvents(desk, [scan]);
    expect(codesOf(await sendEvents(desk, [deskEvent(undo)]))).toEqual(['undone']);
    expect(await rowOf(id)).toMatchObject({ present: false });
    expect(codesOf(await sendEvents(desk, [deskEvent(undo)]))).toEqual(['nothing_to_undo']);
    // The lost answer's repetition does not bring the person back.
    await sendEvents(desk, [scan]);
    expect(await rowOf(id)).toMatchObject({ present: false });
    setClock(minutes(30));
    await sendEvents(desk, [deskEvent({ registrationId: id })]);
    expect(await rowOf(id)).toMatchObject({ present: true, checkedInAt: minutes(30) });
  });

  test('leaves a scan that another desk made without network, whichever comes first', async () => {
    const { id } = await guest();
    const offline = deskEvent({
      registrationId: id,
      desk: 'Desk B',
      at: minutes(-10).toISOString(),
    });
    const mistaken = deskEvent({ registrationId: id });
    const undo = deskEvent({
      registrationId: id,
      kind: 'undo',
      undoes: [mistaken.eventKey],
      reason: 'Wrong person',
    });
    await sendEvents(desk, [mistaken, undo]);
    expect(await rowOf(id)).toMatchObject({ present: false });
    setClock(minutes(60));
    expect(codesOf(await sendEvents(desk, [offline]))).toEqual(['checked_in']);
    expect(await rowOf(id)).toMatchObject({ present: true, checkedInAt: minutes(-10) });
  });

  test('that arrives before its check-in holds', async () => {
    const { id } = await guest();
    const scan = deskEvent({ registrationId: id });
    const undo = deskEvent({
      registrationId: id,
      kind: 'undo',
      undoes: [scan.eventKey],
      reason: 'Left again',
    });
    await sendEvents(desk, [undo]);
    expect(codesOf(await sendEvents(desk, [scan]))).toEqual(['undone']);
    expect((await rowOf(id))?.present ?? false).toBe(false);
  });

  test('needs a reason, and names who is still in by another desk', async () => {
    const { id } = await guest({ familyName: 'Huaman' });
    const scan = deskEvent({ registrationId: id });
    const other = deskEvent({ registrationId: id, desk: 'Desk B' });
    await sendEvents(desk, [scan, other]);
    const undo = { registrationId: id, kind: 'undo', undoes: [scan.eventKey] };
    expect(codesOf(await sendEvents(desk, [deskEvent(undo)]))).toEqual(['invalid']);
    const [answer] = await sendEvents(desk, [deskEvent({ ...undo, reason: 'Mistaken' })]);
    expect(answer).toMatchObject({
      code: 'still_in',
      words: 'Ana Huaman: still in, checked in at 09:12 (Desk B).',
    });
  });

  test('of a late scan with an earlier time leaves the earliest that counts', async () => {
    const { id } = await guest();
    await sendEvents(desk, [deskEvent({ registrationId: id })]);
    const earlier = deskEvent({ registrationId: id, at: minutes(-40).toISOString() });
    expect(codesOf(await sendEvents(desk, [earlier]))).toEqual(['already_in']);
    expect(await rowOf(id)).toMatchObject({ checkedInAt: minutes(-40) });
  });
});

describe('who may', () => {
  test.each([
    ['overseer', 403],
    ['organiser', 200],
    ['administrator', 200],
  ] as const)('use the desk: %s gets %i', async (role, status) => {
    const account = await server.visitor().signInAs(role);
    expect((await account.get(paths.desk)).status).toBe(status);
    expect((await account.get(paths.deskState)).status).toBe(status);
    const events = await account.postJson(paths.deskEvents, {
      sentAt: morning.toISOString(),
      events: [deskEvent({ registrationId: 4_000_000 })],
    });
    expect(events.status).toBe(status);
    expect((await account.postJson(paths.deskWalkIns, {})).status).toBe(
      status === 200 ? 422 : status,
    );
  });

  test('a visitor is sent to sign in; a batch without a shape is refused', async () => {
    const visitor = server.visitor();
    expect((await visitor.get(paths.desk)).location).toBe(
      `${paths.signIn}?next=%2Fworkshop%2Fdesk`,
    );
    expect((await visitor.postJson(paths.deskEvents, {})).status).toBe(403);
    expect((await desk.postJson(paths.deskEvents, { events: [] })).status).toBe(422);
  });
});
