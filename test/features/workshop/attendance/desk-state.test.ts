import { setClock } from '../../../../src/lib/clock';
import { Attendance, ProgrammeSession, SessionAttendance } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { deskEvent, guest, sendEvents } from './guests';

// 09:12 in Moscow on Day 1 of the default project.
const morning = new Date('2020-06-16T06:12:00Z');

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

describe('the state of the day', () => {
  interface State {
    day: number;
    today: number | null;
    peopleVersion: string;
    people?: { id: number; name: string; expected: boolean; online: boolean }[];
    present: { id: number; at: string; desk: string; keys: string[] }[];
  }

  test('names everybody, who is in, and is not sent again while nothing changes', async () => {
    const { id } = await guest({ familyName: 'Vera', days: [2] });
    const scan = deskEvent({ registrationId: id });
    await sendEvents(desk, [scan]);
    const first = await desk.get(paths.deskState);
    const state = first.json() as State;
    expect(state).toMatchObject({ day: 1, today: 1 });
    expect(state.people?.find((person) => person.id === id)).toMatchObject({
      name: 'Ana Vera',
      expected: false,
    });
    expect(state.present.find((one) => one.id === id)).toEqual({
      id,
      at: morning.toISOString(),
      desk: 'Desk A',
      keys: [scan.eventKey],
    });
    expect(first.headers.get('x-server-time')).toBe(String(morning.getTime()));
    const tag = first.headers.get('etag') ?? '';
    const asked = `${paths.deskState}?people=${state.peopleVersion}`;
    expect((await desk.get(asked, { 'If-None-Match': tag })).status).toBe(304);
    const other = await guest();
    await sendEvents(desk, [deskEvent({ registrationId: other.id })]);
    const changed = await desk.get(asked, { 'If-None-Match': tag });
    expect(changed.status).toBe(200);
    expect((changed.json() as State).present.map((one) => one.id)).toContain(other.id);
  });

  test('waits for nobody who takes part online, and lets them in when they come', async () => {
    const [here, online] = [await guest(), await guest({ mode: 'online' })];
    const { people } = (await desk.get(paths.deskState)).json() as State;
    const waits = ({ id }: { id: number }) => {
      const person = people?.find((one) => one.id === id);
      return [person?.expected, person?.online];
    };
    expect([waits(here), waits(online)]).toEqual([
      [true, false],
      [false, true],
    ]);
    const [answer] = await sendEvents(desk, [deskEvent({ registrationId: online.id })]);
    expect(answer).toMatchObject({ code: 'checked_in', notes: [] });
  });

  test('costs the same number of queries whatever the number of people', async () => {
    const ask = () => desk.get(paths.deskState);
    const before = await countQueries(ask);
    for (let added = 0; added < 3; added += 1) {
      const { id } = await guest();
      await sendEvents(desk, [deskEvent({ registrationId: id })]);
    }
    expect(await countQueries(ask)).toBe(before);
  });
});

describe('a session', () => {
  test('has its own attendance; the day is not counted by it', async () => {
    const { id } = await guest();
    const session = await ProgrammeSession.create({
      dayNumber: 1,
      startsAt: '10:00',
      endsAt: '11:00',
      type: 'panel',
      title: 'Panel',
      description: '',
      genderDimension: false,
      revision: 1,
    });
    const at = { registrationId: id, sessionId: session.id };
    const [answer] = await sendEvents(desk, [deskEvent(at)]);
    expect(answer).toMatchObject({ code: 'checked_in', notes: ['not_in_for_day'] });
    expect(await Attendance.count({ where: { registrationId: id } })).toBe(0);
    expect(await SessionAttendance.count({ where: { ...at, present: true } })).toBe(1);
    const member = await guest({ role: 'organising_team' });
    await sendEvents(desk, [deskEvent({ ...at, registrationId: member.id })]);
    const page = await desk.get(paths.attendance);
    const cells = page.$('.session-attendance tbody td').toArray();
    expect(cells.map((cell) => page.$(cell).text())).toEqual([
      'Day 1, 10:00–11:00',
      ...['1', '1', '0', '0'],
    ]);
    expect(page.$('.session-guests li')).toHaveLength(2);
    const overseer = await server.visitor().signInAs('overseer');
    const counts = await overseer.get(paths.attendance);
    expect(counts.$('.session-attendance th[scope=row]').text()).toBe('Panel');
    expect((await desk.get(paths.attendanceOfPerson(id))).text).toContain('(Day 1, 09:12)');
    const wrong = deskEvent({ registrationId: id, sessionId: 4_000_000 });
    expect((await sendEvents(desk, [wrong])).map(({ code }) => code)).toEqual(['unknown_session']);
  });
});
