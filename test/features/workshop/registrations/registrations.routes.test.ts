import {
  AuditEvent,
  Message,
  Person,
  Registration,
  RegistrationChange,
  Unsubscription,
} from '../../../../src/models';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { exportPerson } from '../../../../src/features/people/export-person';
import { badgeCode, badgeHash } from '../../../../src/lib/badge-code';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { answer, daysOf, invite, makeContact, setWorkshop, statusOf, team } from './invited-people';

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
  ).toEqual(['3', '1', '2', '1 taken, no limit']);
  expect(page.$('.figure-note').first().text()).toBe('1 men, 1 not stated');
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
    'All 1 seats are taken. Raise the capacity in the settings of the workshop, or take somebody off first.',
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

describe('invitations', () => {
  const choice = { economy: 'VNM', search: 'Tran', as: 'expert', funding: 'host' };
  const shownIn = (page: Answer): string => String(page.$('input[name=shown]').val());

  test('show the exact list and who is left out, and invite each person once', async () => {
    const base = { economyCode: 'VNM' };
    const bao = await makeContact({ ...base, familyName: 'Tran Bao' });
    const chi = await makeContact({ ...base, familyName: 'Tran Chi' });
    const dao = await makeContact({ ...base, familyName: 'Tran Dao' });
    await makeContact({ ...base, familyName: 'Tran Em', email: '' });
    const unwilling = await makeContact({ ...base, familyName: 'Tran Giang' });
    await Unsubscription.create({ addressKey: unwilling.emailKey ?? '', kind: 'workshop' });
    await invite({}, { ...base, familyName: 'Tran Hoa' });
    await makeContact({ economyCode: 'CHL', familyName: 'Tran Elsewhere' });
    const page = await organiser.post(paths.registrationInvitationSelection, {
      ...choice,
      without: String(dao.id),
    });
    expect(page.$('#list-title').text()).toBe('2 people are invited');
    expect(
      page
        .$('.left-out summary')
        .toArray()
        .map((one) => page.$(one).text()),
    ).toEqual([
      '1: have been invited already, or have answered',
      '1: no e-mail address',
      '1: want no invitations by mail',
    ]);
    const order = {
      ...choice,
      without: String(dao.id),
      note: 'Please come!',
      shown: shownIn(page),
    };
    const preview = await organiser.post(paths.registrationInvitationPreview, order);
    expect(preview.$('#preview pre').text()).toContain('Please come!');
    expect(preview.$('#preview pre').text()).toContain('Funding: Funded by the host');
    const answers = await Promise.all([
      organiser.post(paths.registrationInvitations, order),
      organiser.post(paths.registrationInvitations, order),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const rows = await Registration.findAll({
      where: { personId: [bao.id, chi.id, dao.id] },
      order: ['personId'],
    });
    expect(
      rows.map(({ personId, role, funding, status }) => [personId, role, funding, status]),
    ).toEqual([
      [bao.id, 'expert', 'host', 'invited'],
      [chi.id, 'expert', 'host', 'invited'],
    ]);
    const mails = await Message.findAll({ where: { personId: [bao.id, chi.id, dao.id] } });
    expect(mails.map(({ kind }) => kind)).toEqual(['workshop_invitation', 'workshop_invitation']);
    // What was previewed is what is sent, but for the addresses of the links.
    const plain = (text = ''): string => text.replace(/^(?:https?:|\{\{).*$/gm, '…');
    const [mail] = mails.filter(({ personId }) => personId === bao.id);
    expect(plain(mail?.textBody)).toBe(plain(preview.$('#preview pre').text()));
  });

  test('send nothing when the list is another one than was shown, or nobody is on it', async () => {
    const query = new URLSearchParams({ search: 'Nguyen Unique' }).toString();
    const person = await makeContact({ familyName: 'Nguyen Unique' });
    const page = await organiser.get(`${paths.newRegistrationInvitations}?${query}`);
    await person.update({ email: 'moved@clusters.example', emailKey: 'moved@clusters.example' });
    const order = { search: 'Nguyen Unique', as: 'participant', shown: shownIn(page) };
    const changed = await organiser.post(paths.registrationInvitations, order);
    expect([changed.status, await Registration.count({ where: { personId: person.id } })]).toEqual([
      409, 0,
    ]);
    const nobody = await organiser.get(
      `${paths.newRegistrationInvitations}?search=nobody-has-this`,
    );
    const empty = { search: 'nobody-has-this', as: 'participant', shown: shownIn(nobody) };
    expect((await organiser.post(paths.registrationInvitations, empty)).status).toBe(422);
    expect(
      (await organiser.post(paths.registrationInvitations, { ...order, as: 'king' })).status,
    ).toBe(422);
  });

  test('are not sent after the registration has closed', async () => {
    await setWorkshop('2030-06-11', 'Europe/Berlin', { registrationClosesAt: new Date(0) });
    await makeContact({ familyName: 'Late Person' });
    const page = await organiser.get(`${paths.newRegistrationInvitations}?search=late+person`);
    const order = { search: 'late person', as: 'participant', shown: shownIn(page) };
    expect((await organiser.post(paths.registrationInvitations, order)).status).toBe(409);
  });
});

test('an erased person has no link, no badge and no needs; what is counted stays', async () => {
  const guest = await invite(
    { funding: 'host' },
    { familyName: 'Zerbini', email: 'zerbini@clusters.example' },
  );
  await answer(visitor, guest, { dietaryNeeds: 'Gluten-free', days: ['1', '3'] });
  const before = (await exportPerson(team, guest.person.id)) as { registration: object };
  expect(before.registration).toMatchObject({
    status: 'registered',
    dietaryNeeds: 'Gluten-free',
    days: [1, 3],
  });
  await erasePerson(team, guest.person.id, 'keep');
  expect((await visitor.get(paths.participant(guest.token))).status).toBe(404);
  expect((await answer(visitor, guest)).status).toBe(404);
  const row = await Registration.findByPk(guest.registration.id, { rejectOnEmpty: true });
  expect([row.status, row.role, row.funding, row.dietaryNeeds, await daysOf(guest)]).toEqual([
    'cancelled',
    'participant',
    'host',
    null,
    [1, 3],
  ]);
  const codeOnBadge = badgeHash(badgeCode(row.id)) ?? '';
  expect(await Registration.count({ where: { badgeHash: codeOnBadge } })).toBe(0);
  const person = await Person.findByPk(guest.person.id, { rejectOnEmpty: true });
  expect([person.economyCode, person.sex, person.sector]).toEqual(['CHL', 'female', 'private']);
  const left = JSON.stringify([
    await Message.findAll({ where: { personId: person.id } }),
    await AuditEvent.findAll({ where: { personId: person.id } }),
    await RegistrationChange.findAll({ where: { registrationId: row.id } }),
  ]).toLowerCase();
  expect(left).not.toMatch(/zerbini|gluten/);
  expect((await organiser.get(`${paths.registrations}?search=zerbini`)).$('tbody tr')).toHaveLength(
    0,
  );
  expect((await organiser.get(paths.registration(row.id))).$('h1').text()).toBe('Erased person');
});
