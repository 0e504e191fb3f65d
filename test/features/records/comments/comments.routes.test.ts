import { AuditEvent, DraftComment } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { valueAndStatus } from '../../indicators/computed';
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
afterEach(() => DraftComment.destroy({ where: {} }));

const facts = {
  draft: 'final_report',
  economyCode: 'PER',
  personId: '',
  receivedOn: '2020-08-03',
  comment: '=SUM(A1) The chapter on Peru lacks two clusters.',
};

async function add(changes: Record<string, string> = {}): Promise<DraftComment> {
  const answer = await organiser.post(paths.draftComments, { ...facts, ...changes });
  const comment = await DraftComment.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect([answer.status, answer.location]).toEqual([303, paths.draftComment(comment.id)]);
  return comment;
}

async function decide(comment: DraftComment, counts: string, reason = 'Two new clusters.') {
  const { revision } = await comment.reload();
  return organiser.post(paths.draftCommentDecision(comment.id), {
    ...{ counts, reason, revision: String(revision) },
  });
}

test('an economy counts once, with a comment on the Final Report marked as substantial', async () => {
  expect(await valueAndStatus('I05')).toEqual([null, 'no_data']);
  const first = await add();
  expect(await valueAndStatus('I05')).toEqual([0, 'no_target']);
  const second = await add();
  const third = await add({ economyCode: 'HKG' });
  const blueprint = await add({ economyCode: 'JPN', draft: 'blueprint' });
  const slight = await add({ economyCode: 'CAN' });
  for (const comment of [first, second, third, blueprint]) {
    expect((await decide(comment, 'yes')).status).toBe(303);
  }
  await decide(slight, 'no', 'A matter of spelling.');
  expect(await valueAndStatus('I05')).toEqual([2, 'no_target']);
  const page = await organiser.get(paths.indicator('I05'));
  const evidence = page
    .$('section[aria-labelledby="evidence-title"] tbody tr')
    .toArray()
    .map((row) => page.$(row).find('td').first().text());
  expect(evidence).toEqual(['Hong Kong, China', 'Peru', 'Peru']);
  const counts = await overseer.get(paths.indicator('I05'));
  expect(counts.text).not.toContain('lacks two clusters');
  await decide(third, '');
  expect(await valueAndStatus('I05')).toEqual([1, 'no_target']);
});

test('a decision says who took it and why; what was said stays out of the trail', async () => {
  const comment = await add();
  await decide(comment, 'yes', 'It adds a chapter.');
  await comment.reload();
  expect([comment.substantial, comment.decisionReason, comment.decidedBy]).toEqual([
    ...[true, 'It adds a chapter.', organiser.user?.id],
  ]);
  const page = await organiser.get(paths.draftComment(comment.id));
  expect(page.$('#decision-title').parent().find('.status').text()).toBe('Substantial');
  const lines = await AuditEvent.findAll({
    where: { subjectType: 'draft_comment', subjectId: String(comment.id) },
    order: ['id'],
  });
  expect(lines.map(({ action }) => action)).toEqual([
    'draft_comment.added',
    'draft_comment.decided',
  ]);
  expect(lines.some(({ changes }) => changes.includes('lacks two'))).toBe(false);
});

test('refuses a decision without a reason, and one about a comment that has changed', async () => {
  const comment = await add();
  const refused = await decide(comment, 'yes', ' ');
  expect([refused.status, refused.$('#field-reason-error').length]).toEqual([422, 1]);
  const { status } = await organiser.post(paths.draftCommentDecision(comment.id), {
    ...{ counts: 'yes', reason: 'Late.', revision: '9' },
  });
  expect(status).toBe(409);
  expect((await comment.reload()).substantial).toBeNull();
});

test.each([
  ['no draft', { draft: '' }, 'draft'],
  ['an economy that is none', { economyCode: 'DEU' }, 'economyCode'],
  ['somebody unknown', { personId: '99999999999' }, 'personId'],
  ['a day that does not exist', { receivedOn: '2020-02-30' }, 'receivedOn'],
  ['no words', { comment: ' ' }, 'comment'],
  ['40,001 characters', { comment: 'ا'.repeat(40_001) }, 'comment'],
])('refuses a comment with %s and keeps what was typed', async (_name, wrong, field) => {
  const page = await organiser.post(paths.draftComments, { ...facts, ...wrong });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await DraftComment.count()).toBe(0);
});

test('is corrected and removed by organisers alone', async () => {
  const comment = await add({ comment: 'ا'.repeat(40_000) });
  const person = await personWith({ role: 'focal_point' });
  const corrected = { ...facts, personId: String(person.id), revision: '1' };
  expect((await organiser.post(paths.draftComment(comment.id), corrected)).status).toBe(303);
  expect((await organiser.post(paths.draftComment(comment.id), corrected)).status).toBe(409);
  expect((await comment.reload()).personId).toBe(person.id);
  const addresses = [paths.draftComments, paths.newDraftComment, paths.draftComment(comment.id)];
  for (const address of addresses) {
    expect((await organiser.get(address)).status).toBe(200);
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  for (const address of [paths.draftCommentDecision(comment.id), paths.draftComments]) {
    expect((await overseer.post(address, facts)).status).toBe(403);
  }
  expect((await organiser.get(paths.draftComment(2 ** 40))).status).toBe(404);
  expect((await organiser.post(paths.draftCommentRemoval(comment.id))).status).toBe(303);
  expect((await organiser.post(paths.draftCommentRemoval(comment.id))).status).toBe(404);
});

test('is listed in the same number of queries for one and for three', async () => {
  await add();
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.draftComments));
  const before = Math.min(await cost(), await cost());
  await add();
  await add({ economyCode: 'KOR' });
  expect(Math.min(await cost(), await cost())).toBe(before);
});
