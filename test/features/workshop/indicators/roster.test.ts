import { ProgrammeVersion, SpeakerSheet } from '../../../../src/models';
import type { SessionPart } from '../../../../src/models/codes';
import { listRoster } from '../../../../src/features/workshop/speakers/roster.queries';
import { rosterFigures } from '../../../../src/features/workshop/speakers/roster-figures';
import { startTestServer, type TestServer } from '../../../harness/server';
import { counted, indicator, valueAndStatus } from '../../indicators/computed';
import { newCluster } from '../../indicators/seed';
import { attend, nobodyRegistered, type Attendee } from './attendees';
import { publishTalks, type Talk } from './published-talks';

let server: TestServer;
let cluster = 0;
beforeAll(async () => {
  server = await startTestServer();
  cluster = await newCluster('Photonics', 'CHL');
});
afterAll(() => server.stop());
afterEach(async () => {
  await SpeakerSheet.destroy({ where: {} });
  await ProgrammeVersion.destroy({ where: {} });
  await nobodyRegistered();
});

interface Speaker extends Attendee {
  presents?: number;
  headedByWoman?: boolean | null;
}

async function speaker(speaker: Speaker = {}, part: SessionPart = 'speaker'): Promise<Talk> {
  const { personId } = await attend({ role: 'speaker', ...speaker });
  await sheet('speaker', personId, {
    presentsClusterId: speaker.presents ?? null,
    clusterHeadedByWoman: speaker.headedByWoman ?? null,
  });
  return { personId, day: 1, part };
}

function sheet(
  kind: 'speaker' | 'expert',
  personId: number,
  facts: Partial<Pick<SpeakerSheet, 'presentsClusterId' | 'clusterHeadedByWoman' | 'contributed'>>,
): Promise<SpeakerSheet> {
  return SpeakerSheet.create({
    personId,
    kind,
    biography: '',
    clusterExperience: '',
    review: 'undecided',
    contributed: false,
    revision: 1,
    ...facts,
  });
}

async function experts(contributed: boolean, sexes: Attendee['sex'][]): Promise<void> {
  for (const sex of sexes) {
    const { personId } = await attend({ role: 'expert', sex: sex ?? null, days: [] });
    await sheet('expert', personId, { contributed });
  }
}

test('three female speakers, none presenting a cluster headed by a woman: I13 is not met', async () => {
  await publishTalks([
    await speaker({ presents: cluster, headedByWoman: false }),
    await speaker({ presents: cluster }),
    await speaker(),
    await speaker({ sex: 'male', presents: cluster, headedByWoman: true }),
  ]);
  const found = await indicator('I13');
  expect([found.value, found.status, counted(found)]).toEqual([3, 'not_met', [3, 1, 0, 4]]);
  expect(found.targets.map(({ value, status }) => [value, status])).toEqual([
    [3, 'met'],
    [0, 'not_met'],
  ]);
  // A man presents one, which is enough for the clusters presented.
  expect(await valueAndStatus('I16')).toEqual([1, 'met']);
});

test('I13 and I14 are met by three women, one of them presenting a cluster headed by a woman', async () => {
  const other = await newCluster('Marine', 'PER');
  await publishTalks([
    await speaker({ presents: cluster, headedByWoman: true }),
    await speaker({ presents: cluster, headedByWoman: true }),
    await speaker({ presents: other, headedByWoman: true }, 'panellist'),
    await speaker({ sex: null }),
  ]);
  expect(await valueAndStatus('I13')).toEqual([3, 'met']);
  expect((await indicator('I13')).targets[1]?.value).toBe(3);
  const fourteen = await indicator('I14');
  expect([fourteen.value, fourteen.status, fourteen.notes]).toEqual([
    3,
    'met',
    ['3 of 6 planned; 4 speakers in all.'],
  ]);
  // Two speakers present one and the same cluster.
  expect(await valueAndStatus('I16')).toEqual([2, 'met']);
});

test('who is planned and not there, chairs, and people of the team did not speak', async () => {
  const absent = await speaker({ days: [2] });
  const chair = await speaker({}, 'chair');
  const team = await attend({ role: 'organising_team' });
  await publishTalks([absent, chair, { personId: team.personId, day: 1, part: 'speaker' }]);
  for (const id of ['I13', 'I14', 'I16']) {
    expect([id, ...(await valueAndStatus(id))]).toEqual([id, null, 'no_data']);
  }
  const guest = await attend({ role: 'participant', sex: 'male', days: [3] });
  await publishTalks([absent, chair, { personId: guest.personId, day: 3, part: 'panellist' }]);
  expect(await valueAndStatus('I13')).toEqual([0, 'not_met']);
});

test('the programme published last counts, and a draft counts for nothing', async () => {
  const talk = await speaker();
  expect(await valueAndStatus('I13')).toEqual([null, 'no_data']);
  await publishTalks([talk]);
  expect(await valueAndStatus('I13')).toEqual([1, 'not_met']);
  await publishTalks([]);
  expect(await valueAndStatus('I13')).toEqual([null, 'no_data']);
});

test('I15 is the share among experts who contributed, those who did not state their sex beside it', async () => {
  await experts(false, ['female', 'female']);
  expect(await valueAndStatus('I15')).toEqual([null, 'no_data']);
  await experts(true, ['female', 'male', null]);
  const found = await indicator('I15');
  expect([found.value, found.status, found.ratio, found.notes]).toEqual([
    50,
    'met',
    { counted: 1, of: 2 },
    ['Sex not stated, left out of the share: 1.'],
  ]);
  await experts(true, ['male']);
  expect((await indicator('I15')).status).toBe('not_met');
});

test('the roster of speakers counts the same people as the indicators', async () => {
  await publishTalks([
    await speaker(),
    await speaker({ sex: 'male' }),
    await speaker({ days: [] }),
  ]);
  const { speakers } = rosterFigures(await listRoster());
  expect([speakers.women, speakers.men]).toEqual([1, 1]);
  expect(counted(await indicator('I14'))).toEqual([1, 1, 0, 2]);
});
