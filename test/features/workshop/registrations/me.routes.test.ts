import { setClock } from '../../../../src/lib/clock';
import { purgeNeeds } from '../../../../src/features/workshop/registrations/purge-needs';
import {
  AuditEvent,
  Consent,
  Message,
  Person,
  Registration,
  RegistrationChange,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { answer, daysOf, invite, setWorkshop, statusOf } from './invited-people';

let server: TestServer;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  visitor = server.visitor();
});
beforeEach(() => setWorkshop('2030-06-11'));
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

test('an invited person sees what they are invited to, with a form and no badge', async () => {
  const guest = await invite({ role: 'speaker', funding: 'host' }, { familyName: 'de la Cruz' });
  const page = await visitor.get(paths.participant(guest.token));
  expect(page.status).toBe(200);
  expect(page.$('h1').text()).toBe('You are invited');
  const facts = Object.fromEntries(
    page
      .$('.me-facts > div')
      .toArray()
      .map((row) => [page.$(row).find('dt').text(), page.$(row).find('dd').text()]),
  );
  expect(facts).toEqual({
    Name: 'Ana de la Cruz',
    When: '11 – 13 June 2030',
    Where: 'Hall 4, Quay 1',
    'You come as': 'Speaker',
    Funding: 'Funded by the host',
    Times: 'By the clocks of Europe/Berlin',
  });
  expect(page.$('#field-familyName').val()).toBe('de la Cruz');
  expect(page.$('.me-badge')).toHaveLength(0);
  expect((await visitor.get(paths.participantBadge(guest.token))).status).toBe(404);
  expect((await visitor.get(paths.participantCalendar(guest.token))).status).toBe(404);
  expect(await statusOf(guest)).toBe('invited');
});

test.each([
  ['a made-up link', 'A'.repeat(32)],
  ['an empty link of spaces', ' '],
  ['an endless link', 'x'.repeat(5000)],
])('%s leads nowhere, for reading and for answering', async (_name, token) => {
  const page = await visitor.get(paths.participant(token));
  expect([page.status, page.$('form').length]).toEqual([404, 0]);
  expect((await visitor.post(paths.participantRegistration(token), {})).status).toBe(404);
  expect((await visitor.post(paths.participantRefusal(token), {})).status).toBe(404);
  expect((await visitor.get(paths.participantCalendar(token))).status).toBe(404);
});

test('registering corrects the details, keeps consents in their words and shows the badge', async () => {
  const guest = await invite();
  const sent = await answer(visitor, guest, {
    givenName: 'Nguyễn',
    familyName: 'McDonald',
    days: ['1', '3'],
    dietaryNeeds: 'Vegetarian',
    accessNeeds: 'Step-free',
    photographs: 'yes',
  });
  expect([sent.status, sent.location]).toEqual([303, paths.participant(guest.token)]);
  const person = await Person.findByPk(guest.person.id, { rejectOnEmpty: true });
  expect([person.givenName, person.familyName, person.nameKey]).toEqual([
    'Nguyễn',
    'McDonald',
    'mcdonald nguyen mcdonald',
  ]);
  const { status, dietaryNeeds, accessNeeds } = await Registration.findByPk(guest.registration.id, {
    rejectOnEmpty: true,
  });
  expect({ status, dietaryNeeds, accessNeeds, days: await daysOf(guest) }).toEqual({
    status: 'registered',
    dietaryNeeds: 'Vegetarian',
    accessNeeds: 'Step-free',
    days: [1, 3],
  });
  const consents = await Consent.findAll({ where: { personId: person.id }, order: ['id'] });
  expect(consents.map(({ kind, given, source }) => [kind, given, source])).toEqual([
    ['data_use', true, 'workshop_registration'],
    ['participant_list', false, 'workshop_registration'],
    ['photographs', true, 'workshop_registration'],
  ]);
  const page = await visitor.get(paths.participant(guest.token));
  expect(page.$('h1').text()).toBe('You are registered');
  expect(page.$('.me-name').text()).toBe('Nguyễn McDonald');
  expect(page.$('.me-code svg')).toHaveLength(1);
  expect(page.$('.me-letters').text()).toMatch(/^PEC(-[0-9A-Z]{4}){3}$/);
  const badge = await visitor.get(paths.participantBadge(guest.token));
  expect([badge.status, badge.body.subarray(1, 4).toString()]).toEqual([200, 'PNG']);
  // What somebody needs stands in one place only, from where it is removed.
  const events = await AuditEvent.findAll({ where: { personId: person.id } });
  expect(JSON.stringify(events)).not.toMatch(/Vegetarian|Step-free/);
});

test.each([
  ['no family name', { familyName: ' ' }, 'familyName'],
  ['no address', { email: '' }, 'email'],
  ['no consent to the use of data', { dataUse: '' }, 'dataUse'],
  ['no day', { days: [] }, 'days'],
  ['a day that the workshop does not have', { days: ['1', '9'] }, 'days'],
  ['a sex that does not exist', { sex: 'x' }, 'sex'],
])('refuses %s beside its field, and changes nothing', async (_name, wrong, field) => {
  const guest = await invite();
  const page = await answer(visitor, guest, { givenName: 'Typed', ...wrong });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$(`#field-${field}`)).toHaveLength(1);
  expect(page.$('#field-givenName').val()).toBe('Typed');
  expect(await statusOf(guest)).toBe('invited');
  expect(await Consent.count({ where: { personId: guest.person.id } })).toBe(0);
});

test('an address of somebody else is refused', async () => {
  const [one, other] = [await invite(), await invite()];
  const page = await answer(visitor, one, { email: other.person.email?.toUpperCase() ?? '' });
  expect([page.status, page.$('.notice a[href="#field-email"]').length]).toEqual([422, 1]);
});

test('a person accepts, declines and accepts again; each step is history and a mail', async () => {
  const guest = await invite();
  await answer(visitor, guest, { dietaryNeeds: 'Halal' });
  await answer(visitor, guest, { dietaryNeeds: 'Halal' });
  await visitor.post(paths.participantRefusal(guest.token));
  await visitor.post(paths.participantRefusal(guest.token));
  const declined = await Registration.findByPk(guest.registration.id, { rejectOnEmpty: true });
  expect([declined.status, declined.dietaryNeeds]).toEqual(['declined', null]);
  expect((await visitor.get(paths.participant(guest.token))).$('.me-badge')).toHaveLength(0);
  await answer(visitor, guest);
  const history = await RegistrationChange.findAll({
    where: { registrationId: guest.registration.id },
    order: ['id'],
  });
  expect(
    history.map(({ fromStatus, toStatus, changedBy }) => [fromStatus, toStatus, changedBy]),
  ).toEqual([
    [null, 'invited', 'Olga Orgen'],
    ['invited', 'registered', 'The person'],
    ['registered', 'declined', 'The person'],
    ['declined', 'registered', 'The person'],
  ]);
  const mails = await Message.findAll({
    where: { personId: guest.person.id, kind: ['workshop_invitation', 'registration'] },
    order: ['id'],
  });
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Invitation: Cluster workshop',
    'Registered: Cluster workshop',
    'Registered: Cluster workshop',
  ]);
});

test('of twenty who want the last seat at the same time one gets it, the others wait', async () => {
  await setWorkshop('2030-06-11', 'Europe/Berlin', { capacity: 1 });
  await Registration.update({ status: 'cancelled' }, { where: {} });
  const guests = await Promise.all(Array.from({ length: 20 }, () => invite()));
  const answers = await Promise.all(guests.map((guest) => answer(server.visitor(), guest)));
  expect(answers.map(({ status }) => status)).toEqual(guests.map(() => 303));
  const states = await Promise.all(guests.map(statusOf));
  expect(states.filter((status) => status === 'registered')).toHaveLength(1);
  expect(states.filter((status) => status === 'waiting')).toHaveLength(19);
  const waiting = guests[states.indexOf('waiting')];
  if (waiting === undefined) throw new Error('Somebody waits.');
  const page = await visitor.get(paths.participant(waiting.token));
  expect(page.$('h1').text()).toBe('You are on the waiting list');
  // Saving once more is no way past the list.
  await answer(visitor, waiting, { position: 'Director' });
  expect(await statusOf(waiting)).toBe('waiting');
});

test('online places need no seat; who is online cannot take one that is not there', async () => {
  await setWorkshop('2030-06-11', 'Europe/Berlin', { capacity: 1, mode: 'hybrid' });
  await Registration.update({ status: 'cancelled' }, { where: {} });
  const [first, second] = [await invite(), await invite()];
  await answer(visitor, first, { mode: 'on_site' });
  await answer(visitor, second, { mode: 'online' });
  expect([await statusOf(first), await statusOf(second)]).toEqual(['registered', 'registered']);
  const refused = await answer(visitor, second, { mode: 'on_site' });
  expect([refused.status, refused.$('.notice a[href="#field-mode"]').length]).toEqual([422, 1]);
  await visitor.post(paths.participantRefusal(first.token));
  expect((await answer(visitor, second, { mode: 'on_site' })).status).toBe(303);
});

test('who waits for a seat and chooses to come online waits no longer', async () => {
  await setWorkshop('2030-06-11', 'Europe/Berlin', { capacity: 1, mode: 'hybrid' });
  await Registration.update({ status: 'cancelled' }, { where: {} });
  const [first, guest] = [await invite(), await invite()];
  await answer(visitor, first, { mode: 'on_site' });
  await answer(visitor, guest, { mode: 'on_site' });
  expect(await statusOf(guest)).toBe('waiting');
  await answer(visitor, guest, { mode: 'online' });
  expect(await statusOf(guest)).toBe('registered');
  const mails = await Message.findAll({ where: { personId: guest.person.id }, order: ['id'] });
  const told = mails.filter(({ subject }) => subject === 'Registered: Cluster workshop');
  expect(told).toHaveLength(1);
  const back = await answer(visitor, guest, { mode: 'on_site' });
  expect([back.status, await statusOf(guest)]).toEqual([422, 'registered']);
});

test('after the registration closed nobody accepts or declines, but details can be put right', async () => {
  const [guest, late] = [await invite(), await invite()];
  await answer(visitor, guest);
  const closes = new Date('2030-06-01T10:00:00Z');
  await setWorkshop('2030-06-11', 'Europe/Berlin', { registrationClosesAt: closes });
  setClock(new Date(closes.getTime() - 1000));
  expect((await visitor.get(paths.participant(late.token))).$('.me-form')).toHaveLength(1);
  setClock(closes);
  expect((await visitor.get(paths.participant(late.token))).$('.me-form')).toHaveLength(0);
  expect((await answer(visitor, late)).status).toBe(409);
  expect((await visitor.post(paths.participantRefusal(guest.token))).status).toBe(409);
  expect((await answer(visitor, guest, { familyName: 'Núñez', days: ['1'] })).status).toBe(303);
  expect([await statusOf(guest), await statusOf(late), await daysOf(guest)]).toEqual([
    'registered',
    'invited',
    [1, 2, 3],
  ]);
  expect((await Person.findByPk(guest.person.id))?.familyName).toBe('Núñez');
});

test('who was cancelled by the team cannot register by the old page', async () => {
  const guest = await invite();
  await Registration.update({ status: 'cancelled' }, { where: { id: guest.registration.id } });
  expect((await visitor.get(paths.participant(guest.token))).$('form')).toHaveLength(0);
  expect((await answer(visitor, guest)).status).toBe(409);
  expect((await visitor.post(paths.participantRefusal(guest.token))).status).toBe(409);
  expect(await statusOf(guest)).toBe('cancelled');
});

test('needs are removed once the last day has passed in the zone of the workshop, not before', async () => {
  const guest = await invite();
  await answer(visitor, guest, { dietaryNeeds: 'Vegan', accessNeeds: 'Sign language' });
  const needs = async () => {
    const row = await Registration.findByPk(guest.registration.id, { rejectOnEmpty: true });
    return [row.dietaryNeeds, row.accessNeeds];
  };
  setClock(new Date('2030-06-13T21:59:00Z'));
  await purgeNeeds();
  expect(await needs()).toEqual(['Vegan', 'Sign language']);
  setClock(new Date('2030-06-13T22:00:00Z'));
  await purgeNeeds();
  expect(await needs()).toEqual([null, null]);
  // The page stays, and takes no needs any more.
  const page = await visitor.get(paths.participant(guest.token));
  expect([page.status, page.$('#field-dietaryNeeds').length]).toEqual([200, 0]);
  await answer(visitor, guest, { dietaryNeeds: 'Vegan' });
  expect(await needs()).toEqual([null, null]);
});

test('another site cannot answer for somebody', async () => {
  const guest = await invite();
  const forged = await visitor.send(
    'POST',
    paths.participantRefusal(guest.token),
    new URLSearchParams(),
    { 'Sec-Fetch-Site': 'cross-site' },
  );
  expect([forged.status, await statusOf(guest)]).toEqual([403, 'invited']);
});
