import { setClock } from '../../../../src/lib/clock';
import {
  Meeting,
  MeetingReport,
  MeetingRequest,
  MeetingRequestChange,
  Message,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { publishedForm, storedResponse } from '../../../harness/published-form';
import { countQueries, type TestServer } from '../../../harness/server';
import {
  agreed,
  lastMeeting,
  member,
  notice,
  place,
  slot,
  two,
  type Member,
  runBeforeTheWorkshop,
} from './meeting-data';

let server: TestServer;
let organiser: Client;
let phone: Client;

runBeforeTheWorkshop((started, account) => {
  server = started;
  organiser = account;
});
beforeEach(() => {
  phone = server.visitor();
});

function ask(from: Member, to: Member, message = 'Joint tests of sensors?') {
  return phone.post(paths.ownMeetingRequests(from.token), {
    cluster: String(to.clusterId),
    message,
  });
}

async function lastRequest(): Promise<MeetingRequest> {
  return MeetingRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

const answer = (by: Member, requestId: number, what: string) =>
  phone.post(paths.ownMeetingAnswer(by.token, requestId), { answer: what });

test('a person asks for their cluster, a colleague withdraws, and who did what is kept', async () => {
  const [a, b] = await two();
  const colleague = await member(a.clusterName, { economyCode: 'CHL' });
  const asked = await ask(a, b, '  <b>Sensors</b>\r\nand more ');
  expect([asked.status, asked.location]).toEqual([303, paths.ownMeetings(a.token)]);
  const request = await lastRequest();
  expect([request.message, request.status, request.askedBy]).toEqual([
    '<b>Sensors</b>\nand more',
    'asked',
    a.registration.id,
  ]);
  const mails = await Message.findAll({ where: { kind: 'meeting_request' } });
  expect(mails.map(({ dedupeKey, linkSubject }) => [dedupeKey, linkSubject])).toEqual([
    [`meeting_request:${request.id}:${b.registration.id}`, `registration:${b.registration.id}`],
  ]);
  expect(mails[0]?.textBody).not.toContain('Sensors');
  const page = await phone.get(paths.ownMeetings(b.token));
  expect(page.$('.own-words').first().text()).toBe('<b>Sensors</b>\nand more');
  expect((await answer(colleague, request.id, 'accept')).status).toBe(403);
  expect((await answer(b, request.id, 'withdraw')).status).toBe(403);
  expect((await answer(colleague, request.id, 'withdraw')).status).toBe(303);
  const changes = await MeetingRequestChange.findAll({ where: { requestId: request.id } });
  expect(changes.map(({ status, registrationId }) => [status, registrationId])).toEqual([
    ['asked', a.registration.id],
    ['withdrawn', colleague.registration.id],
  ]);
  const history = await organiser.get(paths.meetingRequest(request.id));
  expect(history.$('#history-title + ul li').first().text()).toContain(
    `Asked by Ana ${a.person.familyName}`,
  );
});

test('is for registered people of a cluster, and for requests of their own', async () => {
  const [a, b] = await two();
  const alone = await member(null);
  const declined = await member(a.clusterName, { economyCode: 'CHL', status: 'declined' });
  const invited = await member(a.clusterName, { economyCode: 'CHL', status: 'invited' });
  expect((await phone.get(paths.ownMeetings('x'.repeat(32)))).status).toBe(404);
  for (const one of [alone, declined, invited]) {
    expect((await phone.get(paths.ownMeetings(one.token))).status).toBe(403);
    expect((await ask(one, b)).status).toBe(403);
  }
  expect((await phone.get(paths.ownTimetable(alone.token))).status).toBe(200);
  expect((await phone.get(paths.ownTimetable(declined.token))).status).toBe(403);
  await ask(a, b);
  const { id } = await lastRequest();
  const [stranger] = await two();
  expect((await answer(stranger, id, 'accept')).status).toBe(404);
  expect((await answer(b, 2 ** 40, 'accept')).status).toBe(404);
  expect((await answer(b, id, 'perhaps')).status).toBe(422);
  expect(await MeetingRequest.count({ where: { status: 'asked' } })).toBe(1);
});

test('refuses oneself, a cluster that is not there, too long a message, and a ninth open request', async () => {
  const [a, b] = await two();
  const gone = await member('Cluster without people', { status: 'cancelled' });
  for (const to of [a, gone]) {
    const refused = await ask(a, to);
    expect(refused.status).toBe(422);
    expect(refused.$('#field-cluster-error').text()).toBe('Please choose a cluster from the list.');
  }
  const long = await ask(a, b, 'x'.repeat(601));
  expect(long.$('#field-message-error').text()).toBe('Please use at most 600 characters.');
  expect((await ask(a, b, ' ')).status).toBe(422);
  for (let i = 0; i < 8; i += 1) await ask(a, (await two())[1]);
  await ask(a, b);
  expect(await notice(phone, paths.ownMeetings(a.token))).toContain('has 8 requests waiting');
  expect(await MeetingRequest.count({ where: { status: 'asked' } })).toBe(8);
});

test('two clusters that ask each other at once have one request; two answers at once make one', async () => {
  const [a, b] = await two();
  const asks = await Promise.all([ask(a, b), ask(b, a)]);
  expect(asks.map(({ status }) => status)).toEqual([303, 303]);
  expect(await MeetingRequest.count({ where: { status: 'asked' } })).toBe(1);
  const request = await lastRequest();
  const [asking, asked] = request.fromClusterId === a.clusterId ? [a, b] : [b, a];
  const answers = await Promise.all([
    answer(asked, request.id, 'accept'),
    answer(asked, request.id, 'accept'),
    answer(asking, request.id, 'withdraw'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  const changes = await MeetingRequestChange.findAll({ order: ['id'] });
  const statuses = changes.filter(({ requestId }) => requestId === request.id);
  expect(statuses.at(-1)?.status).toBe('withdrawn');
  expect((await lastRequest()).status).toBe('withdrawn');
  expect(statuses.filter(({ status }) => status === 'accepted').length).toBeLessThanOrEqual(1);
});

test('a placed meeting is in the timetable of both; both report, and differing reports stay', async () => {
  const [a, b] = await two({ days: [1] });
  const { id: slotId } = await slot('14:00', '14:20');
  const request = await agreed(organiser, a, b);
  await place(organiser, request, { slotId, table: 2 }, [a, b]);
  const { id } = await lastMeeting();
  await answer(b, request, 'decline');
  expect(await notice(phone, paths.ownMeetings(b.token))).toContain(
    'Only the organisers can cancel',
  );
  const timetable = await phone.get(paths.ownTimetable(b.token));
  expect(
    timetable
      .$('h2')
      .map((_, h) => timetable.$(h).text())
      .get(),
  ).toEqual(['Day 1, 16 Jun 2020']);
  expect(timetable.$('.timetable-meeting').text().replace(/\s+/g, ' ').trim()).toBe(
    `14:00–14:20 ${a.clusterName} (Chile) Table 2Meeting of your cluster`,
  );
  const report = (by: Member, held: string, outcome: string) =>
    phone.post(paths.ownMeetingReport(by.token, id), { held, outcome, note: 'As said.' });
  await report(a, 'yes', 'mou');
  expect(await notice(phone, paths.ownMeetings(a.token))).toContain('once its time has come');
  setClock(new Date('2020-06-16T11:05:00Z'));
  expect((await report(a, '', 'mou')).status).toBe(422);
  expect((await report((await two())[0], 'yes', 'mou')).status).toBe(404);
  expect((await report(a, 'yes', 'mou')).status).toBe(303);
  const state = async (): Promise<string[]> => {
    const { status, outcome } = await lastMeeting();
    return [status, outcome];
  };
  expect(await state()).toEqual(['held', 'mou']);
  await report(b, 'no', 'mou');
  expect(await state()).toEqual(['planned', 'none']);
  const page = await organiser.get(paths.meeting(id));
  expect(page.$('.report')).toHaveLength(2);
  expect(page.$('.notice-warning').text()).toContain('The two sides report different things.');
  const { revision } = await lastMeeting();
  await organiser.post(paths.meetingOutcome(id), {
    revision: String(revision),
    status: 'held',
    outcome: 'contact',
    note: '',
  });
  await report(b, 'no', 'none');
  expect(await state()).toEqual(['held', 'contact']);
  expect(await MeetingReport.count()).toBe(2);
});

test('shows what a cluster published with consent, and nothing else of what it wrote', async () => {
  const [a, b] = await two();
  const form = await publishedForm('collaboration_invitation');
  const say = (title: string, review: 'published' | 'submitted', consent: boolean) =>
    storedResponse(
      form,
      { title, offers: 'Test benches', consent_publish: consent },
      { clusterId: b.clusterId, review },
    );
  await say('Shown', 'published', true);
  await say('Not reviewed', 'submitted', true);
  await say('Without consent', 'published', false);
  const page = await phone.get(paths.ownMeetings(a.token));
  expect(
    page
      .$('.wish strong')
      .map((_, s) => page.$(s).text())
      .get(),
  ).toEqual(['Shown']);
});

test('an erased person leaves no words behind; the copy of their data has them', async () => {
  const [a, b] = await two();
  await ask(a, b, 'Words of mine');
  const request = await lastRequest();
  const copy = (await organiser.get(paths.personExport(a.person.id))).json() as {
    meetings: { requests: { message: string; to: string }[] };
  };
  expect(copy.meetings.requests).toMatchObject([{ message: 'Words of mine', to: b.clusterName }]);
  const erased = await organiser.post(paths.personErasure(a.person.id), {
    confirmation: 'ERASE',
    answers: 'erase',
  });
  expect(erased.status).toBe(303);
  expect((await request.reload()).message).toBe('');
  expect((await phone.get(paths.ownMeetings(a.token))).status).toBe(404);
  const history = await organiser.get(paths.meetingRequest(request.id));
  expect(history.text).not.toContain(a.person.familyName);
});

test('costs the same number of statements with one meeting and with three', async () => {
  const [a] = await two({ email: null });
  const placed = async (startsAt: string, endsAt: string): Promise<void> => {
    const [, b] = await two({ email: null });
    const { id: slotId } = await slot(startsAt, endsAt);
    await place(organiser, await agreed(organiser, a, b), { slotId, table: 1 }, []);
  };
  await placed('10:00', '10:20');
  const cost = async (): Promise<number[]> => [
    await countQueries(() => phone.get(paths.ownMeetings(a.token))),
    await countQueries(() => phone.get(paths.ownTimetable(a.token))),
  ];
  await cost();
  const one = await cost();
  await placed('10:30', '10:50');
  await placed('11:00', '11:20');
  expect(await cost()).toEqual(one);
  expect(await Meeting.count()).toBe(3);
});
