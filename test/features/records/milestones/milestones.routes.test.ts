import { sendMilestoneReminders } from '../../../../src/features/records/milestones/send-reminders';
import { setClock } from '../../../../src/lib/clock';
import { AuditEvent, Message, Milestone, User, WorkshopDay } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser', 'organiser@team.example');
  overseer = await server.visitor().signInAs('overseer');
  await WorkshopDay.update({ date: '2020-06-16' }, { where: { number: 1 } });
});
afterAll(() => server.stop());
afterEach(async () => {
  setClock(undefined);
  await Milestone.destroy({ where: {} });
  await User.destroy({ where: { email: 'owner@team.example' } });
  await Message.destroy({ where: {} });
});

const facts = {
  title: 'Programme published',
  anchor: 'day_one',
  when: 'before',
  shift: '14',
  shiftUnit: 'days',
  remindDays: '7, 1',
  note: '',
};

async function add(changes: Record<string, string> = {}): Promise<Milestone> {
  const answer = await organiser.post(paths.milestones, { ...facts, ...changes });
  expect([answer.status, answer.location]).toEqual([303, paths.milestones]);
  return Milestone.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

/** Name, due date and state of each line of the list. */
function linesOf(page: Answer): string[][] {
  return page
    .$('tbody tr')
    .toArray()
    .map((row) => [
      page.$(row).find('th').contents().first().text(),
      page.$(row).find('td').eq(0).find('.text-nowrap').text(),
      page.$(row).find('.status').text(),
    ]);
}

test('starts with the usual milestones by a press, and never adds them to a list that has some', async () => {
  setClock(new Date('2020-06-16T03:00:00Z'));
  const pressed = await organiser.post(paths.usualMilestones);
  expect(pressed.status).toBe(303);
  const lines = linesOf(await overseer.get(paths.milestones));
  expect(lines.map(([title, due]) => `${due ?? ''} ${title ?? ''}`)).toEqual([
    '18 Mar 2020 Questionnaire sent out',
    '17 Apr 2020 Reminder of the questionnaire',
    '2 May 2020 Deadline of nominations',
    '2 Jun 2020 Programme published',
    '16 Jun 2020 Day 1 of the workshop',
    '18 Jun 2020 Evaluation sent out',
    '15 Aug 2020 Draft of the Final Report',
    '14 Sept 2020 Comments of economies on the draft',
    '14 Oct 2020 Final Report',
    '30 Jan 2021 Completion Report',
    '16 Jun 2021 One-year questionnaire',
  ]);
  expect(lines.map(([, , state]) => state).slice(3, 6)).toEqual([
    'Overdue',
    'Due today',
    'To come',
  ]);
  expect((await organiser.post(paths.usualMilestones)).status).toBe(409);
  expect(await Milestone.count()).toBe(11);
});

test('reminds the owner once for each day set; when Day 1 moves, dates and reminders follow', async () => {
  const owner = await User.create({
    ...{ name: 'Demo Owner', email: 'owner@team.example', role: 'organiser' },
  });
  await add({ ownerId: String(owner.id) });
  await add({ title: 'Day 1', shift: '0', remindDays: '' });
  const sent = async (moment: string): Promise<string[]> => {
    setClock(new Date(`${moment}T03:00:00Z`));
    await Promise.all([sendMilestoneReminders(), sendMilestoneReminders()]);
    const messages = await Message.findAll({ order: ['id'] });
    return messages.map(({ toAddress, subject }) => `${toAddress}: ${subject}`);
  };
  const first = 'owner@team.example: Due in 7 days: Programme published';
  expect(await sent('2020-05-25')).toEqual([]);
  expect(await sent('2020-05-26')).toEqual([first]);
  expect(await sent('2020-05-29')).toEqual([first]);
  const second = 'owner@team.example: Due tomorrow: Programme published';
  expect(await sent('2020-06-01')).toEqual([first, second]);
  await WorkshopDay.update({ date: '2020-06-26' }, { where: { number: 1 } });
  expect(await sent('2020-06-02')).toEqual([first, second]);
  // A server that stood still for a week sends the one that is due, not all it missed.
  const third = 'owner@team.example: Due today: Programme published';
  expect(await sent('2020-06-12')).toEqual([first, second, third]);
  expect(await sent('2020-06-13')).toEqual([first, second, third]);
  await WorkshopDay.update({ date: '2020-06-16' }, { where: { number: 1 } });
});

test('without an owner every organiser is reminded, by a mail that says what and when', async () => {
  await add({ remindDays: '5' });
  setClock(new Date('2020-05-28T03:00:00Z'));
  await sendMilestoneReminders();
  const messages = await Message.findAll({ where: { kind: 'milestone_reminder' }, order: ['id'] });
  const organisers = await User.findAll({
    where: { role: ['organiser', 'administrator'], disabledAt: null },
    order: ['id'],
  });
  expect(messages.map(({ toAddress }) => toAddress)).toEqual(organisers.map(({ email }) => email));
  expect(messages[0]?.textBody.replace(/\s+/g, ' ')).toContain('is due in 5 days, on 2 Jun 2020.');
  expect([messages[0]?.linkSubject, messages[0]?.listUnsubscribe]).toEqual([
    'page:milestones',
    false,
  ]);
});

test('is reached on a day with a note, and can be taken back; both are in the trail', async () => {
  const milestone = await add();
  const reach = (fields: Record<string, string>) =>
    organiser.post(paths.milestoneReached(milestone.id), fields);
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  for (const reachedOn of ['', '2020-02-30', tomorrow]) {
    const refused = await reach({ reached: 'yes', reachedOn, revision: '1' });
    expect([refused.status, refused.$('#field-reachedOn-error').length]).toEqual([422, 1]);
  }
  const said = { reached: 'yes', reachedOn: '2020-06-01', reachedNote: 'On the site.' };
  expect((await reach({ ...said, revision: '1' })).status).toBe(303);
  expect((await reach({ ...said, revision: '1' })).status).toBe(409);
  expect(linesOf(await overseer.get(paths.milestones))).toEqual([
    ['Programme published', '2 Jun 2020', 'Reached on 1 Jun 2020'],
  ]);
  expect((await milestone.reload()).reachedBy).toBe(organiser.user?.id);
  expect((await reach({ reached: 'no', revision: '2' })).status).toBe(303);
  expect((await milestone.reload()).reachedOn).toBeNull();
  const trail = await AuditEvent.findAll({
    where: { subjectType: 'milestone', subjectId: String(milestone.id) },
    order: ['id'],
  });
  expect(trail.map(({ action }) => action)).toEqual([
    ...['milestone.added', 'milestone.reached', 'milestone.reopened'],
  ]);
});

test.each([
  ['no name', { title: ' ' }, 'title'],
  ['no length', { shift: '' }, 'shift'],
  ['a length below zero', { shift: '-3' }, 'shift'],
  ['half a day', { shift: '1.5' }, 'shift'],
  ['a century', { shift: '1200', shiftUnit: 'months' }, 'shift'],
  ['a fixed date that is missing', { anchor: 'fixed' }, 'fixedOn'],
  ['a fixed date that does not exist', { anchor: 'fixed', fixedOn: '2020-02-30' }, 'fixedOn'],
  ['words for days', { remindDays: 'soon' }, 'remindDays'],
  ['an owner who is not there', { ownerId: '99999999999' }, 'ownerId'],
])('refuses a milestone with %s and keeps what was typed', async (_name, wrong, field) => {
  const page = await organiser.post(paths.milestones, { ...facts, ...wrong });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await Milestone.count()).toBe(0);
});

test('is kept by organisers and read by overseers, in as many queries for one as for three', async () => {
  const milestone = await add();
  const corrected = { ...facts, anchor: 'fixed', fixedOn: '2020-07-01', revision: '1' };
  expect((await overseer.post(paths.milestone(milestone.id), corrected)).status).toBe(403);
  expect((await organiser.post(paths.milestone(milestone.id), corrected)).status).toBe(303);
  expect((await organiser.post(paths.milestone(milestone.id), corrected)).status).toBe(409);
  await milestone.reload();
  expect([milestone.fixedOn, milestone.shift, milestone.shiftUnit]).toEqual([
    ...['2020-07-01', null, null],
  ]);
  for (const address of [paths.newMilestone, paths.milestone(milestone.id)]) {
    expect((await organiser.get(address)).status).toBe(200);
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  const seen = await overseer.get(paths.milestones);
  expect([seen.status, seen.$('main form').length, seen.$('main tbody a').length]).toEqual([
    ...[200, 0, 0],
  ]);
  expect((await server.visitor().get(paths.milestones)).status).toBe(302);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.milestones));
  const before = Math.min(await cost(), await cost());
  await add();
  await add({ ownerId: String(organiser.user?.id) });
  expect(Math.min(await cost(), await cost())).toBe(before);
  expect((await organiser.post(paths.milestoneRemoval(milestone.id))).status).toBe(303);
  expect((await organiser.post(paths.milestoneRemoval(milestone.id))).status).toBe(404);
});
