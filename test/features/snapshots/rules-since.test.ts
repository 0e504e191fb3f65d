import { QueryTypes } from 'sequelize';
import { systemActor } from '../../../src/audit/record-audit-event';
import { db } from '../../../src/db/transaction';
import { takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { Snapshot, SnapshotValue } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { decide, publish, send } from '../indicators/seed';

let server: TestServer;
let organiser: Client;
let overseer: Client;
beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

const byHand = (label: string): Promise<number> =>
  takeSnapshot({ kind: 'manual', label, actor: systemActor });

function textOf(page: Answer, selector: string): string {
  return page.$(selector).text().replace(/\s+/g, ' ').trim();
}

/** The value of an indicator in a snapshot. */
function valueOf(page: Answer, id: string): string {
  const row = page
    .$('.snapshot-table tbody tr')
    .toArray()
    .find((line) => page.$(line).find('.indicator-id').text() === id);
  return page.$(row).find('td').first().text().replace(/\s+/g, ' ').trim();
}

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
  // Told once: the next snapshot holds the rule, and the story without I09.
  const to = await byHand('After it');
  expect(textOf(await organiser.get(`${paths.snapshotComparison}?from=${to}&to=now`), why)).toBe(
    '',
  );
});
