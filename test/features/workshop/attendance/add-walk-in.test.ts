import { setClock } from '../../../../src/lib/clock';

import { Attendance, Person, Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { guest, newKey, type Answered } from './guests';

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

const rowOf = (registrationId: number, dayNumber = 1): Promise<Attendance | null> =>
  Attendance.findOne({ where: { registrationId, dayNumber } });

describe('a walk-in', () => {
  const walkIn = (facts: Record<string, unknown>, person = {}) => ({
    eventKey: newKey(),
    day: 1,
    desk: 'Desk A',
    at: morning.toISOString(),
    sentAt: morning.toISOString(),
    person: {
      givenName: 'Linh',
      familyName: 'Ngo',
      sex: 'female',
      affiliation: 'member_economy',
      economyCode: 'VNM',
      sector: 'academia',
      organisation: 'Example University',
      ...person,
    },
    ...facts,
  });
  const send = async (body: unknown): Promise<Answered | undefined> =>
    ((await desk.postJson(paths.deskWalkIns, body)).json() as { answers: Answered[] }).answers[0];

  test('becomes person, registration and check-in at once, and once only', async () => {
    const body = walkIn({});
    const answers = await Promise.all([send(body), send(body)]);
    expect(answers.map((answer) => answer?.code)).toEqual(['checked_in', 'checked_in']);
    const people = await Person.findAll({ where: { familyName: 'Ngo' } });
    expect(people).toHaveLength(1);
    const registration = await Registration.findOne({
      where: { personId: people[0]?.id },
      rejectOnEmpty: true,
    });
    expect(registration).toMatchObject({ origin: 'walk_in', status: 'registered' });
    expect(await rowOf(registration.id)).toMatchObject({ present: true });
  });

  test('that may be on record is asked about before anything is written', async () => {
    const known = await guest({ givenName: 'Thị Mai', familyName: 'Trần', economyCode: 'VNM' });
    const before = await Person.count();
    const same = walkIn({}, { givenName: 'tran', familyName: 'THI MAI' });
    const asked = await send(same);
    expect(asked?.code).toBe('likely_known');
    expect(asked?.candidates).toEqual([
      {
        personId: known.personId,
        registrationId: known.id,
        name: 'Thị Mai Trần',
        about: 'Viet Nam · Example Institute',
      },
    ]);
    expect(await Person.count()).toBe(before);
    const chosen = await send({ ...same, person: {}, personId: known.personId });
    expect(chosen).toMatchObject({ code: 'checked_in', person: { registrationId: known.id } });
    const another = await send({ ...walkIn({ isNew: true }), person: same.person });
    expect(another?.code).toBe('checked_in');
    expect(await Person.count()).toBe(before + 1);
  });

  test('without the facts that figures are made of is refused, field by field', async () => {
    const answer = await desk.postJson(paths.deskWalkIns, walkIn({}, { sex: '', sector: '' }));
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({
      error: { fields: { sex: 'Please choose.', sector: 'Please choose.' } },
    });
    const elsewhere = await desk.postJson(paths.deskWalkIns, walkIn({}, { economyCode: '' }));
    expect(elsewhere.status).toBe(422);
  });
});
