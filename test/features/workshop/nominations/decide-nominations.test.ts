import { inTransaction } from '../../../../src/db/transaction';
import { changeStatus } from '../../../../src/features/workshop/registrations/change-status';
import {
  Message,
  Nomination,
  NominationDecision,
  Person,
  Registration,
  RegistrationChange,
  RegistrationDay,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { makePerson } from '../../people/example-people';
import { decide, makeFocalPoint, nominate, rulesFor } from './example-nominations';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
afterAll(() => server.stop());

async function registrationOf(email: string): Promise<Registration | null> {
  const person = await Person.findOne({ where: { emailKey: email.toLowerCase() } });
  return person === null ? null : Registration.findOne({ where: { personId: person.id } });
}

test('accepting adds the person as typed, with a registration for all days, once', async () => {
  const { token } = await makeFocalPoint('VNM');
  const email = 'Lan.Nguyen@Cluster.example';
  const nomination = await nominate(visitor, token, {
    email,
    role: 'speaker',
    clusterName: 'Delta',
  });
  const both = await Promise.all([
    decide(organiser, [nomination], 'accepted'),
    decide(organiser, [nomination], 'accepted'),
  ]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  const person = await Person.findOne({
    where: { emailKey: email.toLowerCase() },
    rejectOnEmpty: true,
  });
  expect([
    person.title,
    person.givenName,
    person.familyName,
    person.email,
    person.economyCode,
    person.role,
  ]).toEqual(['Dr', 'Ngoc Lan', 'de la NGUYEN', email, 'VNM', 'speaker']);
  const registration = await Registration.findOne({
    where: { personId: person.id },
    rejectOnEmpty: true,
  });
  expect([registration.status, registration.origin, registration.role]).toEqual([
    'invited',
    'nomination',
    'speaker',
  ]);
  expect(await RegistrationDay.count({ where: { registrationId: registration.id } })).toBe(3);
  const mails = await Message.findAll({ where: { personId: person.id } });
  expect(mails.map(({ kind, linkSubject }) => [kind, linkSubject])).toEqual([
    ['workshop_invitation', `registration:${registration.id}`],
  ]);
  const history = await NominationDecision.findAll({
    where: { nominationId: nomination.id },
    order: ['id'],
  });
  expect(history.map(({ toStatus, decidedBy }) => [toStatus, decidedBy])).toEqual([
    ['submitted', 'Focal point'],
    ['accepted', 'Test organiser'],
  ]);
  const page = await visitor.get(paths.focalPoint(token));
  expect(page.$('.nominee-card .status').text()).toBe('Accepted');
  const tooLate = await visitor.post(paths.focalPointWithdrawal(token, nomination.id));
  expect([tooLate.status, (await nomination.reload()).status]).toEqual([409, 'accepted']);
});

test('what is known of a person stays; differences are shown, gaps are filled', async () => {
  const known = await makePerson({
    givenName: 'Marie',
    familyName: 'DUPONT',
    email: 'marie@known.example',
    sex: 'female',
    sector: '',
    position: 'Director',
    economyCode: 'CAN',
    clusterName: '',
    role: 'contact',
  });
  const { token } = await makeFocalPoint('CAN');
  const nomination = await nominate(visitor, token, {
    email: 'MARIE@known.example',
    givenName: 'Marie',
    familyName: 'Dupont',
    sex: 'male',
    sector: 'academia',
    position: 'Director',
  });
  const page = await organiser.get(paths.nominee(nomination.id));
  const shown = page
    .$('main table tbody tr')
    .filter((_, row) => page.$(row).find('td').length === 2);
  expect(shown.map((_, row) => page.$(row).text().replace(/\s+/g, ' ').trim()).get()).toEqual([
    'Family nameDUPONTDupont',
    'SexFemaleMale',
    'OrganisationCluster AInvented Cluster',
  ]);
  expect((await decide(organiser, [nomination], 'accepted')).status).toBe(303);
  await known.reload();
  expect([known.familyName, known.sex, known.sector, known.role, known.organisation]).toEqual([
    'DUPONT',
    'female',
    'academia',
    'contact',
    'Cluster A',
  ]);
});

test('of three accepted at once for the last place, one is; reserves take a place when accepted', async () => {
  await rulesFor('PER', { places: 1 });
  const { token } = await makeFocalPoint('PER');
  const nominations = [
    await nominate(visitor, token),
    await nominate(visitor, token, { as: 'reserve' }),
    await nominate(visitor, token, { as: 'reserve' }),
  ];
  const answers = await Promise.all(nominations.map((one) => decide(organiser, [one], 'accepted')));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  const accepted = await Nomination.findAll({ where: { economyCode: 'PER', status: 'accepted' } });
  expect(accepted.map(({ reserveRank }) => reserveRank)).toEqual([null]);
  const refused = answers.find(({ status }) => status === 422);
  expect(refused?.$('.notice-danger li').text()).toBe(
    'Peru has 1 place, and 2 people would be accepted. Give the economy more places first, or choose fewer people.',
  );
});

test('several are decided together or not at all', async () => {
  const { token } = await makeFocalPoint('CHL');
  const [first, second] = [await nominate(visitor, token), await nominate(visitor, token)];
  expect((await visitor.post(paths.focalPointWithdrawal(token, second.id))).status).toBe(303);
  const answer = await decide(organiser, [first, second], 'accepted');
  expect(answer.status).toBe(409);
  expect((await first.reload()).status).toBe('submitted');
  expect(await registrationOf(first.email ?? '')).toBeNull();
  expect((await decide(organiser, [], 'accepted')).$('.notice-danger li').text()).toBe(
    'Please choose at least one person.',
  );
  const silent = await decide(organiser, [first], 'declined');
  expect([silent.status, silent.$('#field-publicReason-error').length]).toEqual([422, 1]);
  const reason = {
    publicReason: 'The theme of the day is another one.',
    note: 'Not for the economy',
  };
  expect((await decide(organiser, [first], 'declined', reason)).status).toBe(303);
  const page = await visitor.get(paths.focalPoint(token));
  expect(page.$('.nominee-reason').text()).toBe(reason.publicReason);
  expect(page.text).not.toContain(reason.note);
  expect((await organiser.get(paths.nominee(first.id))).text).toContain(reason.note);
});

test('a decision taken back takes the invitation back, but not a registration', async () => {
  const { token } = await makeFocalPoint('THA');
  const email = 'back@cluster.example';
  const nomination = await nominate(visitor, token, { email });
  await decide(organiser, [nomination], 'accepted');
  await decide(organiser, [nomination], 'waiting');
  expect((await registrationOf(email))?.status).toBe('cancelled');
  await decide(organiser, [nomination], 'accepted');
  const registration = await registrationOf(email);
  expect(registration?.status).toBe('invited');
  const changes = await RegistrationChange.findAll({
    where: { registrationId: registration?.id ?? 0 },
    order: ['id'],
  });
  expect(changes.map(({ toStatus }) => toStatus)).toEqual(['invited', 'cancelled', 'invited']);
  await inTransaction(async (tx) => {
    if (registration !== null)
      await changeStatus(tx, registration, 'registered', { by: 'The person' });
  });
  const refused = await decide(organiser, [nomination], 'declined', { publicReason: 'No' });
  expect([refused.status, (await nomination.reload()).status]).toEqual([409, 'accepted']);
});

test('one person nominated by two economies at once becomes one person, registered once', async () => {
  const email = 'both@cluster.example';
  const nominations = [
    await nominate(visitor, (await makeFocalPoint('JPN')).token, { email }),
    await nominate(visitor, (await makeFocalPoint('KOR')).token, { email }),
  ];
  const answers = await Promise.all(nominations.map((one) => decide(organiser, [one], 'accepted')));
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const people = await Person.findAll({ where: { emailKey: email } });
  expect(people).toHaveLength(1);
  expect(await Registration.count({ where: { personId: people[0]?.id ?? 0 } })).toBe(1);
  const [first] = nominations;
  if (first !== undefined)
    await decide(organiser, [first], 'declined', { publicReason: 'Once is enough' });
  expect((await registrationOf(email))?.status).toBe('invited');
});

test('the outlook says what the selection makes of each day, as in the list', async () => {
  const { token } = await makeFocalPoint('MEX');
  await rulesFor('MEX', { places: 9 });
  const nominations = [
    await nominate(visitor, token, { sex: 'female' }),
    await nominate(visitor, token, { sex: 'male' }),
  ];
  const cells = async (ids: number[]): Promise<string[]> => {
    const query = ids.map((id) => `selected=${id}`).join('&');
    const page = await organiser.get(`${paths.nomineesOutlook}?${query}`);
    const values = page.$('tbody tr').eq(0).find('.outlook-value strong').slice(0, 4);
    return values.map((_, one) => page.$(one).text()).get();
  };
  const before = await cells([]);
  const added = (at: number): number => Number(before[at] ?? 0);
  const after = await cells(nominations.map(({ id }) => id));
  expect([after[0], after[1], after[3]].map(Number)).toEqual([
    added(0) + 2,
    added(1) + 1,
    added(3) + 2,
  ]);
  expect((await decide(organiser, nominations, 'accepted')).status).toBe(303);
  expect(await cells([])).toEqual(after);
  expect(await cells(nominations.map(({ id }) => id))).toEqual(after);
  expect((await organiser.get(`${paths.nomineesOutlook}?selected=no&selected=-1`)).status).toBe(
    200,
  );
});

test('the list costs the same with one person and with many', async () => {
  const view = (status: string) => organiser.get(`${paths.nominees}?status=${status}&economy=AUS`);
  const { token } = await makeFocalPoint('AUS');
  await rulesFor('AUS', { places: 9 });
  await nominate(visitor, token);
  await view('open');
  const one = await countQueries(() => view('open'));
  for (let at = 0; at < 3; at += 1) await nominate(visitor, token);
  expect(await countQueries(() => view('open'))).toBe(one);
  expect((await view('open')).$('tbody input[name=ids]')).toHaveLength(4);
  expect((await view('nonsense')).status).toBe(200);
});
