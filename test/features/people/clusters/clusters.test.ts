import { inTransaction } from '../../../../src/db/transaction';
import { findOrCreateCluster } from '../../../../src/features/people/find-or-create-cluster';
import { computeIndicators } from '../../../../src/features/indicators/compute';
import { setClock } from '../../../../src/lib/clock';
import {
  AuditEvent,
  Cluster,
  Meeting,
  MeetingParty,
  MeetingRequest,
  Person,
  Response,
  SpeakerSheet,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { decide, publish, send } from '../../indicators/seed';
import {
  agreed,
  beforeTheWorkshop,
  forgetMeetings,
  lastMeeting,
  member,
  place,
  slot,
  two,
} from '../../workshop/matchmaking/meeting-data';
import { makePerson } from '../example-people';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
beforeEach(() => {
  setClock(beforeTheWorkshop);
});
afterEach(forgetMeetings);
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const clusterOf = (name: string, economyCode = 'VNM'): Promise<number | null> =>
  inTransaction((tx) => findOrCreateCluster(tx, name, economyCode));

async function newCluster(name: string, economyCode = 'VNM'): Promise<Cluster> {
  return Cluster.findByPk((await clusterOf(name, economyCode)) ?? 0, { rejectOnEmpty: true });
}

async function valuesOf(...ids: string[]): Promise<(number | null)[]> {
  const indicators = await computeIndicators();
  return ids.map((id) => indicators.find(({ definition }) => definition.id === id)?.value ?? null);
}

const mergeForm = (into: number, from: number): Promise<Answer> =>
  organiser.get(`${paths.clusterMerge(into)}?from=${from}`);

async function merge(into: number, from: number, fields: Record<string, string> = {}) {
  const page = await mergeForm(into, from);
  const seen = page.$('input[name=seen]').attr('value') ?? '';
  return organiser.post(paths.clusterMerge(into), {
    ...{ from: String(from), seen, reason: 'Two spellings of one name' },
    ...fields,
  });
}

const rowsOf = ({ $ }: Answer, table: string): string[][] =>
  $(`[aria-labelledby=${table}] tbody tr`)
    .toArray()
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text().trim()),
    );

test('the list names clusters with what hangs on them, and costs the same whatever their number', async () => {
  await makePerson({ clusterName: 'Listed cluster', email: 'listed@cluster.example' });
  const one = await countQueries(() => organiser.get(`${paths.clusters}?search=listed`));
  await newCluster('Listed second', 'PER');
  await newCluster('Listed third', 'PER');
  expect(await countQueries(() => organiser.get(`${paths.clusters}?search=listed`))).toBe(one);
  const page = await organiser.get(`${paths.clusters}?search=LISTED&economy=`);
  expect(rowsOf(page, 'list-title')).toEqual([
    ['Listed second', 'Peru', '0', '0'],
    ['Listed third', 'Peru', '0', '0'],
    ['Listed cluster', 'Viet Nam', '1', '0'],
  ]);
  expect(
    rowsOf(await organiser.get(`${paths.clusters}?economy=VNM&search=listed`), 'list-title'),
  ).toHaveLength(1);
  const overseer = await server.visitor().signInAs('overseer');
  const { id } = await newCluster('Listed second', 'PER');
  for (const address of [paths.clusters, paths.cluster(id), paths.clusterMerge(id)]) {
    expect((await overseer.get(address)).status).toBe(403);
  }
  expect((await overseer.post(paths.clusterName(id), {})).status).toBe(403);
  expect((await overseer.post(paths.clusterMerge(id), {})).status).toBe(403);
  expect((await organiser.get(paths.cluster(999_999))).status).toBe(404);
});

test('a new name stays with the cluster, and so does who types the old one', async () => {
  const cluster = await newCluster('Misspelt Clustr');
  await newCluster('Taken name');
  const rename = (fields: Record<string, string>): Promise<Answer> =>
    organiser.post(paths.clusterName(cluster.id), {
      ...{ name: 'Misspelt Cluster', seen: 'Misspelt Clustr', reason: 'A letter was missing' },
      ...fields,
    });
  const refused = async (fields: Record<string, string>): Promise<string> => {
    const answer = await rename(fields);
    expect(answer.status).toBe(422);
    return answer.$('.field-error').text();
  };
  expect(await refused({ reason: '' })).toBe(
    'Please give the reason; it stays in the audit trail.',
  );
  expect(await refused({ name: '–' })).toBe('A name has a letter or a digit.');
  expect(await refused({ name: 'TAKEN NAME' })).toContain('Another cluster of this economy');
  expect((await rename({ seen: 'Something else' })).status).toBe(409);
  expect((await rename({})).location).toBe(paths.cluster(cluster.id));
  expect(await clusterOf('misspelt clustr')).toBe(cluster.id);
  expect(await clusterOf('Misspelt Cluster')).toBe(cluster.id);
  // In another economy the old name is another cluster.
  expect(await clusterOf('Misspelt Clustr', 'PER')).not.toBe(cluster.id);
  const page = await organiser.get(paths.cluster(cluster.id));
  expect(page.$('.lead-in').text()).toContain('Also known as Misspelt Clustr.');
  // Back again: the name that was another one is the first again.
  await rename({ name: 'Misspelt Clustr', seen: 'Misspelt Cluster' });
  expect(await clusterOf('Misspelt Cluster')).toBe(cluster.id);
  const line = await AuditEvent.findOne({
    where: { action: 'cluster.renamed' },
    rejectOnEmpty: true,
  });
  expect(JSON.parse(line.changes)).toEqual({
    name: ['Misspelt Clustr', 'Misspelt Cluster'],
    reason: 'A letter was missing',
  });
});

test('a dry run shows what moves and what indicators become, and the merge does just that', async () => {
  const stays = await newCluster('Photonics Hub');
  const goes = await newCluster('Photonic Hubs');
  const survey = await publish('cluster_survey');
  const invitation = await publish('collaboration_invitation');
  const facts = { economyCode: 'VNM', sex: 'female' } as const;
  for (const clusterId of [stays.id, goes.id]) {
    await send(survey, { ...facts, clusterId });
    const dayThree = new Date('2020-06-18T10:00:00Z');
    const sent = await send(invitation, {
      ...{ ...facts, clusterId, submittedAt: dayThree },
      answers: { title: 'Test beds' },
    });
    await decide(sent, 'published');
  }
  const person = await makePerson({ clusterName: 'Photonic Hubs', email: 'hubs@cluster.example' });
  await SpeakerSheet.create({
    personId: person.id,
    kind: 'speaker',
    biography: '',
    clusterExperience: '',
    presentsClusterId: goes.id,
    clusterHeadedByWoman: true,
    review: 'undecided',
    contributed: false,
    revision: 1,
  });
  const a = await member('Photonic Hubs', { economyCode: 'VNM' });
  const [, other] = await two();
  const { id: slotId } = await slot('14:00', '14:20');
  await place(organiser, await agreed(organiser, other, a), { slotId, table: 1 }, [other, a]);
  await (await lastMeeting()).update({ status: 'held', settledBy: 'organisers' });
  const before = await valuesOf('I02', 'I07', 'I19');
  expect(before).toEqual([2, 2, 1]);

  const page = await mergeForm(stays.id, goes.id);
  expect(rowsOf(page, 'moves-title').map(([, count]) => count)).toEqual([
    ...['2', '1', '1', '1', '1', '1', '0', '0'],
  ]);
  expect(rowsOf(page, 'figures-title').map((row) => row.slice(1))).toEqual([
    ['2', '1'],
    ['2', '1'],
    ['–', '–'],
    ['1', '1'],
  ]);
  expect(await valuesOf('I02', 'I07', 'I19')).toEqual(before);
  expect(await Cluster.count({ where: { id: goes.id } })).toBe(1);

  expect((await merge(stays.id, goes.id, { reason: ' ' })).status).toBe(422);
  expect((await merge(stays.id, goes.id, { seen: 'people:9' })).status).toBe(409);
  expect(await Cluster.count({ where: { id: goes.id } })).toBe(1);
  expect((await merge(stays.id, goes.id)).location).toBe(paths.cluster(stays.id));
  expect(await valuesOf('I02', 'I07', 'I19')).toEqual([1, 1, 1]);
  expect(await Cluster.count({ where: { id: goes.id } })).toBe(0);
  for (const count of [
    await Person.count({ where: { clusterId: stays.id } }),
    await SpeakerSheet.count({ where: { presentsClusterId: stays.id } }),
    await MeetingParty.count({ where: { clusterId: stays.id } }),
    await Response.count({ where: { clusterId: stays.id } }),
  ]) {
    expect(count).toBeGreaterThan(0);
  }
  const request = await MeetingRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect([request.fromClusterId, request.toClusterId]).toEqual([other.clusterId, stays.id]);
  // Who corrects their answers types the old name again: it means the cluster that stayed.
  expect(await clusterOf('PHOTONIC HUBS')).toBe(stays.id);
  const line = await AuditEvent.findOne({
    where: { action: 'cluster.merged' },
    rejectOnEmpty: true,
  });
  expect(JSON.parse(line.changes)).toMatchObject({
    merged: { id: goes.id, name: 'Photonic Hubs' },
    into: 'Photonics Hub',
    people: 2,
    reason: 'Two spellings of one name',
  });
  expect((await merge(stays.id, goes.id)).status).toBe(404);
});

test('two that met, or would sit at two tables at once, are not one', async () => {
  const [a, b] = await two();
  const c = await member(`${a.clusterName} again`, { economyCode: 'CHL' });
  const { id: slotId } = await slot('14:00', '14:20');
  const obstacles = async (): Promise<string[]> => {
    const page = await mergeForm(a.clusterId, c.clusterId);
    expect([page.status, page.$('button.btn-danger').length]).toEqual([200, 0]);
    return page
      .$('.panel li')
      .toArray()
      .map((item) => page.$(item).text());
  };
  const own = await agreed(organiser, a, c);
  expect(await obstacles()).toEqual([
    'One of the two has asked the other for a meeting. Withdraw that request first.',
  ]);
  await organiser.post(paths.meetingRequestClosing(own), {});
  const first = await agreed(organiser, a, b);
  const second = await agreed(organiser, b, c);
  expect(await obstacles()).toEqual([
    `Both have an open request with “${b.clusterName}”. Withdraw one of them first, or cancel its meeting and withdraw it.`,
  ]);
  await organiser.post(paths.meetingRequestClosing(second), {});
  const [d] = await two();
  await place(organiser, first, { slotId, table: 1 }, [a, b]);
  await place(organiser, await agreed(organiser, c, d), { slotId, table: 2 }, [c, d]);
  expect(await obstacles()).toEqual([
    'Both have a meeting on Day 1 at 14:00. Move one of them first.',
  ]);
  const refused = await organiser.post(paths.clusterMerge(a.clusterId), {
    ...{ from: String(c.clusterId), seen: '', reason: 'Tried all the same' },
  });
  expect(refused.status).toBe(409);
  const planned = await Meeting.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  await planned.update({ status: 'cancelled' });
  await MeetingParty.destroy({ where: { meetingId: planned.id } });
  // The closed request between the two goes: a cluster asks nothing of itself.
  const page = await mergeForm(a.clusterId, c.clusterId);
  expect(rowsOf(page, 'moves-title').at(-1)).toEqual([
    'Closed requests between the two, which are removed',
    '1',
  ]);
  expect((await merge(a.clusterId, c.clusterId)).status).toBe(303);
  expect(await MeetingRequest.count({ where: { id: own } })).toBe(0);
  expect((await mergeForm(a.clusterId, b.clusterId)).status).toBe(409);
  expect((await mergeForm(a.clusterId, a.clusterId)).status).toBe(409);
});
