import { setClock } from '../../../../src/lib/clock';

import { registrationConsents } from '../../../../src/features/workshop/registrations/consents';
import { Attendance, Consent, Message, Person, Registration } from '../../../../src/models';
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

const [{ wording }] = registrationConsents;
let surname = 0;

describe('a walk-in', () => {
  const walkIn = (facts: Record<string, unknown>, person = {}) => ({
    eventKey: newKey(),
    day: 1,
    desk: 'Desk A',
    at: morning.toISOString(),
    sentAt: morning.toISOString(),
    consent: wording,
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

  /** Somebody whose name is nobody else's. */
  const stranger = (facts: Record<string, unknown> = {}, person = {}) => {
    surname += 1;
    return walkIn(facts, { givenName: 'Kim', familyName: `Stranger${surname}`, ...person });
  };
  const registrationOf = async (answer: Answered | undefined): Promise<Registration> =>
    Registration.findByPk(answer?.person?.registrationId ?? 0, { rejectOnEmpty: true });

  test('has agreed to the use of data, in the words shown and at the time it was said', async () => {
    const body = stranger({ at: '2020-06-16T05:30:00.000Z' });
    const [answer] = await Promise.all([send(body), send(body)]);
    const { personId } = await registrationOf(answer);
    const kept = await Consent.findAll({ where: { personId } });
    expect(
      kept.map(({ kind, given, wording: words, source, recordedAt }) => ({
        kind,
        given,
        words,
        source,
        at: recordedAt.toISOString(),
      })),
    ).toEqual([
      {
        kind: 'data_use',
        given: true,
        words: wording,
        source: 'workshop_registration',
        at: '2020-06-16T05:30:00.000Z',
      },
    ]);
  });

  test('without that is not registered, on record or not', async () => {
    const known = await guest({ familyName: 'Agreed' });
    const before = await Person.count();
    for (const body of [stranger({ consent: '' }), stranger({ consent: undefined })]) {
      const answer = await desk.postJson(paths.deskWalkIns, body);
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({
        error: {
          fields: {
            consent:
              'Please read out the words about the data, and tick them when the person agrees.',
          },
        },
      });
    }
    const again = walkIn({ personId: known.personId, consent: ' ' });
    expect((await desk.postJson(paths.deskWalkIns, again)).status).toBe(422);
    expect(await Person.count()).toBe(before);
    expect(await Consent.count({ where: { personId: known.personId } })).toBe(0);
    expect(await rowOf(known.id)).toBeNull();
  });

  test('with an address gets one mail with the link of their own, however often it is sent', async () => {
    const body = stranger({}, { email: 'kim@visitors.example' });
    const [first] = await Promise.all([send(body), send(body)]);
    await send(body);
    const { id, personId } = await registrationOf(first);
    const mails = await Message.findAll({ where: { personId } });
    expect(mails.map(({ kind, toAddress, linkSubject }) => [kind, toAddress, linkSubject])).toEqual(
      [['registration', 'kim@visitors.example', `registration:${id}`]],
    );
    expect(mails[0]?.textBody).toContain('You were registered at the desk.');
    // Refused as a whole, a walk-in sends nothing either.
    const taken = stranger({ isNew: true }, { email: 'Kim@visitors.example' });
    expect((await desk.postJson(paths.deskWalkIns, taken)).status).toBe(422);
    const without = await registrationOf(await send(stranger()));
    expect(await Message.count({ where: { personId: [personId, without.personId] } })).toBe(1);
  });

  test('who was invited and comes gets the mail, who is registered does not', async () => {
    const mailsOf = async (status: 'invited' | 'registered'): Promise<number> => {
      const { personId } = await guest({ status });
      await Person.update({ email: `${status}@example.example` }, { where: { id: personId } });
      expect((await send(walkIn({ personId })))?.code).toBe('checked_in');
      return Message.count({ where: { personId } });
    };
    expect([await mailsOf('invited'), await mailsOf('registered')]).toEqual([1, 0]);
  });
});
