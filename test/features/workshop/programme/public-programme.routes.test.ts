import { Consent, SpeakerSheet, type Person } from '../../../../src/models';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { systemActor } from '../../../../src/audit/record-audit-event';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { addSession, makePerson, publish } from './programme-data';

let server: TestServer;
let organiser: Client;
let opening: number;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  opening = await addSession(organiser, { title: 'Opening' });
});
afterAll(() => server.stop());

async function write(
  { id }: Person,
  biography: string,
  kind: 'speaker' | 'expert' = 'speaker',
): Promise<void> {
  await SpeakerSheet.create({
    personId: id,
    kind,
    biography,
    clusterExperience: 'Not for the programme',
    review: 'undecided',
    contributed: false,
    revision: 1,
  });
}

async function say({ id }: Person, given: boolean): Promise<void> {
  await Consent.create({
    personId: id,
    kind: 'publish_biography',
    given,
    wording: 'As shown.',
    source: 'speaker_sheet',
    recordedAt: new Date(),
  });
}

async function seat(person: Person, sessionId = opening): Promise<void> {
  const answer = await organiser.post(paths.sessionPeople(sessionId), {
    personId: String(person.id),
    part: 'speaker',
    talkTitle: '',
  });
  expect(answer.status).toBe(303);
}

/** What the public page says about its speakers: each name with its paragraphs. */
async function speakers(): Promise<string[][]> {
  const { $ } = await server.visitor().get(paths.programme);
  return $('.programme-speakers > section')
    .map((_, section) => [
      $(section)
        .children()
        .map((__, one) => $(one).text())
        .get(),
    ])
    .get()
    .map((texts) => [texts].flat());
}

test('only who agreed is described, in the order of the programme, and each name leads there', async () => {
  const [ana, ben, cleo, dana, eve] = [
    await makePerson('Ana', 'Agrees', { economyCode: 'CHL' }),
    await makePerson('Ben', 'Refuses'),
    await makePerson('Cleo', 'Unasked'),
    await makePerson('Dana', 'Silent'),
    await makePerson('Eve', 'Elsewhere'),
  ];
  await write(ana, 'First <b>paragraph</b>.\r\n\r\nSecond one.');
  await write(ana, 'As an expert.', 'expert');
  await write(ben, 'Ben’s life.');
  await write(cleo, 'Cleo’s life.');
  await write(dana, '  ');
  await write(eve, 'Eve’s life.');
  for (const person of [ana, dana, eve]) await say(person, true);
  await say(ben, true);
  await say(ben, false);
  const later = await addSession(organiser, {
    title: 'Later',
    startsAt: '11:00',
    endsAt: '12:00',
  });
  for (const person of [ben, cleo, dana, ana]) await seat(person);
  await seat(ana, later);
  expect((await publish(organiser)).answer.status).toBe(303);

  expect(await speakers()).toEqual([
    ['Ana Agrees, Chile', 'First <b>paragraph</b>.', 'Second one.'],
  ]);
  const { $, text } = await server.visitor().get(paths.programme);
  expect(
    $('.session-person a')
      .map((_, link) => `${$(link).text()} ${$(link).attr('href') ?? ''}`)
      .get(),
  ).toEqual(['Ana Agrees #speaker-1', 'Ana Agrees #speaker-1']);
  expect($('#speaker-1')).toHaveLength(1);
  expect(text).not.toMatch(/Ben’s|Cleo’s|Eve’s|As an expert|Not for the programme/);

  await say(ben, true);
  expect(await speakers()).toEqual([
    ['Ben Refuses', 'Ben’s life.'],
    ['Ana Agrees, Chile', 'First <b>paragraph</b>.', 'Second one.'],
  ]);
  await say(ana, false);
  expect(await speakers()).toEqual([['Ben Refuses', 'Ben’s life.']]);
  await erasePerson(systemActor, ben.id, 'erase');
  expect(await speakers()).toEqual([]);
});

test('what somebody wrote as an expert stands where they wrote nothing as a speaker', async () => {
  const person = await makePerson('Faye', 'Expert');
  await write(person, '');
  await write(person, 'An expert of harbours.', 'expert');
  await say(person, true);
  await seat(person);
  await publish(organiser);
  expect(await speakers()).toEqual([['Faye Expert', 'An expert of harbours.']]);
});

test('the page costs the same with one biography and with three', async () => {
  const view = (): Promise<unknown> => server.visitor().get(paths.programme);
  await view();
  const one = await countQueries(view);
  for (const name of ['Gus', 'Hal']) {
    const person = await makePerson(name, 'More');
    await write(person, 'A life.');
    await say(person, true);
    await seat(person);
  }
  await publish(organiser);
  expect((await speakers()).length).toBe(3);
  expect(await countQueries(view)).toBe(one);
});
