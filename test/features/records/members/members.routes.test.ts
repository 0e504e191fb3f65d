import { DraftComment, MemberAction, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { indicator, valueAndStatus } from '../../indicators/computed';
import { publish, send } from '../../indicators/seed';
import { personWith } from '../people';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(async () => {
  await MemberAction.destroy({ where: {} });
  await DraftComment.destroy({ where: {} });
});

// The last day of the workshop is 18 June 2020.
const act = (person: Person, changes: Record<string, string> = {}) =>
  organiser.post(paths.ppstiMembers, {
    ...{ personId: String(person.id), kind: 'blueprint', actedOn: '2020-07-01' },
    ...{ note: 'Wrote a part of the chapter.', ...changes },
  });

test('9 active members, 4 of them women, are 44.4 %; who does not say is shown beside', async () => {
  expect(await valueAndStatus('I17')).toEqual([null, 'no_data']);
  for (let index = 0; index < 9; index++) {
    const member = await personWith({ sex: index < 4 ? 'female' : 'male' });
    expect((await act(member)).status).toBe(303);
    if (index === 0) await act(member, { kind: 'survey' });
  }
  await act(await personWith({ sex: 'prefer_not_to_say' }));
  const { value, status, ratio, notes } = await indicator('I17');
  expect([value?.toFixed(1), status, ratio]).toEqual(['44.4', 'not_met', { counted: 4, of: 9 }]);
  expect(notes).toEqual(['Sex not stated, left out of the share: 1.']);
  const page = await overseer.get(paths.indicator('I17'));
  const rows = page
    .$('section[aria-labelledby="evidence-title"] tbody tr')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .find('td')
        .toArray()
        .map((cell) => page.$(cell).text())
        .join(' '),
    );
  expect(rows).toEqual(['Female 4', 'Male 5', 'Not stated 1']);
  expect(page.text).not.toContain('Invented');
  expect((await organiser.get(paths.indicator('I17'))).text).toContain('Invented');
});

test('comments and answers after the workshop count by themselves, and those before it do not', async () => {
  const [early, late, answering, guest] = [
    await personWith(),
    await personWith(),
    await personWith({ sex: 'male' }),
    await personWith({ role: 'expert' }),
  ];
  const comment = {
    draft: 'final_report',
    economyCode: 'PER',
    comment: 'Fine.',
    revision: 1,
  } as const;
  await DraftComment.create({ ...comment, personId: early.id, receivedOn: '2020-06-18' });
  expect(await valueAndStatus('I17')).toEqual([null, 'no_data']);
  await DraftComment.create({ ...comment, personId: late.id, receivedOn: '2020-06-19' });
  await DraftComment.create({ ...comment, personId: guest.id, receivedOn: '2020-06-19' });
  expect(await valueAndStatus('I17')).toEqual([100, 'met']);
  const response = await send(await publish('success_story'), { answers: {} });
  await response.update({ personId: answering.id, submittedOn: '2020-06-20' });
  expect(await valueAndStatus('I17')).toEqual([50, 'met']);
  await response.update({ valid: false });
  expect(await valueAndStatus('I17')).toEqual([100, 'met']);
});

test.each([
  ['nobody', { personId: '' }, 'personId'],
  ['nothing done', { kind: '' }, 'kind'],
  ['a day to come', { actedOn: '2999-01-01' }, 'actedOn'],
  ['no note', { note: '' }, 'note'],
])('refuses an action with %s', async (_name, wrong, field) => {
  const page = await act(await personWith(), wrong);
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await MemberAction.count()).toBe(0);
});

test('refuses an action of somebody who is no member', async () => {
  const page = await act(await personWith({ role: 'expert' }));
  expect([page.status, page.$('#field-personId-error').text()]).toEqual([
    ...[422, 'This person is not a member of PPSTI.'],
  ]);
});

test('an erased member stays counted, without the words of the note', async () => {
  const member = await personWith();
  await act(member);
  await organiser.post(paths.personErasure(member.id), { answers: 'keep', confirmation: 'ERASE' });
  expect((await MemberAction.findAll()).map(({ note }) => note)).toEqual(['']);
  expect(await valueAndStatus('I17')).toEqual([100, 'met']);
});

test('is for organisers alone, in the same number of queries for one action and three', async () => {
  const member = await personWith();
  await act(member);
  const { id } = await MemberAction.findOne({ rejectOnEmpty: true });
  expect((await overseer.get(paths.ppstiMembers)).status).toBe(403);
  expect((await server.visitor().get(paths.ppstiMembers)).status).toBe(302);
  expect((await overseer.post(paths.memberActionRemoval(id))).status).toBe(403);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.ppstiMembers));
  const before = Math.min(await cost(), await cost());
  await act(member);
  await act(await personWith());
  expect(Math.min(await cost(), await cost())).toBe(before);
  expect((await organiser.post(paths.memberActionRemoval(id))).status).toBe(303);
  expect((await organiser.post(paths.memberActionRemoval(id))).status).toBe(404);
});
