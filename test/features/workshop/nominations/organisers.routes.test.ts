import { linkToken } from '../../../../src/lib/link-tokens';
import { AuditEvent, FocalPoint, Message, NominationRule, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { makePerson, personFields } from '../../people/example-people';
import { makeFocalPoint, nominate, nominee, rulesFor } from './example-nominations';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

const focalPerson = (economyCode: string, email: string) =>
  makePerson({ familyName: 'Focal', email, economyCode, role: 'focal_point', clusterName: '' });

test('the pages are for organisers: visitors sign in, overseers are refused', async () => {
  const pages = [
    paths.nominations,
    paths.nominationEconomy('VNM'),
    paths.focalPointLinks,
    paths.nominees,
    paths.nomineesOutlook,
    paths.nominee(1),
  ];
  const overseer = await server.visitor().signInAs('overseer');
  for (const page of pages) {
    expect((await server.visitor().get(page)).status).toBe(302);
    expect((await overseer.get(page)).status).toBe(403);
  }
  const posts = [
    paths.nominationSettings,
    paths.nominationRules('VNM'),
    paths.focalPoints('VNM'),
    paths.focalPointLinkWithdrawal(1),
    paths.focalPointLinkRenewal(1),
    paths.focalPointLinks,
    paths.nominationDecisions,
    paths.nomineeErasure(1),
  ];
  for (const post of posts) expect((await overseer.post(post)).status).toBe(403);
  const nowhere = [
    paths.nominationEconomy('XXX'),
    paths.nominationEconomy('vnm'),
    paths.nominee(999_999),
    paths.nominee(99_999_999_999),
    paths.nominationLetter('nothing'),
  ];
  for (const page of nowhere) expect((await organiser.get(page)).status).toBe(404);
  expect((await organiser.post(paths.focalPointLinkRenewal(999_999))).status).toBe(404);
});

test('the 21 economies stand in the order of APEC, at the same cost with one nomination and with ten', async () => {
  const page = await organiser.get(paths.nominations);
  const names = page
    .$('tbody th a')
    .map((_, one) => page.$(one).text())
    .get();
  expect(names).toHaveLength(21);
  expect([names[0], names[5], names[17], names[20]]).toEqual([
    'Australia',
    'Hong Kong, China',
    'Chinese Taipei',
    'Viet Nam',
  ]);
  expect(page.$('tbody .te-mark')).toHaveLength(11);
  const visitor = server.visitor();
  const mexico = await makeFocalPoint('MEX');
  await nominate(visitor, mexico.token);
  const view = (): Promise<unknown> => organiser.get(paths.nominations);
  await view();
  const one = await countQueries(view);
  await rulesFor('CHN', { places: 9 });
  const china = await makeFocalPoint('CHN');
  for (let at = 0; at < 9; at += 1) await nominate(visitor, china.token, { sex: 'male' });
  expect(await countQueries(view)).toBe(one);
  const filled = await organiser.get(paths.nominations);
  const row = filled.$('tbody tr:contains("China")').eq(0);
  expect(row.find('.sex-triple').text()).toBe('women 0 / men 9 / not stated 0');
});

test('rules are set for all and for one economy, with its deadline in the zone of the workshop', async () => {
  const general = await organiser.get(paths.nominations);
  const revision = String(general.$('input[name=revision]').val());
  const sent = { places: '4', advice: 'Ask around.', revision };
  expect((await organiser.post(paths.nominationSettings, sent)).status).toBe(303);
  expect((await organiser.post(paths.nominationSettings, sent)).status).toBe(409);
  const wrong = await organiser.post(paths.nominationSettings, { ...sent, places: '-1' });
  expect([wrong.status, wrong.$('#field-places-error').text()]).toEqual([
    422,
    'Please give a whole number, 0 or more.',
  ]);
  const own = { places: '7', closesAt: '2030-06-01T18:30', advice: '', revision: '0' };
  expect((await organiser.post(paths.nominationRules('AUS'), own)).status).toBe(303);
  const rule = await NominationRule.findByPk('AUS', { rejectOnEmpty: true });
  expect([rule.places, rule.closesAt, rule.advice]).toEqual([
    7,
    new Date('2030-06-01T15:30:00Z'),
    null,
  ]);
  const page = await organiser.get(paths.nominationEconomy('AUS'));
  expect(page.$('#field-closesAt').val()).toBe('2030-06-01T18:30');
  const noTime = { ...own, revision: '1', closesAt: '2030-02-30T10:00' };
  expect((await organiser.post(paths.nominationRules('AUS'), noTime)).status).toBe(422);
  expect((await organiser.post(paths.nominationRules('AUS'), own)).status).toBe(409);
});

test('only people noted as focal point of the economy, with an address, can be named', async () => {
  const fit = await focalPerson('BRN', 'fit@economy.example');
  const others = [
    await focalPerson('SGP', 'elsewhere@economy.example'),
    await makePerson({ email: 'manager@economy.example', economyCode: 'BRN', clusterName: '' }),
    await focalPerson('BRN', ''),
  ];
  for (const person of others) {
    const answer = await organiser.post(paths.focalPoints('BRN'), { personId: String(person.id) });
    expect([answer.status, answer.$('#field-personId-error').length]).toEqual([422, 1]);
  }
  const name = () => organiser.post(paths.focalPoints('BRN'), { personId: String(fit.id) });
  const both = await Promise.all([name(), name()]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(await FocalPoint.count({ where: { economyCode: 'BRN' } })).toBe(1);
});

test('the link of a focal point ends when the person has another role or economy, for good', async () => {
  const { focalPoint, token } = await makeFocalPoint('NZL');
  const stays = await makeFocalPoint('MYS');
  const person = await Person.findByPk(focalPoint.personId, { rejectOnEmpty: true });
  const opens = async (one: string): Promise<number> =>
    (await server.visitor().get(paths.focalPoint(one))).status;
  expect([await opens(token), await opens(stays.token)]).toEqual([200, 200]);
  const save = async (facts: Record<string, string>): Promise<void> => {
    const { revision } = await person.reload();
    const answer = await organiser.post(paths.personEdit(person.id), {
      ...personFields,
      familyName: person.familyName,
      email: person.email ?? '',
      ...{ role: 'focal_point', economyCode: 'NZL', clusterName: '', revision: String(revision) },
      ...facts,
    });
    expect(answer.status).toBe(303);
  };
  await save({ position: 'Director' });
  expect(await opens(token)).toBe(200);
  await save({ economyCode: 'AUS' });
  expect([await opens(token), await opens(stays.token)]).toEqual([410, 200]);
  const line = await AuditEvent.findOne({
    where: { action: 'nomination.link_withdrawn', subjectId: String(focalPoint.id) },
    rejectOnEmpty: true,
  });
  expect([line.personId, line.actorName]).toEqual([person.id, 'Test organiser']);
  await save({});
  expect(await opens(token)).toBe(410);
  // However the role was changed, a link opens nothing without it.
  await Person.update({ role: 'other' }, { where: { id: stays.focalPoint.personId } });
  expect(await opens(stays.token)).toBe(410);
  const people = paths.focalPointPeople(stays.token);
  expect((await server.visitor().post(people, nominee())).status).toBe(410);
});

test('links go to exactly those ticked, once a press, and a new link ends the old one', async () => {
  const { focalPoint, token } = await makeFocalPoint('RUS');
  const unasked = await makeFocalPoint('USA');
  const page = await organiser.get(`${paths.focalPointLinks}?focalPoint=${focalPoint.id}`);
  const ticked = page.$('input[name=focalPoints][checked]');
  expect(ticked.map((_, one) => page.$(one).val()).get()).toEqual([String(focalPoint.id)]);
  expect(page.$('#preview .mail-plain').text()).toContain(
    '(the personal link of this focal point)',
  );
  expect(page.text).not.toContain(token);
  const sent = { focalPoints: String(focalPoint.id), key: String(page.$('input[name=key]').val()) };
  expect((await organiser.post(paths.focalPointLinks, sent)).status).toBe(303);
  expect((await organiser.post(paths.focalPointLinks, sent)).status).toBe(303);
  const mails = await Message.findAll({ where: { kind: 'focal_point_link' } });
  expect(mails.map(({ linkSubject, personId }) => [linkSubject, personId])).toEqual([
    [`focal_point:${focalPoint.id}`, focalPoint.personId],
  ]);
  expect(mails[0]?.textBody).toContain('{{link}}');
  expect((await organiser.post(paths.focalPointLinks, { key: sent.key })).status).toBe(422);

  expect((await organiser.post(paths.focalPointLinkRenewal(focalPoint.id))).status).toBe(303);
  expect((await server.visitor().get(paths.focalPoint(token))).status).toBe(410);
  const renewed = await FocalPoint.findOne({
    where: { economyCode: 'RUS', withdrawnAt: null },
    rejectOnEmpty: true,
  });
  const newToken = linkToken(`focal_point:${renewed.id}`);
  expect((await server.visitor().get(paths.focalPoint(newToken))).status).toBe(200);
  const gone = { ...sent, key: `${sent.key}x` };
  expect((await organiser.post(paths.focalPointLinks, gone)).status).toBe(409);
  expect(await Message.count({ where: { kind: 'focal_point_link' } })).toBe(1);
  expect(unasked.focalPoint.withdrawnAt ?? null).toBeNull();
  expect(await AuditEvent.count({ where: { action: 'nomination.link_sent' } })).toBe(1);
});

test('no link is sent to an economy whose time is over', async () => {
  const { focalPoint } = await makeFocalPoint('HKG');
  await rulesFor('HKG', { closesAt: new Date('2020-01-01T00:00:00Z') });
  const answer = await organiser.post(paths.focalPointLinks, {
    focalPoints: String(focalPoint.id),
    key: 'k'.repeat(20),
  });
  expect(answer.status).toBe(409);
  expect(await Message.count({ where: { personId: focalPoint.personId } })).toBe(0);
});
