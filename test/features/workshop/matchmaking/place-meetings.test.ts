import {
  AuditEvent,
  Meeting,
  MeetingParty,
  MeetingRequest,
  Message,
  ProgrammeSession,
  SessionPerson,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import type { TestServer } from '../../../harness/server';
import {
  agreed,
  lastMeeting,
  member,
  notice,
  place,
  recipients,
  slot,
  two,
  type Member,
  runBeforeTheWorkshop,
} from './meeting-data';

let server: TestServer;
let organiser: Client;

runBeforeTheWorkshop((started, account) => {
  server = started;
  organiser = account;
});

test('places an accepted request, tells everyone shown and nobody else, once', async () => {
  const [a, b] = await two();
  const colleague = await member(a.clusterName, { economyCode: 'CHL' });
  await member(a.clusterName, { economyCode: 'CHL', email: null });
  await member(a.clusterName, { economyCode: 'CHL', status: 'declined' });
  const { id } = await slot('14:00', '14:20');
  const request = await agreed(organiser, a, b);
  const page = await organiser.get(paths.meetingRequest(request));
  expect(
    page
      .$('select[name=place] option')
      .map((_, o) => page.$(o).text().trim())
      .get(),
  ).toEqual([
    'Day 1, 16 Jun 2020, 14:00–14:20, table 1',
    'Day 1, 16 Jun 2020, 14:00–14:20, table 2',
  ]);
  expect(
    page
      .$('input[name=recipients]')
      .map((_, i) => page.$(i).attr('value'))
      .get(),
  ).toEqual(recipients(a, b, colleague));
  // A list that is not today's sends nothing.
  await place(organiser, request, { slotId: id, table: 1 }, [a, b]);
  expect(await notice(organiser, paths.meetingRequest(request))).toContain(
    'those who would be written to',
  );
  expect(await Meeting.count()).toBe(0);

  const placed = await place(organiser, request, { slotId: id, table: 1 }, [a, b, colleague]);
  expect([placed.status, placed.location]).toEqual([303, paths.matchmaking]);
  const meeting = await lastMeeting();
  const mails = await Message.findAll({ where: { kind: 'meeting' }, order: ['id'] });
  expect(mails.map(({ dedupeKey }) => dedupeKey)).toEqual(
    recipients(a, b, colleague).map((of) => `meeting:${meeting.id}:1:${of}`),
  );
  expect(mails[0]?.subject).toBe(`Your meeting with ${b.clusterName} (Hong Kong, China)`);
  expect(mails[0]?.textBody).toContain('14:00–14:20 (Europe/Moscow)');
  expect(mails[0]?.textBody).toContain('Table: 1');
  expect(await AuditEvent.count({ where: { action: 'meeting.planned' } })).toBe(1);

  await place(organiser, request, { slotId: id, table: 2 }, [a, b, colleague]);
  expect(await notice(organiser, paths.meetingRequest(request))).toContain(
    'has been given a place meanwhile',
  );
  expect(await Meeting.count()).toBe(1);
});

describe('refuses a clash', () => {
  test.each([
    ['table', 'table 1 at 14:00 on Day 1 has been taken'],
    ['cluster', 'has another meeting at 14:00 on Day 1'],
    ['day', 'has nobody registered for that day'],
    ['gone', 'has nobody registered any more'],
    ['stage', 'is taken up by a session of the programme then'],
    ['no table', 'this slot or table has been removed'],
    ['withdrawn', 'a request has been taken back'],
  ])('%s', async (kind, words) => {
    const { id } = await slot('14:00', '14:20');
    const [a, b] = await two(kind === 'day' ? { days: [2, 3] } : {});
    const [c, d] = await two();
    const other =
      kind === 'cluster' ? await agreed(organiser, a, c) : await agreed(organiser, c, d);
    const request = await agreed(organiser, a, b);
    const those = kind === 'cluster' ? [a, c] : [c, d];
    await place(organiser, other, { slotId: id, table: 1 }, those);
    expect(await Meeting.count()).toBe(1);
    if (kind === 'gone') await b.registration.update({ status: 'cancelled' });
    if (kind === 'withdrawn') await organiser.post(paths.meetingRequestClosing(request));
    if (kind === 'stage') await onStage(b, '14:10', '15:00');
    const table = { table: 1, 'no table': 3 }[kind] ?? 2;
    await place(organiser, request, { slotId: id, table }, [a, b]);
    expect(await notice(organiser, paths.meetingRequest(request))).toContain(words);
    expect(await Meeting.count()).toBe(1);
    expect(await MeetingParty.count()).toBe(2);
  });
});

async function onStage({ person }: Member, startsAt: string, endsAt: string): Promise<void> {
  const session = await ProgrammeSession.create({
    dayNumber: 1,
    startsAt,
    endsAt,
    type: 'panel',
    title: 'Panel',
    description: '',
    genderDimension: false,
    revision: 1,
  });
  await SessionPerson.create({
    sessionId: session.id,
    personId: person.id,
    part: 'panellist',
    talkTitle: '',
    sort: 1,
  });
}

test('a colleague can come while the other is on stage', async () => {
  const { id } = await slot('14:00', '14:20');
  const [a, b] = await two();
  const colleague = await member(b.clusterName, { economyCode: 'HKG' });
  await onStage(b, '13:30', '14:30');
  const request = await agreed(organiser, a, b);
  const placed = await place(organiser, request, { slotId: id, table: 1 }, [a, b, colleague]);
  expect(placed.status).toBe(303);
  expect(await Meeting.count()).toBe(1);
});

test('the database itself refuses one table or one cluster twice, and a cluster meeting itself', async () => {
  const { id } = await slot('14:00', '14:20', 3);
  const [a, b] = await two();
  const c = await member('Cluster of its own');
  const first = await agreed(organiser, a, b);
  const second = await agreed(organiser, a, c);
  await place(organiser, first, { slotId: id, table: 1 }, [a, b]);
  const row = { slotId: id, status: 'planned', outcome: 'none', note: '', revision: 1 } as const;
  await expect(Meeting.create({ ...row, requestId: second, tableNumber: 1 })).rejects.toThrow();
  const third = await Meeting.create({ ...row, requestId: second, tableNumber: 2 });
  await expect(
    MeetingParty.create({ meetingId: third.id, slotId: id, clusterId: a.clusterId }),
  ).rejects.toThrow();
  await expect(
    MeetingRequest.create({
      fromClusterId: a.clusterId,
      toClusterId: a.clusterId,
      lowClusterId: a.clusterId,
      highClusterId: a.clusterId,
      message: '',
      status: 'asked',
      revision: 1,
    }),
  ).rejects.toThrow();
});

test('of two organisers placing at the same table at once, one gets it; nothing is half done', async () => {
  const { id } = await slot('14:00', '14:20');
  const [a, b] = await two();
  const [c, d] = await two();
  const requests = [await agreed(organiser, a, b), await agreed(organiser, c, d)];
  const second = await server.visitor().signInAs('organiser');
  const answers = await Promise.all([
    place(organiser, requests[0] ?? 0, { slotId: id, table: 1 }, [a, b]),
    place(second, requests[1] ?? 0, { slotId: id, table: 1 }, [c, d]),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const won = answers.filter(({ location }) => location === paths.matchmaking);
  expect(won).toHaveLength(1);
  expect(await Meeting.count()).toBe(1);
  expect(await MeetingParty.count()).toBe(2);
  expect(await Message.count({ where: { kind: 'meeting' } })).toBe(2);
});
