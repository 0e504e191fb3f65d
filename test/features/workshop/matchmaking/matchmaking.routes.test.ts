import { setClock } from '../../../../src/lib/clock';
import { Meeting, MeetingParty, Message } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, type TestServer } from '../../../harness/server';
import {
  agreed,
  lastMeeting,
  notice,
  place,
  recipients,
  slot,
  two,
  runBeforeTheWorkshop,
} from './meeting-data';

let server: TestServer;
let organiser: Client;

runBeforeTheWorkshop((started, account) => {
  server = started;
  organiser = account;
});

test('belongs to organisers', async () => {
  const visitor = await server.visitor().get(paths.matchmaking);
  expect([visitor.status, visitor.location]).toEqual([
    302,
    '/sign-in?next=%2Fworkshop%2Fmatchmaking',
  ]);
  const overseer = await server.visitor().signInAs('overseer');
  for (const address of [paths.matchmaking, paths.meetingSlots, paths.meetingProposal]) {
    expect((await overseer.get(address)).status).toBe(403);
  }
  expect((await overseer.post(paths.meetingSlots, { day: '1' })).status).toBe(403);
  expect((await organiser.get(paths.meetingRequest(2 ** 40))).status).toBe(404);
  expect((await organiser.get(paths.meeting(999))).status).toBe(404);
});

test('proposes a timetable, and places exactly what was shown, or nothing', async () => {
  await slot('14:00', '14:20', 1);
  await slot('14:20', '14:40', 1);
  const [a, b] = await two();
  const [c, d] = await two({ days: [1] });
  const [e, f] = await two({ days: [3] });
  const requests = [
    await agreed(organiser, a, b),
    await agreed(organiser, c, d),
    await agreed(organiser, e, f),
  ];
  const page = await organiser.get(paths.meetingProposal);
  const fields = (name: string): string[] =>
    page
      .$(`input[name=${name}]`)
      .map((_, input) => page.$(input).attr('value') ?? '')
      .get();
  const shown = { placements: fields('placements'), recipients: fields('recipients') };
  expect(shown.placements.map((key) => Number(key.split(':')[0])).sort()).toEqual(
    requests.slice(0, 2).sort(),
  );
  expect(page.$('tbody').last().text()).toContain('In no slot to come are people of both free.');
  expect(page.$('tbody').last().text()).toContain(`${e.clusterName} (Chile)`);

  await organiser.post(paths.meetingProposal, {
    ...shown,
    placements: [...shown.placements, shown.placements[0] ?? ''],
  });
  expect(await notice(organiser, paths.meetingProposal)).toContain('Nothing was');
  expect(await Meeting.count()).toBe(0);
  expect((await organiser.post(paths.meetingProposal, shown)).location).toBe(paths.matchmaking);
  expect(await Meeting.count()).toBe(2);
  expect((await organiser.post(paths.meetingProposal, { placements: 'x' })).status).toBe(422);
  // The days are over: nothing is proposed for the past.
  setClock(new Date('2020-06-20T09:00:00Z'));
  expect((await organiser.get(paths.meetingProposal)).$('input[name=placements]')).toHaveLength(0);
});

test('moves and cancels with mails of their own; a cancelled meeting frees its place and can be placed anew', async () => {
  const first = await slot('14:00', '14:20', 1);
  const later = await slot('15:00', '15:20', 1);
  const [a, b] = await two();
  const request = await agreed(organiser, a, b);
  await place(organiser, request, { slotId: first.id, table: 1 }, [a, b]);
  const { id } = await lastMeeting();
  const to = { place: `${later.id}:1`, recipients: recipients(a, b) };
  expect((await organiser.post(paths.meetingPlace(id), { ...to, revision: '1' })).status).toBe(303);
  expect((await MeetingParty.findAll()).map(({ slotId }) => slotId)).toEqual([later.id, later.id]);
  // Somebody who still sees the old state changes nothing.
  await organiser.post(paths.meetingCancellation(id), {
    revision: '1',
    recipients: recipients(a, b),
  });
  expect(await notice(organiser, paths.meeting(id))).toContain(
    'somebody else has changed this meeting',
  );
  await organiser.post(paths.meetingCancellation(id), { revision: '2', recipients: recipients(a) });
  expect(await notice(organiser, paths.meeting(id))).toContain(
    'those who would be written to have changed',
  );
  await organiser.post(paths.meetingCancellation(id), {
    revision: '2',
    recipients: recipients(a, b),
  });
  expect((await lastMeeting()).status).toBe('cancelled');
  expect(await MeetingParty.count()).toBe(0);
  const subjects = await Message.findAll({
    where: { kind: 'meeting', personId: a.person.id },
    order: ['id'],
  });
  expect(subjects.map(({ subject }) => subject)).toEqual([
    `Your meeting with ${b.clusterName} (Hong Kong, China)`,
    `Moved: your meeting with ${b.clusterName} (Hong Kong, China)`,
    `Cancelled: your meeting with ${b.clusterName} (Hong Kong, China)`,
  ]);
  await organiser.post(paths.meetingPlace(id), { ...to, revision: '3' });
  expect(await notice(organiser, paths.meeting(id))).toContain('only a planned meeting');
  await place(organiser, request, { slotId: later.id, table: 1 }, [a, b]);
  expect((await lastMeeting()).status).toBe('planned');
});

test('notes the outcome once the time has come, and counts it', async () => {
  const { id: slotId } = await slot('14:00', '14:20');
  const [a, b] = await two();
  await place(organiser, await agreed(organiser, a, b), { slotId, table: 1 }, [a, b]);
  const { id } = await lastMeeting();
  const held = { revision: '1', status: 'held', outcome: 'mou', note: 'Signed in July.' };
  await organiser.post(paths.meetingOutcome(id), held);
  expect(await notice(organiser, paths.meeting(id))).toContain('once its time has come');
  setClock(new Date('2020-06-16T11:00:00Z'));
  const invalid = await organiser.post(paths.meetingOutcome(id), { ...held, outcome: 'marriage' });
  expect(invalid.status).toBe(422);
  expect(invalid.$('#field-outcome-error').text()).toBe('Please choose what came of it.');
  expect((await organiser.post(paths.meetingOutcome(id), held)).status).toBe(303);
  const meeting = await lastMeeting();
  expect([meeting.status, meeting.outcome, meeting.settledBy, meeting.note]).toEqual([
    'held',
    'mou',
    'organisers',
    'Signed in July.',
  ]);
  const page = await organiser.get(paths.matchmaking);
  expect(page.$('dt:contains("Held") + dd').text()).toBe('1');
  expect(page.$('th:contains("MoU") + td').text()).toBe('1');
  const plan = await organiser.get(paths.tablePlan(slotId));
  expect(plan.$('.table-plan > li')).toHaveLength(2);
  expect(plan.$('.table-plan > .table-free')).toHaveLength(1);
});

test('costs the same number of statements with one meeting and with three', async () => {
  const { id: slotId } = await slot('14:00', '14:20', 3);
  const placed = async (table: number): Promise<void> => {
    // Without mails, whose sending would be counted.
    const [a, b] = await two({ email: null });
    await place(organiser, await agreed(organiser, a, b), { slotId, table }, []);
  };
  await placed(1);
  const addresses = [
    paths.matchmaking,
    paths.meetingRequests,
    paths.meetingProposal,
    paths.meetingSlots,
    paths.tablePlan(slotId),
  ];
  const cost = (): Promise<number[]> =>
    addresses.reduce<Promise<number[]>>(
      async (before, address) => [
        ...(await before),
        await countQueries(() => organiser.get(address)),
      ],
      Promise.resolve([]),
    );
  await cost();
  const one = await cost();
  await placed(2);
  await placed(3);
  expect(await cost()).toEqual(one);
  expect(await Meeting.count()).toBe(3);
});
