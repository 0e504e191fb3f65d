import { systemActor } from '../../../src/audit/record-audit-event';
import { changeRules } from '../../../src/features/indicators/rules/change-rules';
import { rulesInForce } from '../../../src/features/indicators/rules/rules.queries';
import { erasePerson } from '../../../src/features/people/erase-person';
import { releaseAllResults } from '../../../src/features/results/release-results';
import { readTrends } from '../../../src/features/snapshots/trend.queries';
import { trendViews } from '../../../src/features/snapshots/trend.view-model';
import { takeDailySnapshot, takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { setClock } from '../../../src/lib/clock';
import { Economy, Project, Snapshot } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { evaluation, publish, send } from '../indicators/seed';
import { attend, attendMany } from '../workshop/indicators/attendees';

let server: TestServer;
let organiser: Client;
let overseer: Client;
const day = (date: string): void => {
  setClock(new Date(`${date}T09:00:00Z`));
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

/** The cells of an indicator's row, without their spacing. */
function cellsOf(page: Answer, id: string): string[] {
  const row = page
    .$('.snapshot-table tbody tr')
    .toArray()
    .find((line) => page.$(line).find('.indicator-id').text() === id);
  return page
    .$(row)
    .find('td')
    .toArray()
    .map((cell) => page.$(cell).text().replace(/\s+/g, ' ').trim());
}

/** The lines of the dated values on the page of an indicator. */
function pastOf(page: Answer): string[][] {
  return page
    .$('.past-values tbody tr')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .children()
        .toArray()
        .map((cell) => page.$(cell).text().replace(/\s+/g, ' ').trim()),
    );
}

function textOf(page: Answer, selector: string): string {
  return page.$(selector).text().replace(/\s+/g, ' ').trim();
}

test('the list is empty at first and says what to do; readers cannot take one', async () => {
  const page = await organiser.get(paths.snapshots);
  expect([page.status, page.$('.empty').length, page.$('#field-label').length]).toEqual([
    200, 1, 1,
  ]);
  const read = await overseer.get(paths.snapshots);
  expect([read.status, read.$('#field-label').length]).toEqual([200, 0]);
  expect((await overseer.post(paths.snapshots, { label: 'Mine' })).status).toBe(403);
  expect((await server.visitor().get(paths.snapshots)).status).not.toBe(200);
  const refused = await organiser.post(paths.snapshots, { label: ' ' });
  expect([refused.status, refused.$('#field-label-error').length]).toEqual([422, 1]);
  expect(await Snapshot.count()).toBe(0);
  const empty = await organiser.get(paths.snapshotComparison);
  expect([empty.status, empty.$('form.filters').length]).toEqual([200, 0]);
});

test('one is taken by hand, found by its name, and shown under the rules of its time', async () => {
  day('2020-06-19');
  await attendMany(12, { sex: 'female', days: [1, 2, 3] });
  await attendMany(10, { sex: 'male', days: [1, 2, 3] });
  const answer = await organiser.post(paths.snapshots, { label: 'After <b>the</b> workshop' });
  expect([answer.status, answer.location]).toEqual([303, paths.snapshot(1)]);
  const page = await overseer.get(paths.snapshot(1));
  expect([page.status, page.$('h1').text()]).toEqual([200, 'After <b>the</b> workshop']);
  expect(cellsOf(page, 'I11')).toEqual([
    '12 women Day 1: 12; Day 2: 12; Day 3: 12',
    'Met at least 10 women on each day',
    '–',
    '–',
    '–',
    '22',
  ]);
  expect(cellsOf(page, 'I12').slice(2)).toEqual(['12', '10', '0', '22']);
  expect(cellsOf(page, 'I18')[0]).toBe('no data yet');
  expect(textOf(await overseer.get(paths.snapshots), 'tbody th')).toBe('After <b>the</b> workshop');
});

test.each(['0', '99', 'abc', '1e3', '999999999999999999999'])(
  'there is no snapshot %s',
  async (number) => {
    expect((await organiser.get(`${paths.snapshots}/${number}`)).status).toBe(404);
  },
);

test('the past keeps its status; on request it is shown under today’s rules, as far as it can be', async () => {
  const forms = await publish('workshop_evaluation');
  for (const [sex, high, low] of [
    ['female', 12, 8],
    ['male', 10, 10],
  ] as const) {
    for (let n = 0; n < high + low; n++) {
      const step = n < high ? 5 : 2;
      const answers = evaluation(step, [step, step, step, step, step, step]);
      await send(forms, { answers, sex, submittedAt: null });
    }
  }
  day('2020-06-20');
  await releaseAllResults();
  await takeDailySnapshot();
  const current = await rulesInForce();
  const targets = new Map(current.targets).set('I03', 25).set('I06', 50);
  const satisfaction = { ...current.satisfaction, overallMin: 3 };
  const actor = { kind: 'user', userId: organiser.user?.id ?? 0, name: 'Test' } as const;
  await changeRules(actor, {
    numbers: { ...current, targets, satisfaction },
    reason: 'Letter of the forum.',
    version: current.version,
  });
  const then = await overseer.get(paths.snapshot(2));
  expect(cellsOf(then, 'I03')[1]).toBe('Met at least 20 persons on each day');
  expect(cellsOf(then, 'I06').slice(0, 2)).toEqual(['55.00 %', 'Not met at least 75 %']);
  expect(then.$(`a[href="${paths.snapshot(2)}?rules=today"]`)).toHaveLength(1);
  const today = await overseer.get(`${paths.snapshot(2)}?rules=today`);
  expect(cellsOf(today, 'I03')[1]).toBe(
    'Not met then: met at least 25 persons on each day (20 in the document)',
  );
  expect(cellsOf(today, 'I06').slice(0, 2)).toEqual([
    '55.00 %',
    'Met then: not met at least 50 % (75 % in the document)',
  ]);
  expect(textOf(today, '.snapshot-table th strong')).toBe(
    'Not counted anew for readers outside the team: figures of answers are told as they were released, and under this rule none was released then.',
  );
});

test('what changed is told with names to organisers and in numbers to overseers', async () => {
  day('2020-06-21');
  const person = await attend({ sex: 'female', days: [1], familyName: 'Quispe' });
  const to = await byHand('With one more');
  const address = `${paths.snapshotComparison}?from=2&to=${to}`;
  const page = await organiser.get(address);
  const section = '#I11';
  expect(textOf(page, `${section} .comparison-why p`)).toBe('Records behind it: 1 added.');
  expect(page.$(`${section} .comparison-why a`).attr('href')).toBe(paths.person(person.personId));
  expect(page.$(`${section} .comparison-why a`).text()).toBe('Ana Quispe');
  const reasons = textOf(page, '#I03 .comparison-why p');
  expect(reasons).toBe(
    'The target changed from at least 20 persons on each day to at least 25 persons on each day (20 in the document).Records behind it: 1 added.',
  );
  const read = await overseer.get(address);
  expect(textOf(read, `${section} .comparison-why p`)).toBe('Records behind it: 1 added.');
  expect([read.text.includes('Quispe'), read.$('.comparison-why a').length]).toEqual([false, 0]);
  // The same from a date; and nothing of the person's name once they are erased.
  await erasePerson(systemActor, person.personId, 'erase');
  const since = await organiser.get(`${paths.snapshotComparison}?since=2020-06-20&to=${to}`);
  expect(since.text.includes('Quispe')).toBe(false);
  expect(since.$(`${section} .comparison-why a`).text()).toBe(
    `Erased person No. ${person.personId}`,
  );
});

test('a setting by which an indicator is counted is told as the reason of its change', async () => {
  day('2020-06-22');
  const from = Number(await Snapshot.max('number'));
  const eligible = (await Economy.findAll({ where: { travelEligible: true } }))
    .map(({ code }) => code)
    .filter((code) => code !== 'CHL');
  const listed = await organiser.post(paths.travelEligibility, {
    ...{ eligible, asOf: '2020-01-31', listReason: 'List of the secretariat' },
  });
  expect(listed.status).toBe(303);
  const page = await overseer.get(`${paths.snapshotComparison}?from=${from}&to=now`);
  expect(textOf(page, '#I04 .comparison-why p:first-child')).toBe(
    'Travel-eligible economies (I04), list as of 31 Jan 2020. Taken out: Chile. Reason: List of the secretariat',
  );
  expect(textOf(page, '#I03').includes('Travel-eligible')).toBe(false);
  await organiser.post(paths.travelEligibility, {
    ...{ eligible: [...eligible, 'CHL'], asOf: '2020-01-31', listReason: 'Back.' },
  });
});

test.each([
  ['since=2020-06-01', 422, 'since'],
  ['since=2020-02-31', 422, 'since'],
  ['from=2&to=2', 422, 'to'],
  ['from=3&to=1', 422, 'to'],
  ['from=1e309', 422, 'from'],
  ['from=77', 404, null],
])('a comparison of %s is refused with %i', async (query, status, field) => {
  const page = await organiser.get(`${paths.snapshotComparison}?${query}`);
  expect(page.status).toBe(status);
  expect(field === null ? 1 : page.$(`.notice a[href="#field-${field}"]`).length).toBe(1);
});

test('the page of an indicator lists its dated values, newest first, as they stood', async () => {
  const page = await overseer.get(paths.indicator('I06'));
  expect(pastOf(page)).toEqual([
    ['21 Jun 2020, snapshot no. 3', 'By hand With one more', '55.00 %', '40', 'Met', 'version 2'],
    ['20 Jun 2020, snapshot no. 2', 'Daily', '55.00 %', '40', 'Not met', 'version 1'],
    [
      ...['19 Jun 2020, snapshot no. 1', 'By hand After <b>the</b> workshop'],
      'no data yet No results of this form are released yet.',
      ...['–', 'No data yet', 'version 1'],
    ],
  ]);
  const team = pastOf(await organiser.get(paths.indicator('I06')));
  expect(team.slice(0, 2)).toEqual(pastOf(page).slice(0, 2));
  expect(team[2]?.[2]).toBe('no data yet');
  expect(page.$('.past-values tbody a').first().attr('href')).toBe(paths.snapshot(3));
  const period = await overseer.get(`${paths.indicator('I06')}?from=2020-06-01&to=2020-06-30`);
  expect([period.status, period.$('#past-title').length]).toEqual([200, 0]);
});

test('a limit that is raised later holds for the past, too', async () => {
  await Project.update({ suppressionK: 8 }, { where: { id: 1 } });
  const read = await overseer.get(paths.snapshot(2));
  expect(cellsOf(read, 'I06').slice(0, 2)).toEqual(['not shown', 'Not shown at least 75 %']);
  expect(cellsOf(await organiser.get(paths.snapshot(2)), 'I06')[0]).toBe('55.00 %');
  const compared = await overseer.get(`${paths.snapshotComparison}?from=1&to=2`);
  expect(compared.text.includes('55.00')).toBe(false);
  const [, second] = pastOf(await overseer.get(paths.indicator('I06')));
  expect(second).toEqual([
    ...['20 Jun 2020, snapshot no. 2', 'Daily'],
    ...['not shown Groups of this size are not shown any more.', '–', 'Not shown', 'version 1'],
  ]);
  const trends = await readTrends('overseer', 8, '2020-06-25');
  expect(trends.points.get('I06')?.map(({ value }) => value)).toEqual([null, null, null]);
  await Project.update({ suppressionK: 5 }, { where: { id: 1 } });
});

test('trends are told in words against a month ago, at the same cost for any number of snapshots', async () => {
  const cost = await countQueries(() => readTrends('team', 5, '2020-06-22'));
  for (let date = 1; date <= 31; date++) {
    day(`2020-07-${String(date).padStart(2, '0')}`);
    if (date === 10) await attendMany(3, { sex: 'female', days: [1, 2, 3] });
    await takeDailySnapshot();
  }
  let trends = await readTrends('team', 5, '2020-08-05');
  // A value is kept until something is written, and only what is computed costs more than a look.
  const again = await countQueries(async () => {
    trends = await readTrends('team', 5, '2020-08-06');
  });
  expect(again).toBe(cost);
  expect(trends.since).toBe('2020-07-07');
  const points = trends.points.get('I11') ?? [];
  expect([points.length, points[0], points.at(-1)]).toEqual([
    24,
    { date: '2020-06-19', value: 12 },
    { date: '2020-07-31', value: 15 },
  ]);
  const women = { value: 16, definition: { id: 'I11', unit: 'women' } };
  const [view] = [...trendViews([women], trends, '2020-08-06').values()];
  expect([view?.text, view?.description]).toEqual([
    '▲ 4 since 7 Jul 2020',
    'From 12 women on 19 Jun 2020 to 16 women now.',
  ]);
  expect(view?.line?.split(' ')).toHaveLength(25);
  const none = { value: null, definition: { id: 'I18', unit: 'economies' } };
  expect(trendViews([none], trends, '2020-08-06').size).toBe(0);
});

test('the pages cost the same whatever the number of snapshots and records', async () => {
  const list = await countQueries(() => organiser.get(paths.snapshots));
  const compared = await countQueries(() =>
    organiser.get(`${paths.snapshotComparison}?from=1&to=6`),
  );
  day('2020-08-07');
  await attendMany(5, { sex: 'male', days: [2] });
  await takeDailySnapshot();
  expect(await countQueries(() => organiser.get(paths.snapshots))).toBe(list);
  const last = await Snapshot.max<number, Snapshot>('number');
  expect(
    await countQueries(() => organiser.get(`${paths.snapshotComparison}?from=1&to=${last}`)),
  ).toBe(compared);
});

test('the page of an indicator lists the last 50 values and says how many there are', async () => {
  const before = await Snapshot.max<number, Snapshot>('number');
  for (let date = 8; date < 8 + 51 - before; date++) {
    day(`2020-08-${String(date).padStart(2, '0')}`);
    await takeDailySnapshot();
  }
  const page = await organiser.get(paths.indicator('I11'));
  const lines = pastOf(page);
  expect([lines.length, lines[0]?.[0], lines.at(-1)?.[0]]).toEqual([
    ...[50, '23 Aug 2020, snapshot no. 51', '20 Jun 2020, snapshot no. 2'],
  ]);
  expect(lines[0]?.slice(2)).toEqual([
    '15 women Day 1: 15; Day 2: 15; Day 3: 15',
    ...['31', 'Met', 'version 2'],
  ]);
  expect(textOf(page, '#past-title ~ *')).toBe('All snapshots');
  expect(textOf(page, '.panel:has(#past-title) .panel-foot')).toBe(
    'The last 50 of 51 are shown; earlier ones stand in Snapshots. Values and statuses are those of their date, under the rules of that time.',
  );
});
