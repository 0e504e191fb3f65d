import { AuditEvent, Interview, type Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';

let server: TestServer;
let organiser: Client;
let expert: Registration;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  expert = await attend({ role: 'expert', familyName: 'Asked' });
});
afterAll(() => server.stop());

const facts = (): Record<string, string> => ({
  personId: String(expert.personId),
  heldOn: '2020-06-17',
  interviewer: 'Irina Example',
  consent: 'report_unnamed',
  record: 'What worked?\nTrust among the firms.',
  summary: 'Trust comes first.',
});

async function add(): Promise<Interview> {
  const answer = await organiser.post(paths.interviews, facts());
  expect([answer.status, answer.location]).toEqual([303, paths.interviews]);
  return Interview.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

test('keeps an interview, whose words stay out of the audit trail', async () => {
  const interview = await add();
  const page = await organiser.get(paths.interview(interview.id));
  expect([page.$('#field-record').val(), page.$('#field-consent').val()]).toEqual([
    facts().record,
    'report_unnamed',
  ]);
  const corrected = { ...facts(), summary: 'Trust and time.', revision: '1' };
  expect((await organiser.post(paths.interview(interview.id), corrected)).status).toBe(303);
  expect((await organiser.post(paths.interview(interview.id), corrected)).status).toBe(409);
  const lines = await AuditEvent.findAll({
    where: { subjectType: 'interview', subjectId: String(interview.id) },
    order: ['id'],
  });
  expect(lines.map(({ action }) => action)).toEqual(['interview.added', 'interview.corrected']);
  expect(lines.some(({ changes }) => changes.includes('Trust'))).toBe(false);
});

test.each([
  ['nobody', { personId: '' }, 'personId'],
  ['somebody who does not exist', { personId: '99999' }, 'personId'],
  ['no day', { heldOn: '17.6.2020' }, 'heldOn'],
  ['no interviewer', { interviewer: '' }, 'interviewer'],
  ['no word on consent', { consent: '' }, 'consent'],
])('refuses an interview with %s and keeps what was typed', async (_name, wrong, field) => {
  const before = await Interview.count();
  const page = await organiser.post(paths.interviews, { ...facts(), ...wrong });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(page.$('#field-record').val()).toBe(facts().record);
  expect(await Interview.count()).toBe(before);
});

test('is for organisers only, listed in the same number of queries for one and three more', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  const interview = await add();
  for (const address of [paths.interviews, paths.newInterview, paths.interview(interview.id)]) {
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  expect((await overseer.post(paths.interviewRemoval(interview.id))).status).toBe(403);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.interviews));
  const before = Math.min(await cost(), await cost());
  await add();
  await add();
  expect(Math.min(await cost(), await cost())).toBe(before);
});

test('is removed by hand, and with the person', async () => {
  const interview = await add();
  expect((await organiser.post(paths.interviewRemoval(interview.id))).status).toBe(303);
  expect((await organiser.post(paths.interviewRemoval(interview.id))).status).toBe(404);
  await organiser.post(paths.personErasure(expert.personId), {
    answers: 'keep',
    confirmation: 'ERASE',
  });
  expect(await Interview.count({ where: { personId: expert.personId } })).toBe(0);
});
