import { registrationConsents } from '../../../../src/features/workshop/registrations/consents';
import { setClock } from '../../../../src/lib/clock';
import {
  Attendance,
  AuditEvent,
  Message,
  Person,
  Registration,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { deskEvent, guest, newKey, sendEvents, type Answered } from './guests';

// 09:12 in Moscow on Day 1 of the default project.
const morning = new Date('2020-06-16T06:12:00Z');

let server: TestServer;
let desks: [Client, Client];
let made = 0;

beforeAll(async () => {
  server = await startTestServer();
  desks = [
    await server.visitor().signInAs('organiser'),
    await server.visitor().signInAs('organiser'),
  ];
  setClock(morning);
  // Two seats of Day 1 are taken: by one who is expected and by one who came unexpectedly.
  // The team, those of other days, online or not registered take none.
  await guest({ days: [1, 2] });
  const late = await guest({ days: [2] });
  await guest({ days: [2, 3] });
  await guest({ role: 'organising_team' });
  await guest({ status: 'declined' });
  await (await guest()).update({ mode: 'online' });
  await sendEvents(desks[0], [deskEvent({ registrationId: late.id, method: 'typed' })]);
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});
afterEach(() => WorkshopSettings.update({ capacity: null }, { where: { id: 1 } }));

const limitTo = (capacity: number | null) =>
  WorkshopSettings.update({ capacity }, { where: { id: 1 } });
const present = () => Attendance.count({ where: { dayNumber: 1, present: true } });

function walkIn(facts: Record<string, unknown> = {}): Record<string, unknown> {
  made += 1;
  return {
    eventKey: newKey(),
    day: 1,
    desk: 'Desk A',
    at: morning.toISOString(),
    sentAt: morning.toISOString(),
    consent: registrationConsents[0].wording,
    person: {
      givenName: 'Kim',
      familyName: `Visitor${made}`,
      email: `visitor${made}@visitors.example`,
      sex: 'female',
      affiliation: 'member_economy',
      economyCode: 'VNM',
      sector: 'academia',
    },
    ...facts,
  };
}

async function send(body: unknown, desk = desks[0]): Promise<Answered> {
  const { answers } = (await desk.postJson(paths.deskWalkIns, body)).json() as {
    answers: [Answered];
  };
  return answers[0];
}

test('of two desks that want the last seat in one second one is told that none is free', async () => {
  await limitTo(3);
  const before = [await present(), await Person.count(), await Message.count()];
  const bodies = [walkIn(), walkIn({ desk: 'Desk B' })];
  const answers = await Promise.all(bodies.map((body, index) => send(body, desks[index])));
  expect(answers.map(({ code }) => code).sort()).toEqual(['checked_in', 'no_seat']);
  const refused = answers.find(({ code }) => code === 'no_seat');
  expect(refused?.words).toBe('No seat is free on Day 1: 3 of 3 are taken.');
  const after = [await present(), await Person.count(), await Message.count()];
  expect(after).toEqual(before.map((count) => count + 1));
});

test('the desk may take one more deliberately, once, and the trail says so', async () => {
  await limitTo(3);
  const body = walkIn();
  expect((await send(body)).code).toBe('no_seat');
  const decided = { ...body, overCapacity: true };
  const answers = await Promise.all([send(decided), send(decided, desks[1])]);
  expect(answers.map(({ code }) => code)).toEqual(['checked_in', 'checked_in']);
  const registration = await Registration.findByPk(answers[0].person?.registrationId ?? 0, {
    rejectOnEmpty: true,
  });
  const lines = await AuditEvent.findAll({ where: { action: 'registration.over_capacity' } });
  expect(
    lines.map(({ subjectId, personId, changes }) => ({
      subjectId,
      personId,
      changes: JSON.parse(changes) as unknown,
    })),
  ).toEqual([
    {
      subjectId: String(registration.id),
      personId: registration.personId,
      changes: { day: 1, capacity: 3, taken: 3, desk: 'Desk A' },
    },
  ]);
  // It can be read in the trail.
  const trail = await (await server.visitor().signInAs('administrator')).get(paths.auditTrail);
  expect(trail.text).toContain('Took in a person although no seat was free');
});

test('who has a seat of the day is not asked about; who has one of another day is', async () => {
  await limitTo(1);
  const expected = await guest({ days: [1] });
  const other = await guest({ days: [2] });
  const team = await guest({ role: 'organising_team', status: 'invited' });
  const codes: string[] = [];
  for (const { personId } of [expected, other, team]) {
    codes.push((await send(walkIn({ personId }))).code);
  }
  expect(codes).toEqual(['checked_in', 'no_seat', 'checked_in']);
  expect(await Attendance.count({ where: { registrationId: other.id } })).toBe(0);
});

test('without a capacity, and where all is online, nobody is asked', async () => {
  await limitTo(null);
  expect((await send(walkIn())).code).toBe('checked_in');
  await WorkshopSettings.update({ capacity: 1, mode: 'online' }, { where: { id: 1 } });
  expect((await send(walkIn())).code).toBe('checked_in');
  await WorkshopSettings.update({ mode: 'on_site' }, { where: { id: 1 } });
  expect((await send(walkIn())).code).toBe('no_seat');
  const answer = await desks[0].postJson(paths.deskWalkIns, walkIn({ overCapacity: 'perhaps' }));
  expect(answer.status).toBe(422);
});
