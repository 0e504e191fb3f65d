import { Message, Registration, Unsubscription } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { invite, makeContact, setWorkshop } from './invited-people';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
beforeEach(() => setWorkshop('2030-06-11'));
afterAll(() => server.stop());

const choice = { economy: 'VNM', search: 'Tran', as: 'expert', funding: 'host' };
const shownIn = (page: Answer): string => String(page.$('input[name=shown]').val());

test('invitations show the exact list and who is left out, and invite each person once', async () => {
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
  expect(page.$('#list-title').text()).toBe('2 people on the list');
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

test('invitations send nothing when the list is another one than was shown, or nobody is on it', async () => {
  const query = new URLSearchParams({ search: 'Nguyen Unique' }).toString();
  const person = await makeContact({ familyName: 'Nguyen Unique' });
  const page = await organiser.get(`${paths.newRegistrationInvitations}?${query}`);
  await person.update({ email: 'moved@clusters.example', emailKey: 'moved@clusters.example' });
  const order = { search: 'Nguyen Unique', as: 'participant', shown: shownIn(page) };
  const changed = await organiser.post(paths.registrationInvitations, order);
  expect([changed.status, await Registration.count({ where: { personId: person.id } })]).toEqual([
    409, 0,
  ]);
  const nobody = await organiser.get(`${paths.newRegistrationInvitations}?search=nobody-has-this`);
  const empty = { search: 'nobody-has-this', as: 'participant', shown: shownIn(nobody) };
  expect((await organiser.post(paths.registrationInvitations, empty)).status).toBe(422);
  expect(
    (await organiser.post(paths.registrationInvitations, { ...order, as: 'king' })).status,
  ).toBe(422);
});

test('invitations are not sent after the registration has closed', async () => {
  await setWorkshop('2030-06-11', 'Europe/Berlin', { registrationClosesAt: new Date(0) });
  await makeContact({ familyName: 'Late Person' });
  const page = await organiser.get(`${paths.newRegistrationInvitations}?search=late+person`);
  const order = { search: 'late person', as: 'participant', shown: shownIn(page) };
  expect((await organiser.post(paths.registrationInvitations, order)).status).toBe(409);
});
