import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { QueryTypes } from 'sequelize';
import { openData, startServer } from '../src/boot';
import { db } from '../src/db/transaction';
import { messagesFor } from '../src/messages/messages';
import { AnswerValue, Draft, Response, Upload } from '../src/models';
import { paths } from '../src/paths';
import type { Answers } from '../src/survey-engine/answers';
import { invite, openSurvey, validAnswers } from './features/responses/open-survey';
import { Client, type Answer } from './harness/client';
import { newTestDatabase, type TestDatabase } from './harness/database';
import { startServerProcess } from './harness/server-process';
import { diskMakers, type SmallDisk } from './harness/small-disk';

let database: TestDatabase;
let disk: SmallDisk | undefined;
afterEach(async () => {
  await disk?.server.stop('SIGKILL');
  disk = undefined;
  await database.remove();
});

interface Prepared {
  tokens: string[];
  answers: Answers;
  versionId: number;
  openLink: string;
  /** The cookie of somebody who may download the responses. */
  cookie: string;
}

/** A data folder with an open form, people invited to it, and somebody signed in. */
async function prepare(): Promise<Prepared> {
  const server = await startServer(database.config);
  const open = await openSurvey('collaboration_invitation');
  await open.survey.update({ openLinkEnabled: true });
  const tokens: string[] = [];
  for (let person = 0; person < 6; person += 1) tokens.push((await invite(open.survey)).token);
  const organiser = await new Client(server.url).signInAs('organiser');
  const cookie = organiser
    .cookies()
    .map((pair) => pair.join('='))
    .join('; ');
  await server.stop();
  // Files would have to be uploaded first.
  const { attachments, ...answers } = validAnswers(open, 3);
  expect(attachments).toBeDefined();
  const { openLink } = open.survey;
  return { tokens, answers, versionId: open.version.version.id, openLink, cookie };
}

/** What a person can do by their link; asked for as the answering page does. */
class Person {
  private readonly client: Client;
  readonly submissionId = randomUUID();

  constructor(
    url: string,
    readonly token: string,
    private readonly prepared: Prepared,
  ) {
    this.client = new Client(url);
  }

  page(): Promise<Answer> {
    return this.client.get(paths.answer(this.token));
  }

  save(revision: number): Promise<Answer> {
    const { answers, versionId } = this.prepared;
    const draft = { revision, answers, page: 0, versionId, sent: null };
    return this.client.postJson(paths.answerDraft(this.token), draft, 'PUT');
  }

  send(): Promise<Answer> {
    const { answers, versionId } = this.prepared;
    const body = { submissionId: this.submissionId, answers, versionId };
    return this.client.postJson(paths.answerSubmission(this.token), body);
  }

  upload(): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.7 ', new Uint8Array(300_000)]), 'plan.pdf');
    const address = `${paths.answerFiles(this.token)}?question=attachments`;
    return this.client.send('POST', address, form, { Accept: 'application/json' });
  }
}

const files = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Status, code and message of a refusal; the disk being full and being unwritable both may come. */
function refusal(answer: Answer): string {
  const { error } = answer.json() as { error: { code: string; message: string } };
  return `${answer.status} ${error.code}: ${error.message}`;
}

/** What the database holds, read from a copy: the server goes on. */
async function stored({ folder }: SmallDisk) {
  const copy = await newTestDatabase();
  for (const name of readdirSync(folder).filter((one) => /sqlite(-wal)?$|\.key$/.test(one))) {
    cpSync(path.join(folder, name), path.join(copy.config.dataDir, name));
  }
  const close = await openData(copy.config);
  const [check] = await db().query<{ integrity_check: string }>(
    'SELECT * FROM pragma_integrity_check',
    {
      type: QueryTypes.SELECT,
    },
  );
  const facts = {
    sound: check?.integrity_check,
    sent: (await Response.findAll()).map(({ submissionId }) => submissionId).sort(),
    withValues: await AnswerValue.count({ distinct: true, col: 'responseId' }),
    drafts: (await Draft.findAll()).map(({ revision }) => revision),
    uploads: (await Upload.findAll()).map(({ id }) => id),
  };
  await close();
  await copy.remove();
  return facts;
}

/** What an error page says. */
const firstLine = (page: Answer): string => page.$('main p').first().text();

const noRoom =
  /^(507 disk_full: The disk is full\.|503 database_not_writable: The data folder cannot be written\.) Nothing was changed\.$/;

describe.each(diskMakers)('%s', (_name, makeDisk) => {
  test('nothing acknowledged is lost, nothing is half done, and work goes on when there is room', async () => {
    database = await newTestDatabase();
    const prepared = await prepare();
    disk = await makeDisk(database.config.dataDir);
    const { url } = disk.server;
    const download = (): Promise<Answer> =>
      new Client(url).get(paths.surveyWorkbook('collaboration_invitation'), {
        Cookie: prepared.cookie,
      });
    const [before, writer, waiting, ...others] = prepared.tokens.map(
      (token) => new Person(url, token, prepared),
    ) as [Person, Person, Person, ...Person[]];
    expect((await before.send()).status).toBe(200);
    expect((await writer.save(0)).status).toBe(200);
    const kept = [files(path.join(disk.folder, 'uploads')), []];

    disk.fill();
    expect(refusal(await waiting.send())).toMatch(noRoom);
    for (const answer of await Promise.all(others.map((person) => person.send()))) {
      expect(refusal(answer)).toMatch(noRoom);
    }
    expect(refusal(await writer.save(1))).toMatch(noRoom);
    expect(refusal(await waiting.save(0))).toMatch(noRoom);
    expect(refusal(await writer.upload())).toBe(
      '507 disk_full: The disk is full. The file was not kept.',
    );
    const beginning = await new Client(url).post(paths.join(prepared.openLink));
    // A visitor can do nothing about the disk.
    expect(firstLine(beginning)).toBe(messagesFor().errors.notNow);
    expect([503, 507]).toContain(beginning.status);
    const workbook = await download();
    expect([workbook.status, firstLine(workbook)]).toEqual([
      507,
      'The disk is full. The workbook was not made.',
    ]);
    expect((await writer.page()).status).toBe(200);
    // Sent before: acknowledged again without writing.
    expect((await before.send()).status).toBe(200);
    const folders = ['uploads', 'unfinished'].map((name) => path.join(disk?.folder ?? '', name));
    expect(folders.map(files)).toEqual(kept);

    disk.free();
    for (const person of [waiting, ...others]) expect((await person.send()).status).toBe(200);
    expect((await writer.save(1)).status).toBe(200);
    expect((await writer.upload()).status).toBe(201);
    const made = await download();
    expect([made.status, made.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect(await stored(disk)).toEqual({
      sound: 'ok',
      sent: [before, waiting, ...others].map((person) => person.submissionId).sort(),
      withValues: 5,
      drafts: [2],
      uploads: files(path.join(disk.folder, 'uploads')),
    });
  }, 60_000);
});

test('a start without room names DATA_DIR, and leaves nothing that stops the next one', async () => {
  database = await newTestDatabase();
  const empty = path.join(database.config.dataDir, 'empty');
  const environment = { DATA_DIR: empty };
  const noRoomAtAll = ['prlimit', '--fsize=0:0'];
  await expect(startServerProcess(environment, ['server.js'], noRoomAtAll)).rejects.toThrow(
    /^The server ended with 1: The disk of the data folder is full\. Make room there, or set DATA_DIR to a folder on another disk\. \(EFBIG.+\)\n$/,
  );
  const server = await startServerProcess(environment);
  expect((await new Client(server.url).get(paths.signIn)).status).toBe(200);
  await server.stop('SIGTERM');
});
