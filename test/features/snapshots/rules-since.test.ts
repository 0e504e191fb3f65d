import { QueryTypes } from 'sequelize';
import { systemActor } from '../../../src/audit/record-audit-event';
import { db } from '../../../src/db/transaction';
import { changeRules } from '../../../src/features/indicators/rules/change-rules';
import type { RuleNumbers } from '../../../src/features/indicators/rules/rules';
import { rulesInForce } from '../../../src/features/indicators/rules/rules.queries';
import { addInitiative } from '../../../src/features/records/initiatives/write-initiative';
import { releaseAllResults } from '../../../src/features/results/release-results';
import { takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { setClock } from '../../../src/lib/clock';
import {
  Economy,
  Project,
  Response,
  ResponseReview,
  Snapshot,
  SnapshotValue,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { decide, evaluation, newCluster, publish, send } from '../indicators/seed';
import { attendMany } from '../workshop/indicators/attendees';

let server: TestServer;
let organiser: Client;
let overseer: Client;
const day = (date: string): void => {
  setClock(new Date(`${date}T12:00:00Z`));
};
beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const byHand = (label: string): Promise<number> =>
  takeSnapshot({ kind: 'manual', label, actor: systemActor });

async function change(numbers: Partial<RuleNumbers>): Promise<void> {
  const current = await rulesInForce();
  const actor = { kind: 'user', userId: organiser.user?.id ?? 0, name: 'Test' } as const;
  await changeRules(actor, {
    numbers: { ...current, ...numbers },
    reason: 'Letter of the forum.',
    version: current.version,
  });
}

function textOf(page: Answer, selector: string): string {
  return page.$(selector).text().replace(/\s+/g, ' ').trim();
}

/** The value of an indicator in a snapshot, and what is said in bold about how it was counted. */
function shownOf(page: Answer, id: string): [value: string, counted: string] {
  const row = page
    .$('.snapshot-table tbody tr')
    .toArray()
    .find((line) => page.$(line).find('.indicator-id').text() === id);
  const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return [
    clean(page.$(row).find('td').first().text()),
    clean(page.$(row).find('th strong').text()),
  ];
}

const valueOf = (page: Answer, id: string): string => shownOf(page, id)[0];

/** A snapshot under the rules of today. */
async function today(id: string, number: number, client: Client): Promise<[string, string]> {
  return shownOf(await client.get(`${paths.snapshot(number)}?rules=today`), id);
}

test('forms of that date are counted by the thresholds of today, unless they are not what they were', async () => {
  const form = await publish('workshop_evaluation');
  const answered = async (overall: number, count: number): Promise<Response[]> => {
    const core = [5, 5, 5, 5, 5, 5];
    const sent: Response[] = [];
    for (let n = 0; n < count; n++) {
      const sex = n % 2 === 0 ? 'female' : 'male';
      const facts = { submittedAt: null, submittedOn: '2020-06-19', sex } as const;
      sent.push(await send(form, { ...facts, answers: evaluation(overall, core) }));
    }
    return sent;
  };
  const [first] = await answered(4, 10);
  await answered(5, 20);
  await answered(2, 10);
  day('2020-06-20');
  await releaseAllResults();
  const number = await byHand('Forty forms');
  const { satisfaction } = await rulesInForce();
  await change({ satisfaction: { ...satisfaction, overallMin: 5 } });
  expect(valueOf(await organiser.get(paths.snapshot(number)), 'I06')).toBe('75.00 %');
  expect(await today('I06', number, organiser)).toEqual([
    '50.00 % then: 75.00 %',
    'Counted anew from the forms sent by that date; by the rule of its time they give the value of the snapshot.',
  ]);
  const page = await organiser.get(`${paths.snapshot(number)}?rules=today`);
  expect(page.text).toContain('mean of the answered core items');
  const [, read] = await today('I06', number, overseer);
  expect(read).toContain('Not counted anew for readers outside the team');
  // Forms of a later date are not of that time.
  const later = { submittedAt: null, submittedOn: '2020-06-21', sex: 'male' } as const;
  await send(form, { ...later, answers: evaluation(5, [5, 5, 5, 5, 5, 5]) });
  expect((await today('I06', number, organiser))[0]).toBe('50.00 % then: 75.00 %');
  await first?.update({ valid: false });
  const [value, why] = await today('I06', number, organiser);
  expect([value, why.slice(0, 23)]).toEqual(['75.00 %', 'Cannot be counted anew:']);
});

test('invitations are counted from another first day by what had been decided then', async () => {
  const form = await publish('collaboration_invitation');
  const cluster = await newCluster('Robotics Ten', 'THA');
  const invite = async (title: string, at: string, decidedAt: string): Promise<Response> => {
    const sent = await send(form, {
      ...{ answers: { title }, clusterId: cluster, economyCode: 'THA', sex: 'female' },
      submittedAt: new Date(at),
    });
    await decide(sent, 'published');
    await ResponseReview.update(
      { decision: 'publish', decidedAt: new Date(decidedAt) },
      { where: { responseId: sent.id } },
    );
    return sent;
  };
  // Days 2 and 3 are 17 and 18 June.
  await invite('On Day 3', '2020-06-18T08:00:00Z', '2020-06-19T08:00:00Z');
  await invite('On Day 2', '2020-06-17T08:00:00Z', '2020-06-19T08:00:00Z');
  const late = await invite('Judged later', '2020-06-17T09:00:00Z', '2020-06-25T08:00:00Z');
  await late.update({ review: 'submitted' });
  day('2020-06-22');
  const number = await byHand('Two published');
  await late.update({ review: 'published' });
  await change({ invitationsFromDay: 2 });
  expect(await today('I07', number, organiser)).toEqual([
    '2 invitations then: 1 invitation',
    'Counted anew from the invitations sent and the decisions made by then; by the rule of its time they are those of the snapshot.',
  ]);
  expect((await today('I07', number, overseer))[0]).toBe('1 invitation');
  // Corrected since: what it was then is not known.
  await Response.update({ corrections: 1 }, { where: { surveyId: form.surveyId } });
  expect((await today('I07', number, organiser))[1]).toContain('Cannot be counted anew');
});

test('the people of the days are counted under today’s list of travel-eligible economies', async () => {
  await attendMany(3, { sex: 'female', economyCode: 'PER', days: [1, 2, 3] });
  await attendMany(2, { sex: 'male', economyCode: 'THA', days: [1, 2, 3] });
  await attendMany(1, { sex: 'male', economyCode: 'JPN', days: [2] });
  day('2020-06-23');
  const number = await byHand('Six people');
  const eligible = (await Economy.findAll({ where: { travelEligible: true } }))
    .map(({ code }) => code)
    .filter((code) => code !== 'THA')
    .concat('JPN');
  day('2020-06-24');
  await organiser.post(paths.travelEligibility, {
    ...{ eligible, asOf: '2020-06-24', listReason: 'List of the secretariat.' },
  });
  // Who came to light later was not in the snapshot.
  await attendMany(4, { sex: 'male', economyCode: 'JPN', days: [1, 2, 3] });
  for (const reader of [organiser, overseer]) {
    expect(await today('I04', number, reader)).toEqual([
      '3 persons then: 5 persons Day 1: 3; Day 2: 4; Day 3: 3',
      'Counted anew from the people of each day that the snapshot keeps, under today’s list of travel-eligible economies.',
    ]);
  }
  expect(valueOf(await overseer.get(paths.snapshot(number)), 'I04')).toBe(
    '5 persons Day 1: 5; Day 2: 5; Day 3: 5',
  );
});

test('initiatives are counted for another host while their list is untouched; other dates are said to be beyond it', async () => {
  for (const proposers of [['CHL'], ['RUS'], ['CHL', 'RUS']]) {
    const facts = { title: proposers.join(), description: '', launchedOn: '2020-06-20' };
    await addInitiative(systemActor, { ...facts, proposers });
  }
  day('2020-06-25');
  const number = await byHand('Three initiatives');
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  day('2020-06-26');
  const { name, objective, forum, fund, startsOn, endsOn, contactName, revision } = project;
  const moved = await organiser.post(paths.project, {
    ...{ name, objective, forum, fund, startsOn, endsOn, contactName, hostCode: 'JPN' },
    ...{ proposerCode: 'RUS', contactEmail: '', coSponsors: ['CHL'], suppressionK: '5' },
    dayDates: ['2020-06-15', '2020-06-17', '2020-06-18'],
    dayThemes: ['One', 'Two', 'Three'],
    ...{ timeZone: project.timeZone, revision: String(revision), reason: 'Japan hosts it.' },
  });
  expect(moved.status).toBe(303);
  expect(await today('I10', number, overseer)).toEqual([
    '3 initiatives then: 1 initiative',
    'Counted anew for the host economy of today: the list of initiatives is that of the snapshot.',
  ]);
  const [value, why] = await today('I11', number, overseer);
  expect(value).toBe('3 women Day 1: 3; Day 2: 3; Day 3: 3');
  expect(why).toContain('Not counted anew: Dates of the workshop: 16 Jun 2020');
  const facts = { title: 'New', description: '', launchedOn: '2020-06-20', proposers: ['CHL'] };
  await addInitiative(systemActor, facts);
  const [kept, reason] = await today('I10', number, overseer);
  expect([kept, reason.slice(0, 22)]).toEqual(['1 initiative', 'Cannot be counted anew']);
});

test('stories that counted for I09 before it had a questionnaire of its own: the past stays, the comparison says why', async () => {
  const story = await send(await publish('success_story'), {
    answers: {
      collaborations: [{ partner_economy: 'MEX' }],
      evidence_link: 'https://cluster.example/',
      consent_publish: true,
    },
    economyCode: 'CHL',
    sex: 'female',
  });
  await decide(story, 'approved');
  await story.update({ assignedToReport: true });
  // As a server of that time kept it: one questionnaire, no rule in words, the story behind both. What a
  // snapshot holds cannot be changed, so a further one is written like that.
  const last = await byHand('Before the second questionnaire');
  const from = last + 1;
  const again = (await Snapshot.findByPk(last, { rejectOnEmpty: true })).get();
  await Snapshot.create({ ...again, number: from });
  const figures = await SnapshotValue.findAll({ where: { snapshotNumber: last } });
  await SnapshotValue.bulkCreate(
    figures.map((figure) => ({
      ...figure.get(),
      snapshotNumber: from,
      ...(figure.indicator === 'I09' ? { value: 1, status: 'no_target', base: 1 } : {}),
      ...(figure.indicator === 'I09'
        ? { details: figure.details.replace(/"rule":"[^"]*"/, '"rule":null') }
        : {}),
    })),
  );
  await db().query(
    `INSERT INTO snapshot_evidence (snapshot_number, source, record_id, indicators, sex, sector,
       economy, cluster, days, mark)
     VALUES (:from, 'story', :id, 'I08 I09', 'female', '', 'CHL', '', '', '')`,
    { type: QueryTypes.INSERT, replacements: { from, id: story.id } },
  );
  const address = `${paths.snapshotComparison}?from=${from}&to=now`;
  const why = '#I09 .comparison-why p';
  const reason =
    'The rule of counting changed. Before: Every countable story counted, since one questionnaire alone asked for stories. ' +
    'Since: Countable stories of the questionnaire of one year after the platform’s start count; those of the questionnaire for the Final Report do not.';
  const page = await organiser.get(address);
  expect(textOf(page, why)).toBe(`${reason}Records behind it: 1 gone.`);
  expect(textOf(page, '#I08 .comparison-why p').includes('I09')).toBe(false);
  expect(textOf(await overseer.get(address), why)).toContain(reason);
  expect(valueOf(await organiser.get(paths.snapshot(from)), 'I09')).toBe('1 story');
  expect(await today('I09', from, overseer)).toEqual([
    'no data yet then: 1 story',
    'By then no story of the questionnaire of one year later had come.',
  ]);
  // Told once: the next snapshot holds the rule, and the story without I09.
  const to = await byHand('After it');
  expect(textOf(await organiser.get(`${paths.snapshotComparison}?from=${to}&to=now`), why)).toBe(
    '',
  );
});
