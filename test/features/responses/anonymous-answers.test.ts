import { QueryTypes } from 'sequelize';
import { db, inTransaction, isPostgres } from '../../../src/db/transaction';
import { healFinishedMarks } from '../../../src/features/responses/heal-finished-marks';
import { setClock } from '../../../src/lib/clock';
import { AuditEvent, Invitation, Message, Response } from '../../../src/models';
import { paths } from '../../../src/paths';
import { seeded } from '../../harness/seeded';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent } from './respondent';

let server: TestServer;
let open: OpenSurvey;
let respondent: Respondent;
const people = 12;
/** The truth nobody may find in the database: who, by invitation, sent which response. */
const truth = new Map<number, string>();
let auditBefore: number;

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('workshop_evaluation');
  respondent = new Respondent(server, open.version.version.id);
  const invited = [];
  for (let person = 0; person < people; person += 1) invited.push(await invite(open.survey));
  const random = seeded(7);
  const inSomeOrder = [...invited].sort(() => random() - 0.5);
  auditBefore = await AuditEvent.count();
  let minute = 0;
  for (const { token, invitation } of inSomeOrder.slice(0, people - 2)) {
    setClock(new Date(Date.UTC(2026, 2, 2, 9, (minute += 3))));
    await respondent.saveDraft(token, { answers: {} });
    setClock(new Date(Date.UTC(2026, 2, 2, 9, (minute += 3))));
    const before = await idsOfResponses();
    const answers = validAnswers(open, minute);
    expect((await respondent.send(token, respondent.submission(answers))).status).toBe(200);
    const [added = ''] = (await idsOfResponses()).filter((id) => !before.includes(id));
    truth.set(invitation.id, added);
  }
  setClock(undefined);
});
afterAll(() => server.stop());

async function idsOfResponses(): Promise<string[]> {
  return (await Response.findAll({ attributes: ['id'] })).map(({ id }) => id);
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return db().query(sql, { type: QueryTypes.SELECT });
}

test('everyone who answered is marked as finished, nobody else', async () => {
  const finished = await Invitation.findAll({ where: { finished: true } });
  expect(finished.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
    [...truth.keys()].sort((a, b) => a - b),
  );
  expect(truth.size).toBe(people - 2);
});

test('responses hold no person, no invitation, no time of day and no kind of link', async () => {
  const responses = await Response.findAll();
  for (const { personId, invitationId, submittedAt, submittedOn, origin } of responses) {
    expect([personId, invitationId, submittedAt, submittedOn, origin]).toEqual([
      null,
      null,
      null,
      '2026-03-02',
      'open_link',
    ]);
  }
  const invitations = await Invitation.findAll({ where: { finished: true } });
  for (const { openedAt, startedAt, finishedAt, createdAt } of invitations) {
    expect([openedAt, startedAt, finishedAt]).toEqual([createdAt, createdAt, null]);
  }
  expect(await AuditEvent.count()).toBe(auditBefore);
  expect(await Message.count()).toBe(0);
});

test('a draft in progress keeps the day only', async () => {
  const { token } = await invite(open.survey);
  setClock(new Date('2026-03-02T15:42:11Z'));
  await respondent.saveDraft(token, { answers: {} });
  setClock(undefined);
  const [draft] = await rows('SELECT saved_at FROM drafts');
  expect(new Date(draft?.saved_at as string).toISOString()).toBe('2026-03-02T00:00:00.000Z');
  expect(await respondent.state(token)).toMatchObject({ status: 'draft', savedAt: null });
});

test('no value of an invitation or its person stands in a response', async () => {
  const ofPeople = new Set(
    (
      await rows(
        'SELECT i.*, p.name_key, p.email FROM invitations i JOIN people p ON p.id = i.person_id',
      )
    )
      .flatMap((row) => [row.token_hash, row.email])
      .map(String),
  );
  const ofAnswers = (await rows('SELECT * FROM responses')).flatMap((row) =>
    Object.values(row).map(String),
  );
  expect(ofAnswers.filter((value) => [...ofPeople].some((own) => value.includes(own)))).toEqual([]);
});

/** How many pairs an attacker gets right who lays two lists side by side. */
function rightPairs(invitations: number[], responses: string[]): number {
  return invitations.filter((id, index) => truth.get(id) === responses[index]).length;
}

test('laying both tables side by side, in the order of storage, finds nobody', async () => {
  const place = isPostgres() ? 'ctid' : 'rowid';
  const list = async (table: string, where: string, order: string): Promise<unknown[]> =>
    (await rows(`SELECT id FROM ${table} WHERE ${where} ORDER BY ${order}`)).map(({ id }) => id);
  const responses = (await list('responses', '1 = 1', place)) as string[];
  // That attack works on one side: responses do stand in the order in which they came.
  expect(responses).toEqual([...truth.values()]);
  const asStored = (await list('invitations', 'finished', place)) as number[];
  expect(asStored).toHaveLength(truth.size);
  expect(rightPairs(asStored, responses)).toBeLessThan(people / 3);
});

test('the numbers of transactions tell nothing: all invitations of the form carry the same', async () => {
  if (!isPostgres()) {
    // SQLite keeps no number of a transaction; rows stay where they were first written.
    expect((await rows('PRAGMA table_info(invitations)')).map(({ name }) => name)).not.toContain(
      'xmin',
    );
    return;
  }
  const fresh = await invite(open.survey);
  await respondent.saveDraft(fresh.token, { answers: {} });
  const numbers = await rows(
    `SELECT DISTINCT xmin::text AS number FROM invitations WHERE survey_id = ${open.survey.id}`,
  );
  expect(numbers).toHaveLength(1);
});

test('a crash between answers and mark is healed at the next start, or by the retry', async () => {
  const [first, second] = [await invite(open.survey), await invite(open.survey)];
  const body = respondent.submission(validAnswers(open, 99));
  await respondent.send(first.token, body);
  await respondent.send(second.token, respondent.submission(validAnswers(open, 98)));
  await inTransaction((transaction) =>
    Invitation.update(
      { finished: false },
      { where: { id: [first.invitation.id, second.invitation.id] }, transaction },
    ),
  );
  expect((await respondent.send(first.token, body)).status).toBe(200);
  await Promise.all([first.invitation.reload(), second.invitation.reload()]);
  expect([first.invitation.finished, second.invitation.finished]).toEqual([true, false]);
  expect(await healFinishedMarks()).toBe(1);
  await second.invitation.reload();
  expect([second.invitation.finished, second.invitation.finishedAt]).toEqual([true, null]);
  expect(await healFinishedMarks()).toBe(0);
});

test('the same link answers once: a second sending is a correction of the first', async () => {
  const before = await Response.count();
  const { token } = await invite(open.survey);
  await respondent.send(token, respondent.submission(validAnswers(open, 50)));
  const again = await respondent.send(token, respondent.submission(validAnswers(open, 51)));
  expect(again.json()).toMatchObject({ corrections: 1 });
  expect(await Response.count()).toBe(before + 1);
  const receipt = await server.visitor().get(paths.answerReceipt(token));
  expect(receipt.$('.receipt-facts dd').last().text()).toMatch(/^\d{1,2} \w{3} \d{4}$/);
});
