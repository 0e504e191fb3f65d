import { systemActor } from '../../../../src/audit/record-audit-event';
import { withdrawFocalLink } from '../../../../src/features/workshop/nominations/name-focal-point';
import { setClock } from '../../../../src/lib/clock';
import { FocalPoint, Nomination, NominationDecision } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { makeFocalPoint, nominate, nominee, rulesFor } from './example-nominations';

let server: TestServer;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  visitor = server.visitor();
});
afterAll(() => server.stop());
afterEach(() => {
  setClock(undefined);
});

const countOf = (economyCode: string): Promise<number> =>
  Nomination.count({ where: { economyCode } });

test('a link that was never made leads nowhere, to read and to write', async () => {
  const token = 'x'.repeat(32);
  const page = await visitor.get(paths.focalPoint(token));
  expect([page.status, page.$('h1').text()]).toEqual([404, 'This link leads nowhere']);
  const posts = await Promise.all([
    visitor.post(paths.focalPointPeople(token), nominee()),
    visitor.post(paths.focalPointOrder(token, 1), { move: 'up' }),
    visitor.post(paths.focalPointWithdrawal(token, 1)),
    visitor.post(paths.focalPointOpening(token)),
    visitor.upload(paths.focalPointLetters(token), pdf('letter.pdf')),
    visitor.get(paths.focalPoint('y'.repeat(5000))),
  ]);
  expect(posts.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
});

test('a focal point reads places, deadline in the zone of the workshop, and advice', async () => {
  await rulesFor('VNM', {
    places: 3,
    closesAt: new Date('2030-05-01T10:00:00Z'),
    advice: 'Ask the parks.\n\nAsk the universities.',
  });
  const { token, focalPoint } = await makeFocalPoint('VNM');
  const page = await visitor.get(paths.focalPoint(token));
  expect(page.status).toBe(200);
  expect(page.$('h1').text()).toBe('Nominations of Viet Nam');
  const values = page
    .$('.nominate-value')
    .map((_, one) => page.$(one).text())
    .get();
  expect(values).toEqual(['3 of 3 places free', '1 May 2030, 13:00 (Europe/Moscow)']);
  expect(
    page
      .$('.advice-text')
      .map((_, one) => page.$(one).text())
      .get(),
  ).toEqual(['Ask the parks.', 'Ask the universities.']);
  // Reading alone is no opening; the page's program tells of one, once.
  await focalPoint.reload();
  expect(focalPoint.openedAt).toBeNull();
  expect((await visitor.post(paths.focalPointOpening(token))).status).toBe(204);
  await focalPoint.reload();
  const opened = focalPoint.openedAt;
  expect(opened).not.toBeNull();
  expect((await visitor.post(paths.focalPointOpening(token))).status).toBe(204);
  expect((await FocalPoint.findByPk(focalPoint.id))?.openedAt).toEqual(opened);
});

test('a person is nominated as typed, once for two presses, and not twice by address', async () => {
  const { token } = await makeFocalPoint('PER');
  const sent = nominee({ email: 'Ana.Vega@Cluster.example' });
  const both = await Promise.all([
    visitor.post(paths.focalPointPeople(token), sent),
    visitor.post(paths.focalPointPeople(token), sent),
  ]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  const [only] = await Nomination.findAll({ where: { economyCode: 'PER' } });
  expect(await countOf('PER')).toBe(1);
  expect([only?.givenName, only?.familyName, only?.email, only?.emailKey, only?.why]).toEqual([
    'Ngoc Lan',
    'de la NGUYEN',
    'Ana.Vega@Cluster.example',
    'ana.vega@cluster.example',
    'Leads a cluster\nwith members in two economies.',
  ]);
  const again = await visitor.post(
    paths.focalPointPeople(token),
    nominee({ email: 'ANA.VEGA@cluster.example', familyName: 'Kept' }),
  );
  expect(again.status).toBe(422);
  expect(again.$('#field-email-error').text()).toBe(
    'Ngoc Lan de la NGUYEN has been nominated with this address already. Each person needs an address of their own.',
  );
  expect(again.$('#field-familyName').val()).toBe('Kept');
  expect(await countOf('PER')).toBe(1);
});

test.each([
  ['no sex', { sex: '' }, 'sex'],
  ['a sex that is not in the list', { sex: 'x' }, 'sex'],
  ['an address that is none', { email: 'nobody' }, 'email'],
  ['no family name', { familyName: ' ' }, 'familyName'],
  ['a role of the team', { role: 'organising_team' }, 'role'],
  ['a reason that is too long', { why: 'x'.repeat(1001) }, 'why'],
])('a nomination with %s is refused beside the field', async (_name, wrong, field) => {
  const { token } = await makeFocalPoint('CHL');
  const page = await visitor.post(paths.focalPointPeople(token), nominee(wrong));
  expect(page.status).toBe(422);
  expect(page.$(`#field-${field}-error`)).toHaveLength(1);
  expect(await countOf('CHL')).toBe(0);
});

test('over the quota only reserves are taken, in an order that can be changed', async () => {
  await rulesFor('MYS', { places: 1 });
  const { token } = await makeFocalPoint('MYS');
  const first = await nominate(visitor, token);
  const over = await visitor.post(paths.focalPointPeople(token), nominee());
  expect([over.status, over.$('#field-as-error').text()]).toEqual([
    422,
    'The one place of Malaysia is taken. Nominate this person as a reserve, or withdraw somebody first.',
  ]);
  const reserves = [
    await nominate(visitor, token, { as: 'reserve', familyName: 'One' }),
    await nominate(visitor, token, { as: 'reserve', familyName: 'Two' }),
  ];
  const move = (nomination: Nomination | undefined, to: string) =>
    visitor.post(paths.focalPointOrder(token, nomination?.id ?? 0), { move: to });
  expect((await move(reserves[1], 'up')).status).toBe(303);
  const listed = async (): Promise<string[]> =>
    (await visitor.get(paths.focalPoint(token)))
      .$('ol .nominee-name')
      .map((_, one) => one.children.map((c) => ('data' in c ? c.data : '')).join(''))
      .get();
  expect(await listed()).toEqual(['Dr Ngoc Lan Two', 'Dr Ngoc Lan One']);
  const noPlace = await move(reserves[1], 'place');
  expect([noPlace.status, noPlace.$('.notice-danger li').text()]).toEqual([
    422,
    'No place is free. Withdraw somebody first.',
  ]);
  expect((await visitor.post(paths.focalPointWithdrawal(token, first.id))).status).toBe(303);
  expect((await move(reserves[1], 'place')).status).toBe(303);
  expect(await listed()).toEqual(['Dr Ngoc Lan One']);
  const history = await NominationDecision.findAll({
    where: { nominationId: first.id },
    order: ['id'],
  });
  expect(
    history.map(({ fromStatus, toStatus, decidedBy }) => [fromStatus, toStatus, decidedBy]),
  ).toEqual([
    [null, 'submitted', 'Focal point'],
    ['submitted', 'withdrawn', 'Focal point'],
  ]);
});

test('of ten who are nominated for the last place at once, one gets it', async () => {
  await rulesFor('THA', { places: 1 });
  const { token } = await makeFocalPoint('THA');
  const second = await makeFocalPoint('THA');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      visitor.post(paths.focalPointPeople(index % 2 === 0 ? token : second.token), nominee()),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(9).fill(422)]);
  expect(await countOf('THA')).toBe(1);
});

test('a nomination is corrected, by its own economy only, and not over another change', async () => {
  const { token } = await makeFocalPoint('IDN');
  const other = await makeFocalPoint('PNG');
  const nomination = await nominate(visitor, token);
  const at = paths.focalPointPerson(token, nomination.id);
  expect((await visitor.get(at)).$('#field-familyName').val()).toBe('de la NGUYEN');
  const change = nominee({ familyName: 'McDonald', revision: '1' });
  expect((await visitor.post(at, change)).status).toBe(303);
  const stale = await visitor.post(at, nominee({ familyName: 'Late', revision: '1' }));
  expect([stale.status, stale.$('.notice-danger p').text()]).toEqual([
    409,
    'This nomination was changed meanwhile. Open it again and repeat your change.',
  ]);
  await nomination.reload();
  expect(nomination.familyName).toBe('McDonald');
  const foreign = paths.focalPointPerson(other.token, nomination.id);
  expect((await visitor.get(foreign)).status).toBe(404);
  expect((await visitor.post(foreign, nominee({ revision: '2' }))).status).toBe(404);
  expect((await visitor.post(paths.focalPointWithdrawal(other.token, nomination.id))).status).toBe(
    404,
  );
});

test('after the deadline nothing is taken, also from a form opened before', async () => {
  const closesAt = new Date('2031-03-01T12:00:00Z');
  await rulesFor('PHL', { closesAt });
  const { token } = await makeFocalPoint('PHL');
  setClock(closesAt);
  const nomination = await nominate(visitor, token);
  expect((await visitor.get(paths.focalPointNewPerson(token))).status).toBe(200);
  setClock(new Date(closesAt.getTime() + 1));
  const late = await visitor.post(paths.focalPointPeople(token), nominee());
  expect([late.status, late.$('.notice-danger p').text()]).toEqual([
    409,
    'The time for nominations is over. Nothing was changed.',
  ]);
  const others = await Promise.all([
    visitor.post(paths.focalPointPerson(token, nomination.id), nominee({ revision: '1' })),
    visitor.post(paths.focalPointWithdrawal(token, nomination.id)),
    visitor.post(paths.focalPointOrder(token, nomination.id), { move: 'reserve' }),
    visitor.upload(paths.focalPointLetters(token), pdf('late.pdf')),
    // Whoever is too late is told that, and not what was wrong with the fields.
    visitor.post(paths.focalPointPeople(token), {}),
    visitor.post(paths.focalPointPerson(token, nomination.id), { email: 'none' }),
    visitor.post(paths.focalPointOrder(token, nomination.id), { move: 'sideways' }),
    visitor.upload(paths.focalPointLetters(token), { name: 'x.exe', content: Buffer.from('MZ') }),
  ]);
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 409));
  expect(new Set(others.map(({ $ }) => $('.notice-danger p').text()))).toEqual(
    new Set(['The time for nominations is over. Nothing was changed.']),
  );
  await nomination.reload();
  expect([nomination.status, nomination.revision, await countOf('PHL')]).toEqual([
    'submitted',
    1,
    1,
  ]);
  const page = await visitor.get(paths.focalPoint(token));
  expect(page.status).toBe(200);
  expect(page.$('main form')).toHaveLength(0);
  expect(page.$('.nominee-card .status').text()).toBe('Waiting for decision');
  expect((await visitor.get(paths.focalPointNewPerson(token))).location).toBe(
    paths.focalPoint(token),
  );
});

test('a withdrawn link says so and takes nothing; a letter of another economy stays', async () => {
  const { token, focalPoint } = await makeFocalPoint('JPN');
  const nomination = await nominate(visitor, token);
  await withdrawFocalLink(systemActor, focalPoint.id);
  const page = await visitor.get(paths.focalPoint(token));
  expect([page.status, page.$('h1').text()]).toEqual([410, 'This link has been withdrawn']);
  const posts = await Promise.all([
    visitor.post(paths.focalPointPeople(token), nominee()),
    visitor.post(paths.focalPointWithdrawal(token, nomination.id)),
    visitor.upload(paths.focalPointLetters(token), pdf('letter.pdf')),
  ]);
  expect(posts.map(({ status }) => status)).toEqual([410, 410, 410]);
  expect(await countOf('JPN')).toBe(1);
});

const pdf = (name: string) => ({ name, content: Buffer.from('%PDF-1.7\nInvented letter\n%%EOF') });
test('a form from another site is refused', async () => {
  const { token } = await makeFocalPoint('CAN');
  const body = new URLSearchParams(nominee());
  const answer = await visitor.send('POST', paths.focalPointPeople(token), body, {
    Origin: 'https://elsewhere.example',
  });
  expect(answer.status).toBe(403);
  expect(await countOf('CAN')).toBe(0);
});
