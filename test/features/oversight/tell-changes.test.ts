import { followUpMilestones } from '../../../src/features/records/milestones/reach-milestone';
import { tellWeeklyReaders } from '../../../src/features/oversight/tell-changes';
import { erasePerson } from '../../../src/features/people/erase-person';
import { exportPerson } from '../../../src/features/people/export-person';
import { takeDailySnapshot } from '../../../src/features/snapshots/take-snapshot';
import { absoluteUrl } from '../../../src/lib/base-url';
import { setClock } from '../../../src/lib/clock';
import { linkToken } from '../../../src/lib/link-tokens';
import {
  DraftComment,
  Message,
  Milestone,
  OversightLink,
  OversightSubscription,
  Snapshot,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startMailServer, type MailServer } from '../../harness/mail-server';
import { startTestServer, type TestServer } from '../../harness/server';
import { evaluation, publish, send } from '../indicators/seed';
import { personWith } from '../records/people';

let smtp: MailServer;
let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({ smtpUrl: smtp.url });
  at('2020-05-04');
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer', 'overseer@agency.example');
});
afterEach(() => {
  setClock(undefined);
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
});

const at = (date: string): void => {
  setClock(new Date(`${date}T03:00:00Z`));
};

async function comment(economyCode: string): Promise<void> {
  await DraftComment.create({
    ...{ draft: 'final_report', economyCode, receivedOn: '2020-05-05', comment: 'More clusters.' },
    ...{ substantial: true, decisionReason: 'New.', decidedAt: new Date(), revision: 1 },
  });
}

interface Got {
  to: string;
  subject: string;
  text: string;
}

/** The mails about what changed that have arrived since the last look. */
async function arrived(): Promise<Got[]> {
  await server.outbox.drain();
  return smtp.received
    .splice(0)
    .map(({ to, mail }) => ({
      to: to[0] ?? '',
      subject: mail.subject ?? '',
      text: (mail.text ?? '').replace(/\s+/g, ' '),
    }))
    .sort((a, b) => a.to.localeCompare(b.to));
}

const link = {
  ...{ readerName: 'Ana Lim', purpose: 'Audit', lastDay: '2021-05-01' },
  ...{ readerEmail: 'ana@audit.example', rhythm: 'both', consent: 'yes' },
};

test('once a week, with what changed since the last mail, whoever runs it how often', async () => {
  at('2020-05-04');
  await takeDailySnapshot();
  expect((await overseer.post(paths.ownSubscription, { rhythm: 'weekly' })).status).toBe(303);
  expect((await organiser.post(paths.oversightLinks, link)).status).toBe(303);
  await comment('PER');
  const version = await publish('workshop_evaluation');
  for (let n = 0; n < 3; n += 1) {
    await send(version, { answers: evaluation(5, [5, 5, 5, 5, 5, 5, 5, 5]), submittedAt: null });
  }
  at('2020-05-05');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  // They asked in this week: the first mail comes in the next.
  expect(await arrived()).toEqual([]);
  at('2020-05-11');
  await takeDailySnapshot();
  await Promise.all([tellWeeklyReaders(), tellWeeklyReaders()]);
  await tellWeeklyReaders();
  const mails = await arrived();
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['ana@audit.example', 'What changed: 1 indicator'],
    ['overseer@agency.example', 'What changed: 1 indicator'],
  ]);
  for (const { text } of mails) {
    expect(text).toContain('changed between 4 May 2020 and 11 May 2020:');
    expect(text).toContain('no data yet → 1 economy. No target (before: no data yet)');
    // Three forms are too few to be shown to anybody but the team.
    expect(text).not.toContain('I06');
    expect(text).not.toContain('100.00');
  }
  expect(mails[1]?.text).toContain(`Open the indicators: ${absoluteUrl(paths.indicators)} `);
  at('2020-05-12');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  expect(await arrived()).toEqual([]);
  at('2020-05-18');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  const quiet = await arrived();
  expect(quiet.map(({ subject }) => subject)).toEqual(Array(2).fill('What changed: nothing'));
  expect(quiet[0]?.text).toContain('Nothing changed in the indicators of the');
});

test('at a milestone, which takes a snapshot, and never twice for the same one', async () => {
  at('2020-05-20');
  await comment('CHL');
  const milestone = await Milestone.create({
    ...{ title: 'Final Report', anchor: 'fixed', fixedOn: '2020-05-20' },
    ...{ remindDays: '', note: '', revision: 1 },
  });
  const reach = (fields: Record<string, string>) =>
    organiser.post(paths.milestoneReached(milestone.id), fields);
  await reach({ reached: 'yes', reachedOn: '2020-05-20', revision: '1' });
  const last = await Snapshot.findOne({ order: [['number', 'DESC']], rejectOnEmpty: true });
  expect([last.kind, last.label, last.takenBy]).toEqual([
    ...['milestone', 'Final Report', organiser.user?.id],
  ]);
  expect((await milestone.reload()).snapshotNumber).toBe(last.number);
  const mails = await arrived();
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['ana@audit.example', 'Final Report: what changed'],
  ]);
  expect(mails[0]?.text).toContain('1 economy → 2 economies');
  await reach({ reached: 'no', revision: '2' });
  await reach({ reached: 'yes', reachedOn: '2020-05-20', revision: '3' });
  await Promise.all([followUpMilestones(), followUpMilestones()]);
  expect(await arrived()).toEqual([]);
});

test('a milestone has one snapshot and one mail, whoever follows up beside whom', async () => {
  at('2020-05-21');
  const milestone = await Milestone.create({
    ...{ title: 'Review published', anchor: 'fixed', fixedOn: '2020-05-21' },
    ...{ remindDays: '', note: '', revision: 1 },
    ...{ reachedOn: '2020-05-21', reachedAt: new Date(), reachedNote: '' },
  });
  await Promise.all([followUpMilestones(), followUpMilestones(), followUpMilestones()]);
  const kept = await Snapshot.findAll({ where: { label: 'Review published' } });
  expect(kept.map(({ number }) => number)).toEqual([(await milestone.reload()).snapshotNumber]);
  expect((await arrived()).map(({ subject }) => subject)).toEqual([
    'Review published: what changed',
  ]);
});

test('the link in the mail opens the figures, and one press stops the mails', async () => {
  at('2020-05-25');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  await server.outbox.drain();
  const received = smtp.received.splice(0).find(({ to }) => to[0] === 'ana@audit.example');
  const one = await OversightLink.findOne({ rejectOnEmpty: true });
  const address = paths.readOnly(linkToken(`oversight:${one.nonce}`));
  expect(received?.mail.text).toContain(address);
  expect((await Message.findAll()).some(({ textBody }) => textBody.includes(address))).toBe(false);
  const headers = received?.mail.headers.get('list') as { unsubscribe?: { url: string } };
  const stop = new URL(headers.unsubscribe?.url ?? '').pathname;
  expect((await server.visitor().get(address)).status).toBe(200);
  const page = await server.visitor().get(stop);
  expect(page.text).toContain('mails about what changed in the indicators');
  expect((await server.visitor().post(stop)).status).toBe(303);
  at('2020-06-01');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  expect((await arrived()).map(({ to }) => to)).toEqual(['overseer@agency.example']);
  const list = await organiser.get(paths.oversight);
  expect(list.$('tbody').last().find('.status').text()).toBe('Unsubscribed');
});

test('no more to who said no, lost the account or was erased', async () => {
  at('2020-06-08');
  expect((await overseer.post(paths.ownSubscription, { rhythm: 'hourly' })).status).toBe(422);
  await overseer.post(paths.ownSubscription, { rhythm: '' });
  await organiser.post(paths.ownSubscription, { rhythm: 'weekly' });
  await organiser.user?.update({ disabledAt: new Date() });
  await organiser.post(paths.oversightLinks, link);
  at('2020-06-15');
  await takeDailySnapshot();
  await tellWeeklyReaders();
  expect(await arrived()).toEqual([]);
  await organiser.user?.update({ disabledAt: null });
  const person = await personWith();
  await person.update({ email: 'Ana@audit.example', emailKey: 'ana@audit.example' });
  const actor = { kind: 'system', name: 'Test' } as const;
  const held = (await exportPerson(actor, person.id)) as { readOnlyLinks: object[] };
  expect(held.readOnlyLinks.length).toBe(await OversightLink.count());
  await erasePerson(actor, person.id, 'erase');
  const links = await OversightLink.findAll();
  expect(links.map(({ readerName, readerEmail }) => [readerName, readerEmail])).toEqual(
    links.map(() => ['', null]),
  );
  expect(links.filter(({ withdrawnAt }) => withdrawnAt === null)).toEqual([]);
  expect(await OversightSubscription.count({ where: { userId: null } })).toBe(0);
});
