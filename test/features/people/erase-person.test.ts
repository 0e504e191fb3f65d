import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { QueryTypes, type Model } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../src/audit/record-audit-event';
import { db, inTransaction, isPostgres } from '../../../src/db/transaction';
import { erasePerson } from '../../../src/features/people/erase-person';
import { exportPerson } from '../../../src/features/people/export-person';
import { recordConsent } from '../../../src/features/people/record-consent';
import { accessKeyOf, linkToken } from '../../../src/lib/link-tokens';
import { hashToken, newToken } from '../../../src/lib/tokens';
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
  ResponseReview,
  Survey,
  SurveyVersion,
  Unsubscription,
  Upload,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';
import { upload } from './imports/example-lists';

let server: TestServer;
let organiser: Client;
let actor: Actor;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  actor = { kind: 'user', userId: organiser.user?.id ?? 0, name: 'Test organiser' };
});
afterAll(() => server.stop());

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = isPostgres()
    ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
    : `SELECT name FROM sqlite_master WHERE type = 'table'`;
  const names = await db().query<{ name: string }>(tables, { type: QueryTypes.SELECT });
  expect(names.length).toBeGreaterThanOrEqual(24);
  const dumps = await Promise.all(
    names.map(({ name }) => db().query(`SELECT * FROM "${name}"`, { type: QueryTypes.SELECT })),
  );
  return JSON.stringify(dumps).toLowerCase();
}

const definition = {
  pages: [
    {
      name: 'one',
      elements: [
        { type: 'text', name: 'name' },
        { type: 'text', name: 'email', inputType: 'email' },
        { type: 'radiogroup', name: 'sex', choices: ['female', 'male'] },
        { type: 'text', name: 'years', inputType: 'number' },
        { type: 'comment', name: 'comments' },
      ],
    },
  ],
};

const secrets = { given: 'Zerafina', family: 'Quixworth', email: 'zq.secret@hidden.example' };

/** One person with a trace in every table that can hold one. */
async function makeTraces() {
  const person = await makePerson({
    givenName: secrets.given,
    familyName: secrets.family,
    email: secrets.email,
    organisation: 'Quixworth & Daughters',
    notes: 'Zerafina prefers mornings',
  });
  const survey = await Survey.findOne({ where: { anonymous: false }, rejectOnEmpty: true });
  const anonymous = await Survey.findOne({ where: { anonymous: true }, rejectOnEmpty: true });
  const versionOf = (surveyId: number): Promise<SurveyVersion> =>
    SurveyVersion.create({
      surveyId,
      number: Math.floor(Math.random() * 1e9),
      definition: JSON.stringify(definition),
      firstPageHtml: '',
      publishedAt: new Date(),
    });
  const version = await versionOf(survey.id);
  const invite = async (surveyId: number): Promise<Invitation> => {
    const base = { surveyId, personId: person.id, startedAt: new Date() };
    const one = await Invitation.create({ ...base, tokenHash: newToken() });
    await one.update({ tokenHash: hashToken(linkToken(`invitation:${one.id}`)) });
    return one;
  };
  const named = await invite(survey.id);
  await named.update({ finished: true, finishedAt: new Date() });
  const secret = await invite(anonymous.id);
  const answers = {
    name: 'Zerafina Quixworth',
    email: secrets.email,
    sex: 'female',
    years: 7,
    comments: 'Ask Zerafina',
  };
  const responseId = newToken();
  const accessKey = accessKeyOf(linkToken(`invitation:${named.id}`));
  await Response.create({
    id: responseId,
    surveyId: survey.id,
    versionId: version.id,
    accessKey,
    submissionId: newToken(),
    contentHash: 'x',
    receipt: newToken(),
    invitationId: named.id,
    personId: person.id,
    economyCode: 'VNM',
    sex: 'female',
    sector: 'private',
    origin: 'personal_link',
    language: 'en',
    answers: JSON.stringify(answers),
    submittedOn: '2026-03-01',
    submittedAt: new Date(),
  });
  await AnswerValue.create({
    responseId,
    versionId: version.id,
    question: 'sex',
    item: '',
    code: 'female',
  });
  await ResponseReview.create({
    responseId,
    decision: 'returned',
    reason: 'Zerafina Quixworth asked for it',
    decidedBy: organiser.user?.id ?? 0,
    decidedAt: new Date(),
  });
  const draft = (surveyId: number, key: string) =>
    Draft.create({
      accessKey: key,
      surveyId,
      versionId: version.id,
      answers: JSON.stringify(answers),
      page: 0,
      revision: 1,
      savedAt: new Date(),
    });
  await draft(survey.id, accessKey);
  await draft(anonymous.id, accessKeyOf(linkToken(`invitation:${secret.id}`)));
  const uploadId = newToken();
  await Upload.create({
    id: uploadId,
    accessKey,
    surveyId: survey.id,
    fileName: 'quixworth-cv.pdf',
    mediaType: 'application/pdf',
    bytes: 4,
    createdOn: '2026-03-01',
  });
  const messages = await makeMessages(person.id, named.id);
  await Unsubscription.create({ addressKey: secrets.email, kind: 'survey' });
  await inTransaction(async (tx) => {
    await recordConsent(tx, {
      personId: person.id,
      kind: 'data_use',
      given: true,
      wording: 'I, Zerafina Quixworth, agree',
      source: 'cluster_survey',
    });
    const respondent: Actor = { kind: 'respondent', name: 'Zerafina Quixworth' };
    await recordAuditEvent(tx, respondent, {
      action: 'response.sent',
      subjectType: 'response',
      subjectId: responseId,
      personId: person.id,
    });
    await recordAuditEvent(tx, actor, {
      action: 'mailing.sent',
      subjectType: 'mailing',
      subjectId: 1,
      changes: { refused: [secrets.email] },
    });
  });
  return { person, named, secret, responseId, uploadId, messages };
}

async function makeMessages(personId: number, invitationId: number): Promise<Message[]> {
  const base = {
    kind: 'survey_invitation',
    subject: 'Dear Zerafina Quixworth',
    textBody: 'Dear Zerafina Quixworth, {{link}}',
    htmlBody: '<p>Dear Zerafina Quixworth</p>',
    nextAttemptAt: new Date(),
    toName: 'Zerafina Quixworth',
    toAddress: secrets.email,
  };
  const message = (
    fields: { status: Message['status'] } & Partial<Omit<Message, 'status' | keyof Model>>,
  ): Promise<Message> =>
    Message.create({
      ...base,
      dedupeKey: `${secrets.email}:${newToken()}`,
      messageId: newToken(),
      ...fields,
    });
  return [
    await message({ status: 'cancelled', personId, linkSubject: `invitation:${invitationId}` }),
    await message({ status: 'sent', personId, lastReply: `250 <${secrets.email}> ok` }),
    await message({ status: 'failed', invitationId, lastReply: `550 <${secrets.email}> unknown` }),
    await message({ status: 'sending', claimedBy: 'worker', toAddress: secrets.email }),
    await message({ status: 'sent', kind: 'test', toName: 'Olga', toAddress: 'olga@team.example' }),
  ];
}

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

function expectNoTrace(dump: string): void {
  for (const trace of ['zerafina', 'quixworth', 'zq.secret', 'hidden.example']) {
    const at = dump.indexOf(trace);
    expect(at === -1 ? '' : dump.slice(Math.max(0, at - 300), at + 100)).toBe('');
  }
}

test('leaves no byte of the name or the address in any table or file', async () => {
  const other = await makePerson({ familyName: 'Other', email: 'other@stays.example' });
  const { person, named, secret, responseId, uploadId, messages } = await makeTraces();
  const files = await filesOf(uploadId, messages[1]);
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
  const { person, responseId } = await makeTraces();
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

test('exports everything about one person and nothing about others', async () => {
  const { person } = await makeTraces();
  await makePerson({ givenName: 'Bo', familyName: 'Bystander', email: 'bo@stays.example' });
  const answer = await organiser.get(paths.personExport(person.id));
  expect(answer.headers.get('content-disposition')).toContain(`person-${person.id}.json`);
  const held = answer.json() as Record<string, unknown[]> & { person: Record<string, unknown> };
  expect(held.person).toMatchObject({
    givenName: 'Zerafina',
    economy: 'Viet Nam',
    cluster: 'Alpha cluster',
    notes: 'Zerafina prefers mornings',
  });
  expect(held.answers).toHaveLength(1);
  expect(held.answers?.[0]).toMatchObject({
    answers: { name: 'Zerafina Quixworth', years: 7 },
    reviews: [{ decision: 'returned' }],
    files: [{ fileName: 'quixworth-cv.pdf' }],
  });
  expect(held.answersInProgress).toHaveLength(1);
  expect(held.consents).toMatchObject([{ kind: 'data_use', given: true }]);
  expect(held.invitations).toMatchObject([
    { anonymous: false, finished: true },
    { anonymous: true, finished: false },
  ]);
  expect(held.messages).toHaveLength(4);
  expect(held.unsubscribedFrom).toMatchObject([{ kind: 'survey' }]);
  expect(answer.text).not.toContain('Bystander');
  expect(answer.text).not.toContain('Test organiser');
  expect(answer.text).not.toContain('olga@team.example');
  expect(await AuditEvent.count({ where: { action: 'person.exported' } })).toBe(1);
  await erasePerson(actor, person.id, 'erase');
  expectNoTrace(JSON.stringify(await exportPerson(actor, person.id)).toLowerCase());
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
