import { setClock } from '../../../../src/lib/clock';
import { MeetingRequest, Message } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import { startTestServer, type TestServer } from '../../../harness/server';
import { beforeTheWorkshop, notice, two } from './meeting-data';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  setClock(beforeTheWorkshop);
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

test('who asks, withdraws and asks again fills nobody’s mailbox', async () => {
  const [a, b] = await two();
  const phone = server.visitor();
  for (let round = 0; round < 5; round += 1) {
    await phone.post(paths.ownMeetingRequests(a.token), {
      cluster: String(b.clusterId),
      message: 'Shall we meet?',
    });
    const last = await MeetingRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    await phone.post(paths.ownMeetingAnswer(a.token, last.id), { answer: 'withdraw' });
  }
  expect(await Message.count({ where: { personId: b.person.id, kind: 'meeting_request' } })).toBe(
    3,
  );
  await phone.post(paths.ownMeetingRequests(a.token), {
    cluster: String(b.clusterId),
    message: 'Shall we meet?',
  });
  expect(await notice(phone, paths.ownMeetings(a.token))).toContain('has asked this one 3 times');
});
