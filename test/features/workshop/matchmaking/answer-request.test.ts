import { setClock } from '../../../../src/lib/clock';
import { MeetingRequest, Message } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import {
  agreed,
  beforeTheWorkshop,
  forgetMeetings,
  member,
  notice,
  two,
  type Member,
} from './meeting-data';

let server: TestServer;
let phone: Client;

beforeAll(async () => {
  server = await startTestServer();
  phone = server.visitor();
});
beforeEach(() => {
  setClock(beforeTheWorkshop);
});
afterEach(forgetMeetings);
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

async function ask(from: Member, to: Member): Promise<number> {
  await phone.post(paths.ownMeetingRequests(from.token), {
    cluster: String(to.clusterId),
    message: 'Words for their page only',
  });
  const request = await MeetingRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  return request.id;
}

const answer = (by: Member, requestId: number, what: string): Promise<Answer> =>
  phone.post(paths.ownMeetingAnswer(by.token, requestId), { answer: what });

/** Who was told what about answers, in the order of the mails. */
async function told(): Promise<[registration: string | null, subject: string][]> {
  const mails = await Message.findAll({ where: { kind: 'meeting_answer' }, order: ['id'] });
  return mails.map(({ linkSubject, subject }) => [linkSubject, subject]);
}

test('everybody of the asking cluster is told of a yes once, however often it is said', async () => {
  const [a, b] = await two();
  const colleague = await member(a.clusterName, { economyCode: 'CHL' });
  await member(a.clusterName, { economyCode: 'CHL', email: null });
  await member(a.clusterName, { economyCode: 'CHL', status: 'declined' });
  const second = await member(b.clusterName, { economyCode: 'HKG' });
  const id = await ask(a, b);
  expect(await told()).toEqual([]);
  const answers = await Promise.all([answer(b, id, 'accept'), answer(second, id, 'accept')]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  await answer(b, id, 'accept');
  const subject = `${b.clusterName} (Hong Kong, China) would like to meet your cluster, too`;
  expect(await told()).toEqual(
    [a, colleague].map(({ registration }) => [`registration:${registration.id}`, subject]),
  );
  const [mail] = await Message.findAll({ where: { kind: 'meeting_answer' }, order: ['id'] });
  expect([mail?.personId, mail?.toAddress]).toEqual([a.person.id, a.person.email]);
  expect(mail?.textBody).not.toContain('Words for');
});

test('a no is told, also one that takes back a yes; a withdrawal is told to the other side', async () => {
  const [a, b] = await two();
  const id = await ask(a, b);
  await answer(b, id, 'accept');
  await answer(b, id, 'decline');
  await answer(b, id, 'decline');
  const link = `registration:${a.registration.id}`;
  const name = `${b.clusterName} (Hong Kong, China)`;
  expect(await told()).toEqual([
    [link, `${name} would like to meet your cluster, too`],
    [link, `${name} cannot meet your cluster`],
  ]);
  const again = await ask(a, b);
  expect(again).not.toBe(id);
  await answer(a, again, 'withdraw');
  await answer(a, again, 'withdraw');
  const other = `${a.clusterName} (Chile) has withdrawn its request for a meeting`;
  expect((await told()).slice(2)).toEqual([[`registration:${b.registration.id}`, other]]);
  const organiser = await server.visitor().signInAs('organiser');
  const third = await ask(a, b);
  expect((await organiser.post(paths.meetingRequestClosing(third))).status).toBe(303);
  expect((await told()).slice(3)).toEqual([[`registration:${b.registration.id}`, other]]);
});

test('an answer that is refused, and what organisers enter, tells nobody', async () => {
  const [a, b] = await two();
  const [stranger] = await two();
  const id = await ask(a, b);
  const refused = [
    await answer(a, id, 'accept'),
    await answer(a, id, 'decline'),
    await answer(stranger, id, 'decline'),
    await answer(b, id, 'perhaps'),
    await phone.post(paths.ownMeetingAnswer('x'.repeat(32), id), { answer: 'accept' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 404, 422, 404]);
  const organiser = await server.visitor().signInAs('organiser');
  const [c, d] = await two();
  await agreed(organiser, c, d);
  expect(await told()).toEqual([]);
});

test('after the last day nothing is asked or accepted any more, and nobody gets a mail', async () => {
  const [a, b] = await two();
  const [c, d] = await two();
  const id = await ask(a, b);
  const mails = await Message.count();
  // The evening of the last day, then the morning after, by the clocks of the workshop.
  setClock(new Date('2020-06-18T17:00:00Z'));
  expect((await phone.get(paths.ownMeetings(b.token))).$('button[value=accept]')).toHaveLength(1);
  setClock(new Date('2020-06-19T06:00:00Z'));
  await answer(b, id, 'accept');
  const over = 'The workshop is over: no more meetings are arranged.';
  expect(await notice(phone, paths.ownMeetings(b.token))).toBe(over);
  const before = await MeetingRequest.count();
  await ask(c, d);
  expect(await notice(phone, paths.ownMeetings(c.token))).toBe(over);
  expect([await MeetingRequest.count(), await Message.count()]).toEqual([before, mails]);
  const page = await phone.get(paths.ownMeetings(b.token));
  expect([page.$('button[value=accept]').length, page.$('.ask-form').length]).toEqual([0, 0]);
  expect((await answer(b, id, 'decline')).status).toBe(303);
  expect((await MeetingRequest.findByPk(id))?.status).toBe('declined');
});
