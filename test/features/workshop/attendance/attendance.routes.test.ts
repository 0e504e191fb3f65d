import { setClock } from '../../../../src/lib/clock';
import { Attendance, AttendanceEvent, BadgePrint, Person } from '../../../../src/models';
import { badgeCode } from '../../../../src/lib/badge-code';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { setWorkshop } from '../registrations/invited-people';
import { deskEvent, guest, sendEvents } from './guests';

const morning = new Date('2020-06-16T06:12:00Z');

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(() => {
  setClock(morning);
});
afterEach(() => {
  setClock(undefined);
});

async function checkedIn(facts: Parameters<typeof guest>[0]): Promise<number> {
  const { id } = await guest(facts);
  await sendEvents(organiser, [deskEvent({ registrationId: id })]);
  return id;
}

/** Texts of the cells of a row of a table. */
function cells(page: Awaited<ReturnType<Client['get']>>, row: string): string[] {
  const { $ } = page;
  return $(`${row} > *`)
    .toArray()
    .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim());
}

describe('before anybody came', () => {
  test('days say "no data yet", and the tracker makes a forecast of registrations', async () => {
    expect((await organiser.get(paths.attendance)).text).toContain('No data yet');
    await guest({ economyCode: 'RUS' });
    await guest({ economyCode: 'JPN', sex: 'male' });
    await guest({ status: 'invited' });
    await guest({ status: 'declined' });
    await guest({ role: 'organising_team' });
    await guest({ mode: 'online' });
    const { $ } = await organiser.get(paths.tracker);
    expect($('.tracker-state').text().replace(/\s+/g, ' ').trim()).toBe(
      'Forecast From registrations: 2 registered for this day, 1 invited who have not answered. 1 more takes part online: nobody awaits them in the room, so the forecast leaves them out.',
    );
    const values = $('.tracker-value').toArray();
    expect(values.map((one) => $(one).text())).toEqual(['2', '1', '50.0 %', '1']);
    expect($('.tracker-target').first().text().trim()).toBe('18 persons to go');
  });
});

describe('on the day', () => {
  test('the tracker counts who came, says what is missing, and names nobody', async () => {
    await checkedIn({ economyCode: 'RUS', familyName: 'Unseen' });
    await checkedIn({ economyCode: 'VNM', sex: 'male' });
    await checkedIn({ economyCode: 'CHL', sex: 'male' });
    await checkedIn({ economyCode: 'USA', sex: 'male' });
    await checkedIn({ economyCode: null, sex: null });
    await checkedIn({ role: 'organising_team' });
    const overseer = await server.visitor().signInAs('overseer');
    const page = await overseer.get(paths.tracker);
    const { $ } = page;
    expect($('h1').text().trim()).toBe('Tracker: Day 1');
    expect(
      $('.tracker-value')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['5', '1', '25.0 %', '3']);
    expect(
      $('.tracker-target')
        .toArray()
        .map((one) => $(one).text().trim()),
    ).toEqual([
      '15 persons to go',
      '9 women to go',
      '1 woman more would reach it',
      '7 persons to go',
    ]);
    expect(page.text).toContain('2 without the host economy (Russia)');
    expect(page.text).toContain('1 not stated, left out of the share');
    expect(page.text).not.toContain('Unseen');
    const figures = await overseer.get(`${paths.trackerFigures}?day=1`);
    expect(figures.$('.tracker-value').first().text()).toBe('5');
    const later = await overseer.get(`${paths.tracker}?day=2`);
    expect(later.$('.tracker-state .status').text()).toBe('Forecast');
  });

  test.each([
    ['2020-06-10T06:00:00Z', 'Day to come People checked in before the day was moved, as of 09:00'],
    ['2020-06-16T20:59:00Z', 'Live People checked in, as of 23:59'],
    ['2020-06-16T21:01:00Z', 'Day over People checked in, as of 00:01'],
  ])('at %s a day with check-ins is said to be: %s', async (at, words) => {
    setClock(new Date(at));
    const page = await organiser.get(`${paths.tracker}?day=1`);
    const state = page.$('.tracker-state').text().replace(/\s+/g, ' ').trim();
    expect(state).toBe(`${words} (Europe/Moscow).`);
  });

  test('overseers read counts and no names; organisers read both', async () => {
    const overseer = await server.visitor().signInAs('overseer');
    const counts = await overseer.get(paths.attendance);
    expect(cells(counts, 'tbody tr:first-child')).toEqual([
      'Day 1',
      '16 Jun 2020',
      '5',
      '1',
      '3',
      '1',
      '25.0 %',
      '3',
      '2',
    ]);
    expect(counts.text).not.toContain('Unseen');
    const id = (await Person.findOne({ where: { familyName: 'Unseen' } }))?.id ?? 0;
    expect((await overseer.get(paths.attendanceOfPerson(id))).status).toBe(403);
    expect((await overseer.get(paths.badges)).status).toBe(403);
    expect((await overseer.get(paths.badgeSheet)).status).toBe(403);
    expect((await overseer.post(paths.badgePrints, { ids: '1' })).status).toBe(403);
    expect((await overseer.post(paths.attendanceCorrections(id), {})).status).toBe(403);
    expect((await organiser.get(paths.attendance)).text).toContain('Ana Unseen');
    expect((await server.visitor().get(paths.tracker)).status).toBe(302);
  });
});

describe('a correction', () => {
  const correct = (id: number, fields: Record<string, string>) =>
    organiser.post(paths.attendanceCorrections(id), {
      day: '1',
      kind: 'check_in',
      time: '08:45',
      reason: 'Came by the side door',
      ...fields,
    });

  test('enters a day, takes it back, and both stay in the history with who and why', async () => {
    const { id } = await guest({ familyName: 'Corrected' });
    setClock(new Date('2020-06-17T10:00:00Z'));
    const answer = await correct(id, {});
    expect([answer.status, answer.location]).toEqual([303, paths.attendanceOfPerson(id)]);
    const where = { registrationId: id, dayNumber: 1 };
    expect(await Attendance.findOne({ where })).toMatchObject({
      present: true,
      checkedInAt: new Date('2020-06-16T05:45:00Z'),
    });
    await correct(id, { kind: 'undo', reason: 'It was her colleague' });
    expect(await Attendance.findOne({ where })).toMatchObject({ present: false });
    const page = await organiser.get(paths.attendanceOfPerson(id));
    const reasons = page.$('tbody tr td:last-child').toArray();
    expect(reasons.map((cell) => page.$(cell).text())).toEqual([
      'It was her colleague',
      'Came by the side door',
    ]);
    expect(page.text).toContain('Test organiser');
    const list = await organiser.get(paths.attendance);
    expect(list.text).toContain('It was her colleague');
  });

  test('without a reason, for a day or a time that is no time, is refused beside the field', async () => {
    const { id } = await guest();
    const refused = async (fields: Record<string, string>): Promise<string> => {
      const answer = await correct(id, fields);
      expect(answer.status).toBe(422);
      return answer.$('.field-error').text();
    };
    expect(await refused({ reason: ' ' })).toBe('Please give a reason.');
    expect(await refused({ day: '9' })).toBe('The workshop has no such day.');
    expect(await refused({ time: '25:00' })).toBe('Please give a time such as 09:15.');
    expect(await refused({ time: '23:00' })).toBe('This time is still to come.');
    expect(await AttendanceEvent.count({ where: { registrationId: id } })).toBe(0);
    expect((await correct(4_000_000, {})).status).toBe(404);
    expect((await organiser.get(`${paths.attendance}/x`)).status).toBe(404);
  });
});

describe('a correction on a day on which the clocks change', () => {
  afterEach(() => setWorkshop('2020-06-16', 'Europe/Moscow'));
  const correct = (id: number, fields: Record<string, string>) =>
    organiser.post(paths.attendanceCorrections(id), {
      ...{ day: '1', kind: 'check_in', reason: 'Seen in the hall' },
      ...fields,
    });
  const cameAt = async (registrationId: number) =>
    (await Attendance.findOne({ where: { registrationId, dayNumber: 1 } }))?.checkedInAt;

  test.each([
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30Z', '2026-11-01T06:30Z'],
    ['Pacific/Auckland', '2026-04-05', '02:15', '2026-04-04T13:15Z', '2026-04-04T14:15Z'],
    ['America/Santiago', '2026-04-04', '23:45', '2026-04-05T02:45Z', '2026-04-05T03:45Z'],
  ])('asks which of two in %s on %s at %s', async (zone, date, time, first, second) => {
    await setWorkshop(date, zone);
    setClock(new Date(Date.parse(date) + 3 * 24 * 3_600_000));
    const [{ id: one }, { id: other }] = [await guest(), await guest()];
    const asked = await correct(one, { time });
    expect([asked.status, asked.$('#field-which-error').text()]).toEqual([
      422,
      `The clocks of ${zone} showed ${time} twice on that day, since they were put back. Please say which of the two.`,
    ]);
    expect(await cameAt(one)).toBeUndefined();
    expect((await correct(one, { time, which: 'first' })).status).toBe(303);
    expect((await correct(other, { time, which: 'second' })).status).toBe(303);
    expect([await cameAt(one), await cameAt(other)]).toEqual([new Date(first), new Date(second)]);
    const page = await organiser.get(paths.attendanceOfPerson(other));
    const offset = { 'America/New_York': '−05:00', 'Pacific/Auckland': '+12:00' }[zone] ?? '−04:00';
    expect(page.$('.figure-value').first().text()).toBe(`${time} (UTC${offset})`);
  });

  test.each([
    ['America/New_York', '2026-03-08', '02:30'],
    ['Pacific/Auckland', '2026-09-27', '02:00'],
    ['America/Santiago', '2026-09-06', '00:59'],
  ])('refuses what no clock showed in %s on %s: %s', async (zone, date, time) => {
    await setWorkshop(date, zone);
    setClock(new Date(Date.parse(date) + 3 * 24 * 3_600_000));
    const { id } = await guest();
    const answer = await correct(id, { time, which: 'first' });
    expect([answer.status, answer.$('.field-error').text()]).toEqual([
      422,
      `There was no ${time} in ${zone} on that day: the clocks were put forward over it.`,
    ]);
    expect(await cameAt(id)).toBeUndefined();
    expect(answer.$('#field-which')).toHaveLength(0);
  });
});

describe('badges', () => {
  test('carry name, organisation, economy, role and the code that the desk reads', async () => {
    const { id } = await guest({
      givenName: 'Nguyễn',
      familyName: 'THỊ Hoa',
      economyCode: 'TWN',
      organisation: 'Example & Partners',
      role: 'speaker',
    });
    await guest({ familyName: 'Notcoming', status: 'declined' });
    const { $, text } = await organiser.get(`${paths.badgeSheet}?role=speaker&economy=TWN&day=1`);
    expect($('.name-badge')).toHaveLength(1);
    expect($('.badge-name').text()).toBe('Nguyễn THỊ Hoa');
    expect($('.badge-about').text()).toBe('Example & Partners');
    expect($('.badge-economy').text()).toBe('Chinese Taipei');
    expect($('.badge-role').text()).toBe('Speaker');
    expect($('.badge-code span').text()).toBe(badgeCode(id));
    expect($('.badge-code svg path').length).toBeGreaterThan(0);
    expect(text).not.toContain('Notcoming');
  });

  test('marked as printed are left out of the next sheet', async () => {
    const { id } = await guest({ familyName: 'Printed', economyCode: 'SGP' });
    const choice = `${paths.badges}?economy=SGP&only=new`;
    expect((await organiser.get(choice)).text).toContain('Ana Printed');
    const marked = await organiser.post(paths.badgePrints, { ids: `${id}` });
    expect(marked.location).toBe(paths.badges);
    await organiser.post(paths.badgePrints, { ids: `${id},4000000` });
    expect(await BadgePrint.count({ where: { registrationId: id } })).toBe(1);
    expect((await organiser.get(choice)).text).toContain('No badges to print');
    expect((await organiser.post(paths.badgePrints, { ids: 'all' })).status).toBe(422);
  });

  test('who takes part online gets none unless asked for', async () => {
    const facts = { familyName: 'Onlineova', economyCode: 'BRN' };
    await guest({ ...facts, givenName: 'Anna', mode: 'online' });
    await guest({ ...facts, givenName: 'Vera' });
    const names = async (address: string, of: string): Promise<string[]> => {
      const { $ } = await organiser.get(address);
      return $(of)
        .toArray()
        .map((one) => $(one).text());
    };
    const table = 'tbody th';
    expect(await names(`${paths.badges}?economy=BRN`, table)).toEqual(['Vera Onlineova']);
    expect(await names(`${paths.badges}?economy=BRN&attending=all`, table)).toEqual([
      'Anna Onlineova Online',
      'Vera Onlineova',
    ]);
    const sheet = `${paths.badgeSheet}?economy=BRN`;
    expect(await names(sheet, '.badge-name')).toEqual(['Vera Onlineova']);
    expect(await names(`${sheet}&attending=all`, '.badge-name')).toEqual([
      'Anna Onlineova',
      'Vera Onlineova',
    ]);
  });
});

test.each([paths.attendance, paths.badges, paths.tracker])(
  '%s costs the same number of queries with three more people',
  async (address) => {
    const ask = () => organiser.get(address);
    const before = await countQueries(ask);
    for (let added = 0; added < 3; added += 1) await checkedIn({});
    expect(await countQueries(ask)).toBe(before);
  },
);
