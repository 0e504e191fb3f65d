import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '../../../src/audit/record-audit-event';
import { erasePerson } from '../../../src/features/people/erase-person';
import { linkToken } from '../../../src/lib/link-tokens';
import { hashToken } from '../../../src/lib/tokens';
import {
  AnswerValue,
  AuditEvent,
  Consent,
  ContactImport,
  Draft,
  Invitation,
  Message,
  Person,
  Response,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';
import { upload } from './imports/example-lists';
import { expectNoTrace, makeMonitoringTraces, makeTraces, wholeDatabase } from './person-traces';

let server: TestServer;
let organiser: Client;
let actor: Actor;
let userId: number;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  userId = organiser.user?.id ?? 0;
  actor = { kind: 'user', userId, name: 'Test organiser' };
});
afterAll(() => server.stop());

async function filesOf(uploadId: string, message: Message | undefined): Promise<string[]> {
  const { dataDir } = server.config;
  const mail = path.join(dataDir, 'mail', `${String(message?.id).padStart(6, '0')}.eml`);
  const file = path.join(dataDir, 'uploads', uploadId);
  for (const name of [mail, file]) {
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, 'Quixworth');
  }
  return Promise.resolve([mail, file]);
}

test('leaves no byte of the name or the address in any table or file', async () => {
  const other = await makePerson({ familyName: 'Other', email: 'other@stays.example' });
  const { person, named, secret, responseId, uploadId, messages } = await makeTraces(userId);
  const files = await filesOf(uploadId, messages[1]);
  await makeMonitoringTraces(responseId, userId);
  await upload(organiser, [
    ['Full name', 'E-mail', 'Economy'],
    ['Quixworth Zerafina', 'ZQ.Secret@hidden.example', 'Peru'],
    ['Somebody Else', 'else@stays.example', 'Peru'],
  ]);
  expect(await wholeDatabase()).toContain('quixworth');

  const answer = await organiser.post(paths.personErasure(person.id), {
    confirmation: 'erase',
    answers: 'erase',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.people]);

  const dump = await wholeDatabase();
  expectNoTrace(dump);
  expect(dump).toContain('other@stays.example');
  expect(dump).toContain('else@stays.example');
  expect(files.map(existsSync)).toEqual([false, false]);
  expect(await Response.findByPk(responseId)).toBeNull();
  expect(await AnswerValue.count()).toBe(0);
  expect(await Draft.count()).toBe(0);
  expect(await Consent.count()).toBe(0);
  const waiting = await ContactImport.findOne({ rejectOnEmpty: true });
  expect((JSON.parse(waiting.rows) as unknown[]).length).toBe(1);
  const statuses = await Message.findAll({ order: ['id'] });
  expect(statuses.map(({ status }) => status)).toEqual([
    'cancelled',
    'sent',
    'cancelled',
    'cancelled',
    'sent',
  ]);
  for (const invitation of [named, secret]) {
    const token = linkToken(`invitation:${invitation.id}`);
    expect(await Invitation.count({ where: { tokenHash: hashToken(token) } })).toBe(0);
  }
  await person.reload();
  expect([person.erasedAt === null, person.sex, person.economyCode]).toEqual([false, null, null]);
  const line = await AuditEvent.findOne({ where: { action: 'person.erased' } });
  expect(JSON.parse(line?.changes ?? '')).toEqual({
    answers: 'erase',
    responses: 1,
    drafts: 2,
    messages: 5,
    files: 1,
  });
  await other.reload();
  expect(other.familyName).toBe('Other');
  expect((await organiser.get(paths.person(person.id))).$('h1').text()).toBe(
    `Erased person ${person.id}`,
  );
  expect((await organiser.get(paths.personEdit(person.id))).status).toBe(410);
  expect((await organiser.get(paths.people)).text).not.toContain('Erased');
});

test('keeps coded answers that belong to nobody when asked to', async () => {
  const { person, responseId } = await makeTraces(userId);
  await makeMonitoringTraces(responseId, userId);
  const before = await Response.findByPk(responseId, { rejectOnEmpty: true });
  await erasePerson(actor, person.id, 'keep');
  expectNoTrace(await wholeDatabase());
  const after = await Response.findByPk(responseId, { rejectOnEmpty: true });
  expect(JSON.parse(after.answers)).toEqual({ sex: 'female', years: 7 });
  expect([after.personId, after.invitationId, after.submittedAt]).toEqual([null, null, null]);
  expect([after.economyCode, after.sex, after.sector, after.submittedOn]).toEqual([
    'VNM',
    'female',
    'private',
    '2026-03-01',
  ]);
  for (const key of ['accessKey', 'submissionId', 'receipt', 'contentHash'] as const) {
    expect(after[key]).not.toBe(before[key]);
  }
  const mention = await AuditEvent.count({ where: { subjectId: responseId } });
  expect(mention).toBe(0);
  await person.reload();
  expect([person.economyCode, person.sex, person.role]).toEqual([
    'VNM',
    'female',
    'cluster_manager',
  ]);
});

test('is refused without the typed word, twice, and for nobody', async () => {
  const person = await makePerson({ email: 'twice@x.example' });
  const page = await organiser.post(paths.personErasure(person.id), {
    confirmation: 'yes',
    answers: 'erase',
  });
  expect(page.status).toBe(422);
  expect(page.$('#field-confirmation-error').text()).toBe('Please type ERASE to confirm.');
  expect((await Person.findByPk(person.id))?.erasedAt).toBeNull();
  await erasePerson(actor, person.id, 'erase');
  await expect(erasePerson(actor, person.id, 'erase')).rejects.toMatchObject({ status: 410 });
  await expect(erasePerson(actor, 999_999, 'erase')).rejects.toMatchObject({ status: 404 });
});

test('the address of an erased person can be used again', async () => {
  const person = await makePerson({ email: 'again@x.example' });
  await erasePerson(actor, person.id, 'keep');
  expect((await makePerson({ email: 'again@x.example' })).id).toBeGreaterThan(person.id);
});
