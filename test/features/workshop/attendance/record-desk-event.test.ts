import { setClock } from '../../../../src/lib/clock';
import { Attendance, AuditEvent, Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { setWorkshop } from '../registrations/invited-people';
import { deskEvent, guest, newKey, sendEvents } from './guests';

let server: TestServer;
let desk: Client;

beforeAll(async () => {
  server = await startTestServer();
  desk = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(() => {
  // 09:12 in Moscow on Day 1 of the default project.
  setClock(new Date('2020-06-16T06:12:00Z'));
});
afterEach(() => {
  setClock(undefined);
});

const isThere = async ({ id: registrationId }: Registration): Promise<boolean | undefined> =>
  (await Attendance.findOne({ where: { registrationId, dayNumber: 1 } }))?.present;

const shownAsThere = async ({ id }: Registration): Promise<string[] | undefined> => {
  const state = (await desk.get(`${paths.deskState}?day=1`)).json() as {
    present: { id: number; keys: string[] }[];
  };
  return state.present.find((one) => one.id === id)?.keys;
};

test('an undo takes nothing back of another person, whatever keys it names', async () => {
  const one = await guest();
  const other = await guest();
  const checkIn = newKey();
  await sendEvents(desk, [
    deskEvent({ registrationId: one.id }),
    deskEvent({ registrationId: other.id, eventKey: checkIn }),
    deskEvent({ registrationId: one.id, kind: 'undo', reason: 'Mixed up', undoes: [checkIn] }),
  ]);
  expect(await shownAsThere(other)).toEqual([checkIn]);
  const again = newKey();
  const [answer] = await sendEvents(desk, [
    deskEvent({ registrationId: other.id, eventKey: again }),
  ]);
  expect(answer?.code).toBe('already_in');
  expect([await isThere(one), await isThere(other)]).toEqual([true, true]);
  const [undone] = await sendEvents(desk, [
    deskEvent({ registrationId: other.id, kind: 'undo', reason: 'Left', undoes: [checkIn, again] }),
  ]);
  expect([undone?.code, await isThere(other), await shownAsThere(other)]).toEqual([
    'undone',
    false,
    undefined,
  ]);
});

test('the audit trail tells of a status that a desk has changed', async () => {
  const invited = await guest({ status: 'invited' });
  const declined = await guest({ status: 'declined' });
  await sendEvents(desk, [
    deskEvent({ registrationId: invited.id }),
    deskEvent({ registrationId: declined.id, override: true, reason: 'Has come after all' }),
  ]);
  const lines = await AuditEvent.findAll({
    where: { action: 'registration.moved', subjectId: [invited.id, declined.id].map(String) },
    order: ['id'],
  });
  expect(lines.map(({ changes }) => JSON.parse(changes) as unknown)).toEqual([
    { status: ['invited', 'registered'], reason: 'Came to the workshop' },
    { status: ['declined', 'registered'], reason: 'Let in by the desk: Has come after all' },
  ]);
});

const statusOf = async (registration: Registration): Promise<string> =>
  (await registration.reload()).status;

test('who was registered by a mistaken scan alone stands again as before, unless they have answered since', async () => {
  const mistaken = async (status: 'invited' | 'declined' | 'registered') => {
    const registration = await guest({ status });
    const key = newKey();
    const facts = { registrationId: registration.id };
    await sendEvents(desk, [
      deskEvent({ ...facts, eventKey: key, override: true, reason: 'Says so' }),
    ]);
    const undo = { ...facts, kind: 'undo', reason: 'Mixed up', undoes: [key] };
    return { registration, undo };
  };
  for (const status of ['invited', 'declined'] as const) {
    const { registration, undo } = await mistaken(status);
    expect(await statusOf(registration)).toBe('registered');
    const [answer] = await sendEvents(desk, [deskEvent(undo)]);
    expect([answer?.code, answer?.notes, answer?.person?.status]).toEqual([
      'undone',
      ['status_restored'],
      status,
    ]);
    expect(await statusOf(registration)).toBe(status);
    const [line] = await AuditEvent.findAll({
      where: { action: 'registration.moved', subjectId: String(registration.id) },
      order: [['id', 'DESC']],
    });
    expect(JSON.parse(line?.changes ?? '')).toEqual({
      status: ['registered', status],
      reason: 'The check-in was taken back',
    });
  }
  const known = await mistaken('registered');
  await sendEvents(desk, [deskEvent(known.undo)]);
  expect(await statusOf(known.registration)).toBe('registered');

  const answered = await mistaken('invited');
  setClock(new Date('2020-06-16T06:20:00Z'));
  await answered.registration.reload();
  await answered.registration.update({ answeredAt: new Date('2020-06-16T06:19:00Z') });
  await sendEvents(desk, [deskEvent(answered.undo)]);
  expect(await statusOf(answered.registration)).toBe('registered');

  // The undo comes in first: the check-in behind it registers nobody.
  const invited = await guest({ status: 'invited' });
  const late = newKey();
  const facts = { registrationId: invited.id };
  await sendEvents(desk, [
    deskEvent({ ...facts, kind: 'undo', reason: 'Mixed up', undoes: [late] }),
    deskEvent({ ...facts, eventKey: late }),
  ]);
  expect([await statusOf(invited), (await isThere(invited)) ?? false]).toEqual(['invited', false]);
});

test('that somebody was not there stands above scans of the time before, however late they come in', async () => {
  const { id } = await guest();
  const registration = await Registration.findByPk(id, { rejectOnEmpty: true });
  const correct = (kind: string) =>
    desk.post(paths.attendanceCorrections(id), {
      ...{ day: '1', kind, time: '09:00', reason: 'Counted by hand' },
    });
  setClock(new Date('2020-06-16T10:00:00Z'));
  await correct('undo');
  setClock(new Date('2020-06-16T11:00:00Z'));
  const offline = deskEvent({ registrationId: id, at: '2020-06-16T06:30:00.000Z' });
  const [late] = await sendEvents(desk, [offline]);
  expect([late?.code, late?.words.includes('a decision of the organisers')]).toEqual([
    'overruled',
    true,
  ]);
  expect((await isThere(registration)) ?? false).toBe(false);
  expect((await sendEvents(desk, [offline]))[0]?.code).toBe('overruled');
  const page = await desk.get(paths.attendanceOfPerson(id));
  const history = page.$('tbody th').toArray();
  expect(history.map((cell) => page.$(cell).text().trim().split('\n')[0])).toEqual([
    'Scanned before it was decided that they were not there: does not countscanned',
    'Nothing to take backcorrection',
  ]);
  expect((await desk.get(paths.attendance)).text).toContain('Scanned before it was decided');

  // A scan of the time after the decision counts, and so does a newer decision.
  const [after] = await sendEvents(desk, [
    deskEvent({ registrationId: id, at: '2020-06-16T10:30:00.000Z' }),
  ]);
  expect([after?.code, await isThere(registration)]).toEqual(['checked_in', true]);
  setClock(new Date('2020-06-16T12:00:00Z'));
  await correct('undo');
  expect(await isThere(registration)).toBe(false);
  setClock(new Date('2020-06-16T12:01:00Z'));
  await correct('check_in');
  expect(await isThere(registration)).toBe(true);
});

describe('on a day on which the clocks change', () => {
  afterEach(() => setWorkshop('2020-06-16', 'Europe/Moscow'));
  const rowOf = (registrationId: number): Promise<Attendance | null> =>
    Attendance.findOne({ where: { registrationId, dayNumber: 1 } });

  test.each([
    ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', '2026-03-09T03:59Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', '2026-11-02T04:59Z'],
    ['Pacific/Auckland', '2026-04-05', '2026-04-04T11:00Z', '2026-04-05T11:59Z'],
    ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00Z', '2026-09-27T10:59Z'],
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00Z', '2026-04-05T03:59Z'],
    // It begins at one o'clock: there is no midnight.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00Z', '2026-09-07T02:59Z'],
  ])('in %s on %s scans count from its first minute to its last', async (zone, date, from, to) => {
    await setWorkshop(date, zone);
    const minute = 60_000;
    const [first, last] = [new Date(from).getTime(), new Date(to).getTime()];
    for (const [at, code] of [
      [first - minute, 'wrong_day'],
      [first, 'checked_in'],
      [last, 'checked_in'],
      [last + minute, 'wrong_day'],
    ] as const) {
      setClock(new Date(at));
      const { id } = await guest();
      const event = deskEvent({ registrationId: id });
      expect((await sendEvents(desk, [event])).map((answer) => answer.code)).toEqual([code]);
      const cameAt = code === 'checked_in' ? new Date(at) : undefined;
      expect((await rowOf(id))?.checkedInAt).toEqual(cameAt);
      // The same scan from a desk that was without network for two days.
      setClock(new Date(at + 48 * 60 * minute));
      const later = await guest();
      const late = deskEvent({ registrationId: later.id, at: new Date(at).toISOString() });
      const [answer] = await sendEvents(desk, [late]);
      expect(answer?.code).toBe(code);
    }
  });

  test('one person scanned in both of two hours that look alike came once, in the first', async () => {
    await setWorkshop('2026-11-01', 'America/New_York');
    const { id } = await guest({ givenName: 'Ada', familyName: 'Twice' });
    const [first, second] = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'];
    setClock(new Date('2026-11-01T07:00:00Z'));
    const [one, other] = await sendEvents(desk, [
      deskEvent({ registrationId: id, at: second, desk: 'Desk B' }),
      deskEvent({ registrationId: id, at: first }),
    ]);
    expect([one?.code, other?.code]).toEqual(['checked_in', 'already_in']);
    expect((await rowOf(id))?.checkedInAt.toISOString()).toBe(first);
    const [again] = await sendEvents(desk, [deskEvent({ registrationId: id })]);
    expect(again?.words).toBe('Ada Twice: already in at 01:30 (UTC−04:00) (Desk A).');
    await sendEvents(desk, [
      deskEvent({
        registrationId: id,
        at: first,
        kind: 'undo',
        reason: 'Not seen',
        desk: 'Desk A',
      }),
    ]);
  });
});
