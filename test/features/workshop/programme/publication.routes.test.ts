import {
  AuditEvent,
  Message,
  Person,
  ProgrammeSession,
  ProgrammeVersion,
  Project,
  WorkshopDay,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { addSession, makePerson, publish, register, session } from './programme-data';

let server: TestServer;
let organiser: Client;
let opening: number;
let people: Record<'speaker' | 'chair' | 'dayOne' | 'dayTwo' | 'invited' | 'mailless', Person>;

const noticesFor = async (): Promise<string[]> =>
  (await Message.findAll({ where: { kind: 'programme_change' }, order: ['toAddress'] })).map(
    ({ dedupeKey, toAddress }) => `${dedupeKey.split(':')[1] ?? ''} ${toAddress}`,
  );

const texts = (page: Awaited<ReturnType<Client['get']>>, selector: string): string[] =>
  page
    .$(selector)
    .map((_, element) => page.$(element).text().replace(/\s+/g, ' ').trim())
    .get();

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  people = {
    speaker: await makePerson('Ana', 'Limón', { economyCode: 'HKG' }),
    chair: await makePerson('Bo', 'Park', { economyCode: 'KOR' }),
    dayOne: await makePerson('Cam', 'One'),
    dayTwo: await makePerson('Dee', 'Two'),
    invited: await makePerson('Eve', 'Invited'),
    mailless: await makePerson('Fay', 'Silent', { email: null }),
  };
  await register(people.dayOne, [1, 3]);
  await register(people.dayTwo, [2]);
  await register(people.invited, [1, 2, 3], 'invited');
  await register(people.mailless, [1]);
  opening = await addSession(organiser, {});
  const talk = await addSession(organiser, { dayNumber: '2', title: 'Clusters' });
  await organiser.post(paths.sessionPeople(opening), {
    personId: String(people.speaker.id),
    part: 'speaker',
    talkTitle: 'Links that last',
  });
  await organiser.post(paths.sessionPeople(talk), {
    personId: String(people.chair.id),
    part: 'chair',
  });
});
afterAll(() => server.stop());

test('before the first version the public page says so, and shows nothing of the draft', async () => {
  const page = await server.visitor().get(paths.programme);
  expect(page.status).toBe(200);
  expect(page.text).not.toContain('Clusters');
  expect(page.$('main p').text()).toBe(
    'The programme of the workshop has not been published yet. Please come back later.',
  );
});

test('publishes what was seen, once, and tells nobody of the first version', async () => {
  const { fields, answer } = await publish(organiser);
  expect(answer.location).toBe(paths.programmeVersion(1));
  const again = await organiser.post(paths.programmePublication, fields);
  expect(again.location).toBe(paths.programmeVersion(1));
  expect(await ProgrammeVersion.count()).toBe(1);
  expect(await AuditEvent.count({ where: { action: 'programme.published' } })).toBe(1);
  expect((await organiser.get(paths.programmeVersion(1))).$('main form')).toHaveLength(0);
  // Nothing is new: the page offers no button, and a press by hand is refused.
  expect((await publish(organiser)).answer.status).toBe(422);
  const forced = await organiser.post(paths.programmePublication, { ...fields, number: '2' });
  expect([forced.status, await ProgrammeVersion.count()]).toEqual([409, 1]);
});

test('the public page names people with their economy, the zone and a moment for each time', async () => {
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const day = await WorkshopDay.findByPk(1, { rejectOnEmpty: true });
  const page = await server.visitor().get(paths.programme);
  expect(page.status).toBe(200);
  expect(page.$('h1').text()).toBe(project.name);
  expect(page.text).toContain(`All times are those of ${project.timeZone} (UTC`);
  expect(texts(page, '#day-1 .session-title')).toEqual(['Opening']);
  expect(texts(page, '#day-1 .session-people')).toEqual([
    'Speaker Ana Limón Hong Kong, China“Links that last”',
  ]);
  const start = new Date(String(page.$('#day-1 .session-time').attr('data-start')));
  expect(
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: project.timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(start),
  ).toBe(`${day.date} 09:00`);
  expect(texts(page, '.programme-nav a')).toHaveLength(await WorkshopDay.count());
});

test('a change of the draft is listed before it is public, and then told to those concerned alone', async () => {
  const changed = { ...session, title: 'Opening', startsAt: '08:30', revision: '1' };
  await organiser.post(paths.programmeSession(opening), changed);
  expect((await server.visitor().get(paths.programme)).text).not.toContain('08:30');

  const review = await organiser.get(paths.programmePublication);
  expect(texts(review, '.change-head strong')).toEqual(['Opening']);
  expect(texts(review, '.change-facts div')).toEqual([
    'TimeDay 1, 09:00–10:00 → Day 1, 08:30–10:00',
  ]);
  expect((await publish(organiser)).answer.location).toBe(paths.programmeVersion(2));
  expect((await server.visitor().get(paths.programme)).text).toContain('08:30');
  expect(await noticesFor()).toEqual([]);

  const version = await organiser.get(paths.programmeVersion(2));
  expect(texts(version, 'tbody :is(th, td)')).toEqual([
    ...['Ana Limón', 'ana.limón@people.example', 'part in a changed session', '1'],
    ...['Cam One', 'cam.one@people.example', 'registered for day 1', '1'],
    ...['Fay Silent', 'No address: cannot be told by mail', 'registered for day 1', '1'],
  ]);
  const recipients = String(version.$('input[name=recipients]').val());
  const stale = await organiser.post(paths.programmeNotices(2), { recipients: 'other' });
  expect([stale.status, await noticesFor()]).toEqual([409, []]);
  const presses = await Promise.all(
    [1, 2].map(() => organiser.post(paths.programmeNotices(2), { recipients })),
  );
  expect(presses.map(({ status }) => status)).toEqual([303, 303]);
  expect(await noticesFor()).toEqual(['2 ana.limón@people.example', '2 cam.one@people.example']);
  const mail = await Message.findOne({
    where: { personId: people.speaker.id },
    rejectOnEmpty: true,
  });
  expect(mail.textBody.replace(/\s+/g, ' ')).toContain(
    '08:30–10:00. Time: Day 1, 08:30–10:00 (before: Day 1, 09:00–10:00)',
  );
  expect(mail.linkSubject).toBe('page:programme');
});

test('changes of a version that was not told of are told with the next', async () => {
  await organiser.post(paths.programmeSession(opening), {
    ...session,
    startsAt: '08:30',
    title: 'Opening of the workshop',
    revision: '2',
  });
  expect((await publish(organiser)).answer.location).toBe(paths.programmeVersion(3));
  await addSession(organiser, {
    dayNumber: '2',
    title: 'Networking',
    startsAt: '11:00',
    endsAt: '12:00',
  });
  expect((await publish(organiser)).answer.location).toBe(paths.programmeVersion(4));
  const old = await organiser.get(paths.programmeVersion(3));
  expect(old.$('main form')).toHaveLength(0);
  expect((await organiser.post(paths.programmeNotices(3), { recipients: 'any' })).status).toBe(409);

  const version = await organiser.get(paths.programmeVersion(4));
  expect(texts(version, '.change-head strong')).toEqual(['Networking']);
  expect(texts(version, 'tbody th')).toEqual(['Ana Limón', 'Cam One', 'Fay Silent', 'Dee Two']);
  const recipients = String(version.$('input[name=recipients]').val());
  await organiser.post(paths.programmeNotices(4), { recipients });
  expect((await noticesFor()).filter((line) => line.startsWith('4'))).toEqual([
    '4 ana.limón@people.example',
    '4 cam.one@people.example',
    '4 dee.two@people.example',
  ]);
  const told = await organiser.get(paths.programmeVersion(4));
  expect(told.$('.programme-state').text()).toContain('of all changes since version 2');
});

test('what was seen is what is published: a draft that moved on is shown again', async () => {
  await addSession(organiser, { dayNumber: '3', title: 'Closing' });
  const page = await organiser.get(paths.programmePublication);
  const fields = {
    number: String(page.$('input[name=number]').val()),
    digest: String(page.$('input[name=digest]').val()),
  };
  await addSession(organiser, {
    dayNumber: '3',
    title: 'Farewell',
    startsAt: '10:00',
    endsAt: '11:00',
  });
  const refused = await organiser.post(paths.programmePublication, fields);
  expect(refused.status).toBe(409);
  expect(texts(refused, '.change-head strong')).toEqual(['Closing', 'Farewell']);
  expect(await ProgrammeVersion.count()).toBe(4);
  const { fields: seen } = await publish(organiser);
  expect(await ProgrammeVersion.count()).toBe(5);
  const twice = await Promise.all(
    [1, 2, 3].map(() => organiser.post(paths.programmePublication, seen)),
  );
  expect(twice.map(({ location }) => location)).toEqual(
    [1, 2, 3].map(() => paths.programmeVersion(5)),
  );
  expect(await ProgrammeVersion.count()).toBe(5);
});

test('a zone that makes a session impossible is listed and keeps the programme from being published', async () => {
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const day = await WorkshopDay.findByPk(1, { rejectOnEmpty: true });
  const before = { timeZone: project.timeZone, date: day.date };
  const night = await addSession(organiser, { title: 'Stars', startsAt: '00:15', endsAt: '00:45' });
  await project.update({ timeZone: 'America/Santiago' });
  await day.update({ date: '2026-09-06' });
  const page = await organiser.get(paths.programmePublication);
  expect(texts(page, '.notice-warning li a')).toEqual(['Stars', 'Stars']);
  expect(page.$('input[name=digest]')).toHaveLength(0);
  await project.update({ timeZone: before.timeZone });
  await day.update({ date: before.date });
  await ProgrammeSession.destroy({ where: { id: night } });
});

test('an erased person is named in no version any more, and that is no change to tell of', async () => {
  await publish(organiser);
  const versions = await ProgrammeVersion.count();
  expect((await server.visitor().get(paths.programme)).text).toContain('Ana Limón');
  const erased = await organiser.post(paths.personErasure(people.speaker.id), {
    answers: 'erase',
    confirmation: 'ERASE',
  });
  expect(erased.status).toBe(303);
  const contents = (await ProgrammeVersion.findAll()).map(({ content }) => content);
  expect(contents.filter((content) => /Limón|Links that last/.test(content))).toEqual([]);
  expect(texts(await server.visitor().get(paths.programme), '#day-1 .session-people')).toEqual([
    'Speaker Name withdrawn',
  ]);
  const draft = await organiser.get(paths.programmeDraft);
  expect(draft.$('.programme-state').text()).toContain(
    `The draft is the same as version ${versions}.`,
  );
});

test('overseers and visitors see neither versions nor who is told', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.programmeVersion(2))).status).toBe(403);
  expect((await overseer.post(paths.programmeNotices(4), { recipients: 'x' })).status).toBe(403);
  expect((await server.visitor().get(paths.programmeVersion(2))).status).toBe(302);
  expect((await organiser.get(paths.programmeVersion(99))).status).toBe(404);
  expect((await organiser.post(paths.programmeNotices(4), {})).status).toBe(422);
  expect((await organiser.post(paths.programmePublication, { number: 'x' })).status).toBe(422);
});

test('the page of a version costs as many queries whatever number of people is concerned', async () => {
  const page = () => organiser.get(paths.programmeVersion(5));
  const before = await countQueries(page);
  for (const name of ['Gia', 'Hal', 'Ida']) await register(await makePerson(name, 'Late'), [3]);
  expect(texts(await page(), 'tbody th')).toEqual(['Gia Late', 'Hal Late', 'Ida Late', 'Cam One']);
  expect(await countQueries(page)).toBe(before);
});
