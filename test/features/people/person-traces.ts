import { QueryTypes, type Model } from 'sequelize';
import { recordAuditEvent, systemActor, type Actor } from '../../../src/audit/record-audit-event';
import { db, inTransaction, isPostgres } from '../../../src/db/transaction';
import { recordConsents } from '../../../src/features/people/record-consents';
import { freezeDataSet } from '../../../src/features/results/data-sets/freeze-data-set';
import { accessKeyOf, linkToken } from '../../../src/lib/link-tokens';
import { hashToken, newToken } from '../../../src/lib/tokens';
import {
  AnswerAdjustment,
  AnswerCorrection,
  AnswerValue,
  Draft,
  EarlierAnswer,
  Invitation,
  Message,
  Milestone,
  OversightLink,
  Response,
  ResponseReview,
  Risk,
  RiskChange,
  Survey,
  SurveyVersion,
  Unsubscription,
  Upload,
} from '../../../src/models';
import { makePerson } from './example-people';

/** Every row of every table, as text. */
export async function wholeDatabase(): Promise<string> {
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
export async function makeTraces(userId: number) {
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
    decidedBy: userId,
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
    await recordConsents(tx, {
      personId: person.id,
      source: 'cluster_survey',
      given: [{ kind: 'data_use', given: true, wording: 'I, Zerafina Quixworth, agree' }],
    });
    const respondent: Actor = { kind: 'respondent', name: 'Zerafina Quixworth' };
    await recordAuditEvent(tx, respondent, {
      action: 'response.sent',
      subjectType: 'response',
      subjectId: responseId,
      personId: person.id,
    });
    await recordAuditEvent(tx, systemActor, {
      action: 'mailing.sent',
      subjectType: 'mailing',
      subjectId: 1,
      changes: { refused: [secrets.email] },
    });
  });
  return { person, named, secret, responseId, uploadId, messages };
}

/** The same person in the records of monitoring: frozen answers, plans, read-only links. */
export async function makeMonitoringTraces(responseId: string, userId: number): Promise<void> {
  const { surveyId, versionId } = await Response.findByPk(responseId, { rejectOnEmpty: true });
  const survey = await Survey.findByPk(surveyId, { rejectOnEmpty: true });
  const said = `${secrets.given} ${secrets.family} knows more.`;
  const organiser = { kind: 'user', userId, name: 'Test organiser' } as const;
  await freezeDataSet(organiser, survey.form, { kind: 'preliminary', note: '' });
  await EarlierAnswer.create({
    responseId,
    contentVersion: 0,
    versionId,
    sex: 'female',
    answers: JSON.stringify({ name: said, sex: 'female', comments: said }),
  });
  await AnswerAdjustment.create({
    surveyId,
    responseId,
    kind: 'not_valid',
    changedQuestions: '["name"]',
    reason: said,
    madeBy: userId,
    madeAt: new Date(),
  });
  await AnswerCorrection.create({
    responseId,
    contentVersion: 1,
    versionId,
    beforeAnswers: JSON.stringify({ name: said }),
    afterAnswers: JSON.stringify({ name: said }),
    reason: said,
    madeBy: userId,
    madeAt: new Date(),
  });
  await Milestone.create({
    title: `Call by ${said}`,
    anchor: 'fixed',
    fixedOn: '2020-06-01',
    remindDays: '',
    note: said,
    reachedNote: said,
    reachedOn: '2020-06-01',
    reachedAt: new Date(),
    revision: 1,
  });
  const risk = await Risk.create({
    title: `Illness: ${said}`,
    likelihood: 1,
    impact: 2,
    mitigation: said,
    status: 'open',
    revision: 1,
  });
  const change = { riskId: risk.id, changedAt: new Date(), reason: said };
  await RiskChange.create({ ...change, changes: JSON.stringify({ mitigation: ['', said] }) });
  await OversightLink.create({
    nonce: newToken(),
    tokenHash: newToken(),
    readerName: `${secrets.given} ${secrets.family}`,
    readerEmail: secrets.email.toUpperCase(),
    purpose: said,
    lastDay: '2020-12-31',
    expiresAt: new Date('2020-12-31T23:59:59Z'),
    openings: 0,
  });
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

/** Fails with the surroundings of what is left of that person. */
export function expectNoTrace(dump: string): void {
  for (const trace of ['zerafina', 'quixworth', 'zq.secret', 'hidden.example']) {
    const at = dump.indexOf(trace);
    expect(at === -1 ? '' : dump.slice(Math.max(0, at - 300), at + 100)).toBe('');
  }
}
