import { getProject } from '../../../../src/features/workshop/project.queries';
import { withoutRespondent } from '../../../../src/features/indicators/explain/without-respondent';
import { takeDailySnapshot, takeSnapshot } from '../../../../src/features/snapshots/take-snapshot';
import { systemActor } from '../../../../src/audit/record-audit-event';
import { setClock } from '../../../../src/lib/clock';
import { DraftComment, Initiative, ResponseReview, SnapshotValue } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { personWith } from '../../records/people';
import { guest } from '../../workshop/attendance/guests';
import { decide, newCluster, publish, send } from '../seed';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(() => {
  setClock(undefined);
});

const changes = ({ $ }: Answer): string[] =>
  $('[aria-labelledby="change-title"] p')
    .toArray()
    .map((line) => $(line).contents().first().text().trim());

const decisions = ({ $ }: Answer): string[][] =>
  $('[aria-labelledby="decisions-title"] tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text()),
    );

async function decidedComment(economyCode: string, substantial: boolean, reason: string) {
  const person = await personWith({ familyName: 'Lim', economyCode });
  const { id } = await DraftComment.create({
    ...{ draft: 'final_report', economyCode, receivedOn: '2020-08-03', comment: 'Words.' },
    ...{ personId: person.id, revision: 1 },
  });
  const answer = await organiser.post(paths.draftCommentDecision(id), {
    ...{ counts: substantial ? 'yes' : 'no', reason, revision: '1' },
  });
  expect(answer.status).toBe(303);
}

test('says when the value moved last, from the snapshots, and that it moved since', async () => {
  const page = () => overseer.get(paths.indicator('I05'));
  expect(changes(await page())).toEqual([
    'The value has not moved since the first snapshot was taken.',
  ]);
  setClock(new Date('2020-08-01T10:00:00Z'));
  await takeDailySnapshot();
  await decidedComment('PER', true, 'Ana Lim (ana@lim.example) adds a chapter.');
  expect(changes(await page())).toEqual([
    'Since the snapshot of 1 Aug 2020 it moved from no data yet to 1 economy.',
  ]);
  setClock(new Date('2020-08-03T10:00:00Z'));
  await takeDailySnapshot();
  setClock(new Date('2020-08-04T10:00:00Z'));
  await takeSnapshot({ kind: 'manual', label: 'Same', actor: systemActor });
  const after = await page();
  expect(changes(after)).toEqual([
    'Between 1 Aug 2020 and 3 Aug 2020 it moved from no data yet to 1 economy.',
  ]);
  const link = after.$('[aria-labelledby="change-title"] a').attr('href') ?? '';
  expect([link, (await overseer.get(link)).status]).toEqual([
    `${paths.snapshotComparison}?from=1&to=2`,
    200,
  ]);
});

test('says who decided what and why; beyond the team without who was decided about', async () => {
  await decidedComment('CHL', false, 'A matter of spelling.');
  const asOrganiser = decisions(await organiser.get(paths.indicator('I05')));
  expect(asOrganiser.map((row) => row.slice(0, 4))).toEqual([
    ['Comment of Chile', 'Not substantial', 'A matter of spelling.', 'Test organiser'],
    [
      ...['Comment of Peru', 'Substantial', 'Ana Lim (ana@lim.example) adds a chapter.'],
      'Test organiser',
    ],
  ]);
  const asOverseer = await overseer.get(paths.indicator('I05'));
  expect(decisions(asOverseer).map((row) => row.slice(0, 3))).toEqual([
    ['Comment of Chile', 'Not substantial', 'A matter of spelling.'],
    ['Comment of Peru', 'Substantial', '… (…) adds a chapter.'],
  ]);
  expect(asOverseer.text).not.toContain('Lim');
});

test('tells of corrections of the days, of rules and of joint initiatives', async () => {
  const { id } = await guest({ familyName: 'Lim' });
  const corrected = await organiser.post(paths.attendanceCorrections(id), {
    ...{ day: '1', kind: 'check_in', time: '08:45', reason: 'Ana Lim came by the side door' },
  });
  expect(corrected.status).toBe(303);
  const rules = await organiser.get(paths.indicatorRules);
  const current = rules
    .$('main input[name]')
    .toArray()
    .map((input): [string, string] => [
      rules.$(input).attr('name') ?? '',
      String(rules.$(input).val()),
    ]);
  const changed = await organiser.post(paths.indicatorRules, {
    ...Object.fromEntries(current),
    ...{ 'target-I11': '12', reason: 'Letter of the forum.' },
  });
  expect(changed.status).toBe(303);
  const cells = async (reader: Client, indicator: string) =>
    decisions(await reader.get(paths.indicator(indicator))).map((row) => row.slice(0, 3));
  expect(await cells(organiser, 'I11')).toEqual([
    ['Targets and rules', 'women: 10 → 12', 'Letter of the forum.'],
    ['Ana Lim, Day 1', 'Was there', 'Ana Lim came by the side door'],
  ]);
  expect(await cells(overseer, 'I11')).toEqual([
    ['Targets and rules', 'women: 10 → 12', 'Letter of the forum.'],
    ['A participant, Day 1', 'Was there', '… came by the side door'],
  ]);
  const { hostCode } = await getProject();
  await organiser.post(paths.initiatives, {
    ...{ title: 'A school of clusters', description: '', launchedOn: '2020-08-01' },
    proposers: [hostCode, 'CHL'],
  });
  const joint = await Initiative.findOne({ rejectOnEmpty: true });
  await organiser.post(paths.initiativeDecision(joint.id), {
    ...{ counts: 'yes', reason: 'The idea is Chile’s.', revision: '1' },
  });
  expect(await cells(overseer, 'I10')).toEqual([
    ['A school of clusters', 'Counts', 'The idea is Chile’s.'],
  ]);
  // Of experts and speakers nothing is decided yet.
  expect([await cells(overseer, 'I14'), await cells(organiser, 'I15')]).toEqual([[], []]);
});

test('tells overseers of decisions about answers neither when nor of which cluster, unless it is open', async () => {
  const version = await publish('success_story');
  const story = async (name: string, review: 'approved' | 'returned') => {
    const clusterId = await newCluster(`${name} cluster`, 'PER');
    const sent = await send(version, { economyCode: 'PER', clusterId });
    await decide(sent, review);
    return sent;
  };
  // Approved is not open yet: only what is assigned to the report stands in the evidence.
  await (await story('Open', 'approved')).update({ assignedToReport: true });
  await story('Unnamed', 'approved');
  const returned = await story('Closed', 'returned');
  await (await story('Doubtful', 'approved')).update({ valid: false });
  // The decisions are stored by their own names.
  await ResponseReview.update({ decision: 'approve' }, { where: { decision: 'approved' } });
  await ResponseReview.update(
    { decision: 'return', reason: 'The Closed cluster gave no evidence.' },
    { where: { responseId: returned.id } },
  );
  const asOverseer = decisions(await overseer.get(paths.indicator('I08')));
  expect(asOverseer).toEqual([
    ['A story, 2 times', 'Approved', 'Complete.'],
    ['A story', 'Returned for correction', 'The … gave no evidence.'],
    ['A story of Open cluster, Peru', 'Approved', 'Complete.'],
  ]);
  const asOrganiser = decisions(await organiser.get(paths.indicator('I08')));
  expect(asOrganiser.map(([about]) => about).sort()).toEqual([
    ...['A story of Closed cluster, Peru', 'A story of Doubtful cluster, Peru'],
    ...['A story of Open cluster, Peru', 'A story of Unnamed cluster, Peru'],
  ]);
  // What was decided about stories for the report stands nowhere beside those of one year later.
  expect(decisions(await organiser.get(paths.indicator('I09')))).toEqual([]);
});

test('tells the team alone why an answer is not valid: that is about what one person answered', async () => {
  const { surveyId } = await publish('workshop_evaluation');
  const form = await send(await publish('workshop_evaluation'), { submittedAt: null });
  expect(form.surveyId).toBe(surveyId);
  const said = await organiser.post(paths.responseReview(form.id), {
    ...{ decision: 'invalidate', reason: 'Gave one star to everything.' },
  });
  expect(said.status).toBe(303);
  const cells = async (reader: Client) =>
    decisions(await reader.get(paths.indicator('I06'))).map((row) => row.slice(0, 3));
  expect(await cells(organiser)).toEqual([
    ['An evaluation form', 'Marked as invalid', 'Gave one star to everything.'],
  ]);
  expect(await cells(overseer)).toEqual([['An evaluation form', 'Marked as invalid', '–']]);
});

test('does not say that nothing was decided where records count as they are entered', async () => {
  const sentence = async (id: string) =>
    (await overseer.get(paths.indicator(id)))
      .$('[aria-labelledby="decisions-title"] .empty')
      .text();
  expect((await sentence('I19')).trim()).toBe(
    'This indicator counts facts that are entered, without a decision on each. The audit trail keeps who entered them and when.',
  );
  expect((await sentence('I02')).trim()).toBe(
    'No decision by hand is noted about what this indicator counts.',
  );
});

test('costs the same number of queries for one decision and for three', async () => {
  const ask = (): Promise<number> => countQueries(() => organiser.get(paths.indicator('I05')));
  // What is computed is kept until something is written.
  const cost = async (): Promise<number> => Math.min(await ask(), await ask(), await ask());
  const before = await cost();
  await decidedComment('KOR', true, 'New.');
  await decidedComment('JPN', true, 'New.');
  expect(await cost()).toBe(before);
  expect(await SnapshotValue.count({ where: { audience: 'overseer', indicator: 'I05' } })).toBe(3);
});

test.each([
  ['Ana Lim sent it twice.', '… sent it twice.'],
  ['Ms LIM and ana are one.', 'Ms … and … are one.'],
  ['Limits of time; banana.', 'Limits of time; banana.'],
  ['Ask ana.lim@agency.example!', 'Ask …'],
  ['Nobody is named.', 'Nobody is named.'],
])('takes the respondent out of a reason: %s', (reason, shown) => {
  const person = { givenName: 'Ana', familyName: 'Lim', email: 'x@y.example' };
  expect(withoutRespondent(reason, person)).toBe(shown);
});
