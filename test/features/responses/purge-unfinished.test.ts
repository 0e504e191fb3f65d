import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beginOpenAnswer } from '../../../src/features/responses/begin-open-answer';
import { purgeUnfinished } from '../../../src/features/responses/purge-unfinished';
import { sweepUploadFolder } from '../../../src/features/responses/sweep-upload-folder';
import { uploadPath } from '../../../src/features/responses/upload-files';
import { setClock } from '../../../src/lib/clock';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import { AuditEvent, Draft, Response, Upload, type Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent } from './respondent';

let server: TestServer;
let open: OpenSurvey;
let respondent: Respondent;

const begun = new Date('2020-03-01T12:00:00Z');
const dayMs = 24 * 3_600_000;
const daysLater = (days: number): Date => new Date(begun.getTime() + days * dayMs);

beforeAll(async () => {
  server = await startTestServer();
  setClock(begun);
  open = await openSurvey('collaboration_invitation');
  await open.survey.update({ openLinkEnabled: true });
  respondent = new Respondent(server, open.version.version.id);
});
beforeEach(async () => {
  setClock(begun);
  await open.survey.update({ closesAt: null, closedAt: null });
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

async function upload(token: string): Promise<{ id: string; answer: object }> {
  const form = new FormData();
  form.append('file', new Blob(['%PDF-1.7 an invented document']), 'plan.pdf');
  const address = `${paths.answerFiles(token)}?question=attachments`;
  const answer = await server.visitor().send('POST', address, form, { Accept: 'application/json' });
  const file = answer.json() as { content: string };
  return { id: file.content.slice('file:'.length), answer: file };
}

/** Answers begun by a link, with one file in them. */
async function beginWithFile(token: string, revision: number): Promise<string> {
  const { id, answer } = await upload(token);
  const saved = await respondent.saveDraft(token, { revision, answers: { attachments: [answer] } });
  expect(saved.status).toBe(200);
  return id;
}

async function whatIsLeft(token: string, fileId: string) {
  return {
    draft: await Draft.count({ where: { accessKey: accessKeyOf(token) } }),
    row: await Upload.count({ where: { id: fileId } }),
    bytes: existsSync(uploadPath(fileId)),
  };
}

const all = { draft: 1, row: 1, bytes: true };
const nothing = { draft: 0, row: 0, bytes: false };

async function linesAbout(survey: Survey): Promise<string[]> {
  const lines = await AuditEvent.findAll({
    where: { subjectType: 'survey', subjectId: String(survey.id), actorKind: 'system' },
    order: ['id'],
  });
  return lines
    .filter((line) => line.action.endsWith('_removed'))
    .map((line) => `${line.action} ${line.changes}`);
}

test('answers begun by an open link go 90 days after their last change, with their files', async () => {
  const token = await beginOpenAnswer(open.survey);
  const file = await beginWithFile(token, 0);
  setClock(daysLater(90));
  await purgeUnfinished();
  expect(await whatIsLeft(token, file)).toEqual(all);
  const before = (await linesAbout(open.survey)).length;

  setClock(daysLater(92));
  await purgeUnfinished();
  expect(await whatIsLeft(token, file)).toEqual(nothing);
  expect((await server.visitor().get(paths.answer(token))).status).toBe(404);
  expect((await linesAbout(open.survey)).slice(before)).toEqual([
    'survey.unsent_answers_removed {"form":"collaboration_invitation","drafts":1,"keptDays":90}',
    'survey.loose_files_removed {"form":"collaboration_invitation","files":1}',
  ]);
});

test('answers begun by a personal link wait for the closing of the form', async () => {
  const { token } = await invite(open.survey);
  const file = await beginWithFile(token, 0);
  setClock(daysLater(200));
  await purgeUnfinished();
  expect(await whatIsLeft(token, file)).toEqual(all);

  await open.survey.update({ closesAt: daysLater(201) });
  await purgeUnfinished();
  expect(await whatIsLeft(token, file)).toEqual(all);
  setClock(daysLater(201));
  await purgeUnfinished();
  expect(await whatIsLeft(token, file)).toEqual(nothing);
});

test('a file without answers is kept for two days; one that was sent stays, one replaced before goes', async () => {
  const { token } = await invite(open.survey);
  const [sent, replaced] = [await upload(token), await upload(token)];
  const answers = { ...validAnswers(open, 5), attachments: [sent.answer] };
  expect((await respondent.send(token, respondent.submission(answers))).status).toBe(200);
  const other = await invite(open.survey);
  const alone = await upload(other.token);

  setClock(daysLater(2));
  await purgeUnfinished();
  expect(await whatIsLeft(other.token, alone.id)).toEqual({ ...all, draft: 0 });
  expect(await whatIsLeft(token, replaced.id)).toEqual({ ...all, draft: 0 });

  setClock(daysLater(3));
  await purgeUnfinished();
  expect(await whatIsLeft(other.token, alone.id)).toEqual(nothing);
  expect(await whatIsLeft(token, replaced.id)).toEqual(nothing);
  setClock(daysLater(2000));
  await purgeUnfinished();
  expect(await whatIsLeft(token, sent.id)).toEqual({ ...all, draft: 0 });
  expect(await Response.count({ where: { accessKey: accessKeyOf(token) } })).toBe(1);
});

test('a correction that was left unfinished goes, the answers sent and their file stay', async () => {
  const token = await beginOpenAnswer(open.survey);
  const sent = await upload(token);
  const answers = { ...validAnswers(open, 6), attachments: [sent.answer] };
  expect((await respondent.send(token, respondent.submission(answers))).status).toBe(200);
  const added = await upload(token);
  const saved = await respondent.saveDraft(token, {
    sent: 0,
    answers: { attachments: [sent.answer, added.answer] },
  });
  expect(saved.status).toBe(200);
  setClock(daysLater(92));
  await purgeUnfinished();
  expect(await whatIsLeft(token, sent.id)).toEqual({ ...all, draft: 0 });
  expect(await whatIsLeft(token, added.id)).toEqual(nothing);
  expect((await server.visitor().get(paths.answerReceipt(token))).status).toBe(200);
});

test('a file cannot be sent with answers once it was removed', async () => {
  const { token } = await invite(open.survey);
  const file = await upload(token);
  setClock(daysLater(3));
  await purgeUnfinished();
  const answers = { ...validAnswers(open, 7), attachments: [file.answer] };
  const refused = await respondent.send(token, respondent.submission(answers));
  expect(refused.status).toBe(422);
  expect(await Response.count({ where: { accessKey: accessKeyOf(token) } })).toBe(0);
});

test('the time of files tells nothing, and bytes without a row are swept up', async () => {
  const { token } = await invite(open.survey);
  const { id } = await upload(token);
  const fixed = Date.UTC(2000, 0, 1);
  expect(statSync(uploadPath(id)).mtimeMs).toBe(fixed);

  const folder = path.dirname(uploadPath(id));
  utimesSync(uploadPath(id), begun, begun);
  const justArriving = uploadPath('00000000-0000-4000-8000-000000000000');
  writeFileSync(justArriving, 'its row comes in a moment');
  mkdirSync(path.join(folder, 'not-ours'));
  const before = readdirSync(folder);
  await purgeUnfinished();
  expect(readdirSync(folder)).toEqual(before);
  expect(statSync(uploadPath(id)).mtimeMs).toBe(fixed);

  expect(await sweepUploadFolder(0)).toBe(1);
  expect(readdirSync(folder)).toEqual(before.filter((name) => !name.startsWith('00000000')));
});
