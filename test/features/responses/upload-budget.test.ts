import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beginOpenAnswer } from '../../../src/features/responses/begin-open-answer';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import { newToken } from '../../../src/lib/tokens';
import { Upload } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, type OpenSurvey } from './open-survey';
import { codeOf } from './respondent';

let server: TestServer;
let open: OpenSurvey;

const pdf = '%PDF-1.7 an invented document';
const bytes = pdf.length;

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('collaboration_invitation');
  await open.survey.update({ openLinkEnabled: true });
});
afterEach(() => Upload.destroy({ where: {} }));
afterAll(() => server.stop());

function upload(token: string): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([pdf]), 'plan.pdf');
  const address = `${paths.answerFiles(token)}?question=attachments`;
  return server.visitor().send('POST', address, form, { Accept: 'application/json' });
}

/** Files that stand in the database as if they had been uploaded before. */
async function alreadyHolds(accessKey: string, held: number): Promise<void> {
  await Upload.create({
    id: newToken(),
    accessKey,
    surveyId: open.survey.id,
    fileName: 'earlier.pdf',
    mediaType: 'application/pdf',
    bytes: held,
    createdOn: '2020-05-04',
  });
}

const filesOnDisk = (): number => {
  const folder = path.join(server.config.dataDir, 'uploads');
  return existsSync(folder) ? readdirSync(folder).length : 0;
};

function outcomes(answers: Answer[]): string[] {
  return answers.map((one) => (one.status === 201 ? 'taken' : codeOf(one))).sort();
}

test('answers by an open link hold 50 MB, also when files come side by side', async () => {
  const token = await beginOpenAnswer(open.survey);
  await alreadyHolds(accessKeyOf(token), 50_000_000 - 2 * bytes);
  const before = filesOnDisk();
  const answers = await Promise.all([1, 2, 3, 4].map(() => upload(token)));
  const full = 'files_too_large_together';
  expect(outcomes(answers)).toEqual([full, full, 'taken', 'taken']);
  expect(filesOnDisk() - before).toBe(2);
  expect((await upload(token)).json()).toMatchObject({
    error: {
      code: full,
      message:
        'The files of these answers would be too large together: at most 50 MB, files that were replaced included.',
    },
  });
});

test('an invited person has room for 200 MB', async () => {
  const { token } = await invite(open.survey);
  await alreadyHolds(accessKeyOf(token), 200_000_000 - bytes);
  expect(outcomes([await upload(token), await upload(token)])).toEqual([
    'files_too_large_together',
    'taken',
  ]);
});

test('a form takes 2 GB before its open link takes no more, and invited people go on', async () => {
  const tokens = await Promise.all([1, 2, 3].map(() => beginOpenAnswer(open.survey)));
  await alreadyHolds('files of many others', 2_000_000_000 - 2 * bytes);
  const answers = await Promise.all(tokens.map(upload));
  expect(outcomes(answers)).toEqual(['no_room_for_files', 'taken', 'taken']);
  const { token } = await invite(open.survey);
  expect((await upload(token)).status).toBe(201);
});

test('forty files are the most, whatever their size', async () => {
  const { token } = await invite(open.survey);
  for (let count = 0; count < 39; count += 1) await alreadyHolds(accessKeyOf(token), 1);
  const answers = await Promise.all([upload(token), upload(token)]);
  expect(outcomes(answers)).toEqual(['taken', 'too_many_files']);
});
