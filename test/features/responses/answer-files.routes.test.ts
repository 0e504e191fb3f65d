import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import { Response, Upload } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent, codeOf } from './respondent';

let server: TestServer;
let open: OpenSurvey;
let respondent: Respondent;

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(64, 1),
]);
const pdf = Buffer.from('%PDF-1.7\nan invented document');

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('collaboration_invitation');
  respondent = new Respondent(server, open.version.version.id);
});
afterAll(() => server.stop());

async function upload(
  token: string,
  name: string,
  content: Buffer,
  question = 'attachments',
): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)]), name);
  const path = `${paths.answerFiles(token)}?question=${question}`;
  return server.visitor().send('POST', path, form, { Accept: 'application/json' });
}

const stored = (): string[] => {
  const folder = path.join(server.config.dataDir, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('a file is kept outside of what is served and comes back as a download by its link only', async () => {
  const { token } = await invite(open.survey);
  const answer = await upload(token, '../../Profil été.PDF', pdf);
  expect(answer.status).toBe(201);
  const file = answer.json() as { name: string; type: string; content: string };
  expect([file.name, file.type]).toEqual(['Profil été.PDF', 'application/pdf']);
  const id = file.content.slice('file:'.length);
  expect(stored()).toEqual([id]);
  const back = await server.visitor().get(paths.answerFile(token, id));
  expect([back.status, back.body.equals(pdf)]).toEqual([200, true]);
  expect([
    back.headers.get('content-type'),
    back.headers.get('x-content-type-options'),
    back.headers.get('content-disposition')?.split(';')[0],
  ]).toEqual(['application/pdf', 'nosniff', 'attachment']);
  const other = await invite(open.survey);
  expect((await server.visitor().get(paths.answerFile(other.token, id))).status).toBe(404);
  expect((await server.visitor().get(`/uploads/${id}`)).status).toBe(404);
});

test.each([
  ['a web page named as a picture', 'photo.png', Buffer.from('<html><script>'), 415],
  ['an empty file', 'empty.pdf', Buffer.alloc(0), 415],
  ['a program', 'setup.exe', Buffer.from('MZ\u0090\u0000'), 415],
  ['a file over the limit', 'big.pdf', Buffer.concat([pdf, Buffer.alloc(10_100_000)]), 413],
])('refuses %s and keeps nothing', async (_name, fileName, content, status) => {
  const { token } = await invite(open.survey);
  const before = stored();
  expect((await upload(token, fileName, content)).status).toBe(status);
  expect(stored()).toEqual(before);
  expect(readdirSync(path.join(server.config.dataDir, 'unfinished'))).toEqual([]);
});

test('refuses files for questions that take none, for unknown links, and bodies that are no form', async () => {
  const { token } = await invite(open.survey);
  expect((await upload(token, 'a.pdf', pdf, 'summary')).status).toBe(404);
  expect((await upload('unknown', 'a.pdf', pdf)).status).toBe(404);
  const path = paths.answerFiles(token);
  expect((await server.visitor().postJson(path, { file: 'x' })).status).toBe(400);
});

const beginning =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7';
const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };
const unfinished = (): string[] => readdirSync(path.join(server.config.dataDir, 'unfinished'));

test('a body that ends in the middle of a file is refused, and the server goes on', async () => {
  const { token } = await invite(open.survey);
  const address = `${paths.answerFiles(token)}?question=attachments`;
  const before = stored();
  expect((await server.visitor().send('POST', address, beginning, multipart)).status).toBe(400);
  expect(stored()).toEqual(before);
  expect((await upload(token, 'a.pdf', pdf)).status).toBe(201);
});

test('nothing is left of a file whose sender went away', async () => {
  const { token } = await invite(open.survey);
  const address = `${server.url}${paths.answerFiles(token)}?question=attachments`;
  const sending = request(address, {
    method: 'POST',
    headers: { ...multipart, 'Content-Length': 100_000 },
  });
  sending.on('error', () => undefined);
  sending.write(beginning);
  await until(() => unfinished().length === 1);
  sending.destroy();
  await until(() => unfinished().length === 0);
  expect(await Upload.count({ where: { accessKey: accessKeyOf(token) } })).toBe(0);
});

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await pauseFor(20);
}

test('answers may name the files of their own link, and no others', async () => {
  const [mine, theirs] = [await invite(open.survey), await invite(open.survey)];
  const file = (await upload(theirs.token, 'plan.png', png)).json();
  const answers = { ...validAnswers(open, 3), attachments: [file] };
  const stolen = await respondent.send(mine.token, respondent.submission(answers));
  expect([stolen.status, codeOf(stolen)]).toEqual([422, 'unknown_file']);
  expect(await Response.count({ where: { personId: mine.person.id } })).toBe(0);
  const own = await respondent.send(theirs.token, respondent.submission(answers));
  expect(own.status).toBe(200);
  expect(await Upload.count({ where: { fileName: 'plan.png' } })).toBe(1);
});
