import { Message, Registration, RegistrationChange } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { answer, daysOf, invite, setWorkshop, statusOf } from './invited-people';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
beforeEach(() => setWorkshop('2030-06-11'));
afterAll(() => server.stop());

const namesIn = (page: Answer): string[] =>
  page
    .$('tbody th a')
    .toArray()
    .map((link) => page.$(link).text());

async function revisionOf(id: number): Promise<string> {
  return String((await Registration.findByPk(id, { rejectOnEmpty: true })).revision);
}

test('only organisers see registrations and invite', async () => {
  const guest = await invite();
  const overseer = await server.visitor().signInAs('overseer');
  const addresses = [
    paths.registrations,
    paths.newRegistrationInvitations,
    paths.registration(guest.registration.id),
  ];
  for (const address of addresses) {
    expect((await organiser.get(address)).status).toBe(200);
    expect((await overseer.get(address)).status).toBe(403);
    expect((await visitor.get(address)).status).toBe(302);
  }
  const writes = [
    paths.registrationInvitations,
    paths.registration(guest.registration.id),
    paths.registrationMove(guest.registration.id),
    paths.registrationLink(guest.registration.id),
    paths.registrationCalendars,
  ];
  for (const address of writes) {
    expect((await overseer.post(address, { to: 'cancelled', reason: 'x' })).status).toBe(403);
    expect((await organiser.post(address, { _csrf: '' })).status).toBe(403);
  }
  expect((await organiser.get(paths.registration(999_999))).status).toBe(404);
  expect(await statusOf(guest)).toBe('invited');
});

test('two letters of a name and each filter find the right people, with counts', async () => {
  await Registration.destroy({ where: {} });
  const thai = { economyCode: 'THA', sector: 'public', sex: 'male' };
  await invite(
    { role: 'speaker', days: [1], funding: 'apec_funded' },
    { familyName: 'Wattana', ...thai },
  );
  const peruvian = await invite(
    { days: [2, 3] },
    { familyName: 'Quispe', economyCode: 'PER', sex: '' },
  );
  await answer(visitor, peruvian, { days: ['2', '3'], sex: 'prefer_not_to_say' });
  await invite({}, { familyName: 'Tanaka', economyCode: 'JPN' });
  const found = async (query: string): Promise<string[]> =>
    namesIn(await organiser.get(`${paths.registrations}?${query}`));
  expect(await found('search=wa')).toEqual(['Ana Wattana']);
  expect(await found('search=QU')).toEqual(['Ana Quispe']);
  expect(await found('status=registered')).toEqual(['Ana Quispe']);
  expect(await found('role=speaker')).toEqual(['Ana Wattana']);
  expect(await found('economy=JPN')).toEqual(['Ana Tanaka']);
  expect(await found('sector=public')).toEqual(['Ana Wattana']);
  expect(await found('day=1')).toEqual(['Ana Tanaka', 'Ana Wattana']);
  expect(await found('funding=apec_funded')).toEqual(['Ana Wattana']);
  expect(await found('funding=none')).toEqual(['Ana Quispe', 'Ana Tanaka']);
  expect(await found('travelEligible=no')).toEqual(['Ana Tanaka']);
  expect(await found('status=nonsense&day=x&economy=')).toHaveLength(3);
  const page = await organiser.get(paths.registrations);
  expect(
    page
      .$('.figure-value')
      .toArray()
      .map((box) => page.$(box).text()),
  ).toEqual(['3', '1', '2', '1']);
  expect(
    page
      .$('.figure-note')
      .toArray()
      .map((note) => page.$(note).text()),
  ).toEqual([
    'Men 1, not stated 1',
    'Seats are not limited; by all registered, whatever is filtered',
  ]);
});

test('the list costs the same number of queries with one row and with three', async () => {
  const cost = (query: string): Promise<number> =>
    countQueries(() => organiser.get(`${paths.registrations}?${query}`));
  await cost('search=zz');
  // The outbox asks the database on its own account.
  const settle = () => server.outbox.drain();
  await invite({}, { familyName: 'Onlyone' });
  await settle();
  const one = await cost('search=onlyone');
  for (const name of ['Threex', 'Threey', 'Threez']) await invite({}, { familyName: name });
  await settle();
  expect(await cost('search=three')).toBe(one);
});

test('role, funding and days change with a reason, and the history tells it', async () => {
  const { registration, ...guest } = await invite();
  const { id } = registration;
  const fields = { role: 'speaker', funding: 'host', mode: 'on_site', days: ['2'] };
  const change = { ...fields, reason: 'Speaks on day 2', revision: await revisionOf(id) };
  expect((await organiser.post(paths.registration(id), { ...change, reason: ' ' })).status).toBe(
    422,
  );
  expect((await organiser.post(paths.registration(id), { ...change, days: [] })).status).toBe(422);
  expect((await organiser.post(paths.registration(id), { ...change, days: ['7'] })).status).toBe(
    422,
  );
  expect((await organiser.post(paths.registration(id), change)).status).toBe(303);
  const row = await Registration.findByPk(id, { rejectOnEmpty: true });
  expect([row.role, row.funding, await daysOf({ registration, ...guest })]).toEqual([
    'speaker',
    'host',
    [2],
  ]);
  expect((await organiser.post(paths.registration(id), { ...change, role: 'expert' })).status).toBe(
    409,
  );
  const page = await organiser.get(paths.registration(id));
  const lines = page
    .$('#history-title')
    .closest('section')
    .find('tbody tr')
    .toArray()
    .map((line) =>
      page
        .$(line)
        .find('td')
        .slice(1)
        .toArray()
        .map((cell) => page.$(cell).text()),
    );
  expect(lines).toEqual([
    [
      'Role: Participant → Speaker; Funding: Not decided yet → Funded by the host; Days: 1, 2, 3 → 2',
      'Test organiser',
      'Speaks on day 2',
    ],
    ['Invited', 'Olga Orgen', '–'],
  ]);
});

test('somebody moves up from the waiting list when there is a seat, not before, and is told', async () => {
  await Registration.update({ status: 'cancelled' }, { where: {} });
  await setWorkshop('2030-06-11', 'Europe/Berlin', { capacity: 1 });
  const [first, second] = [await invite(), await invite()];
  await answer(visitor, first);
  await answer(visitor, second);
  expect(await statusOf(second)).toBe('waiting');
  const { id } = second.registration;
  const move = async () => ({
    to: 'registered',
    reason: 'A seat is free',
    revision: await revisionOf(id),
  });
  const refused = await organiser.post(paths.registrationMove(id), await move());
  expect([refused.status, refused.$('.notice-danger p').text()]).toEqual([
    409,
    'All seats on site are taken (1). Raise the capacity in the settings of the workshop, or take somebody off first.',
  ]);
  await visitor.post(paths.participantRefusal(first.token));
  expect((await organiser.post(paths.registrationMove(id), await move())).status).toBe(303);
  expect(await statusOf(second)).toBe('registered');
  const mail = await Message.findOne({
    where: { personId: second.person.id, kind: 'registration' },
    order: [['id', 'DESC']],
  });
  expect(mail?.subject).toBe('A place for you: Cluster workshop');
  const change = await RegistrationChange.findOne({
    where: { registrationId: id },
    order: [['id', 'DESC']],
  });
  expect([change?.fromStatus, change?.toStatus, change?.reason]).toEqual([
    'waiting',
    'registered',
    'A seat is free',
  ]);
  expect(
    (await organiser.post(paths.registrationMove(id), { ...(await move()), to: 'invited' })).status,
  ).toBe(409);
});

test('the link goes out again, once for each press', async () => {
  const { registration, person } = await invite();
  const key = 'k'.repeat(32);
  await organiser.post(paths.registrationLink(registration.id), { key });
  await organiser.post(paths.registrationLink(registration.id), { key });
  const mails = await Message.findAll({ where: { personId: person.id, kind: 'registration' } });
  expect(mails.map(({ subject, linkSubject }) => [subject, linkSubject])).toEqual([
    ['Your page: Cluster workshop', `registration:${registration.id}`],
  ]);
});

test('freed seats are offered to those who have waited longest, and to nobody else', async () => {
  await Registration.update({ status: 'cancelled' }, { where: {} });
  await setWorkshop('2030-06-11', 'Europe/Berlin', { capacity: 2 });
  const [first, second, third, fourth] = [
    await invite(),
    await invite(),
    await invite(),
    await invite({}, { familyName: 'Waits' }),
  ];
  for (const guest of [first, second, third, fourth]) await answer(visitor, guest);
  // The one who joined the list first waits longest, whatever was changed about them since.
  await answer(visitor, third, { position: 'Director' });
  const offer = `form[action="${paths.registrationWaitingList}"]`;
  expect((await organiser.get(paths.registrations)).$(offer)).toHaveLength(0);
  await visitor.post(paths.participantRefusal(first.token));
  const late = await invite({}, { familyName: 'Late' });
  expect((await visitor.get(paths.participant(late.token))).$('#register button').text()).toBe(
    'Go on the waiting list',
  );
  await answer(visitor, late);
  expect(await statusOf(late)).toBe('waiting');
  const page = await organiser.get(paths.registrations);
  const shown = String(page.$(`${offer} input[name="shown"]`).val());
  expect(page.$('.notice-info p').first().text()).toBe(
    '1 seat is free, and 3 people wait for one. Seats are kept for those on the list: who registers now joins it at its end.',
  );
  expect(page.$('.notice-info li a').attr('href')).toBe(paths.registration(third.registration.id));
  const anyone = await server.visitor().signInAs('overseer');
  expect((await anyone.post(paths.registrationWaitingList, { shown })).status).toBe(403);
  expect((await organiser.post(paths.registrationWaitingList, {})).status).toBe(422);
  // Ten presses at once give one seat to one person.
  const presses = await Promise.all(
    Array.from({ length: 10 }, () => organiser.post(paths.registrationWaitingList, { shown })),
  );
  expect(presses.map(({ status }) => status).sort()).toEqual([
    303,
    ...Array.from({ length: 9 }, () => 409),
  ]);
  expect(await Promise.all([second, third, fourth, late].map(statusOf))).toEqual([
    'registered',
    'registered',
    'waiting',
    'waiting',
  ]);
  const mail = await Message.findOne({
    where: { personId: third.person.id, kind: 'registration' },
    order: [['id', 'DESC']],
  });
  expect(mail?.subject).toBe('A place for you: Cluster workshop');
  // Of newcomers and one who goes, all at once: nobody passes the list.
  const newcomers = await Promise.all(Array.from({ length: 6 }, () => invite()));
  await Promise.all([
    visitor.post(paths.participantRefusal(second.token)),
    ...newcomers.map((guest) => answer(server.visitor(), guest)),
  ]);
  expect(await Promise.all(newcomers.map(statusOf))).toEqual(newcomers.map(() => 'waiting'));
});
