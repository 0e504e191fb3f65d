import { MeetingSlot, Project, WorkshopDay } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { setWorkshop } from '../registrations/invited-people';
import { agreed, notice, place, runBeforeTheWorkshop, two } from './meeting-data';

let organiser: Client;

runBeforeTheWorkshop((_server, account) => {
  organiser = account;
});

test('adds a series of slots, refuses what overlaps, and keeps tables that are in use', async () => {
  const series = {
    day: '1',
    startsAt: '14:00',
    minutes: '20',
    pause: '5',
    count: '3',
    tables: '2',
  };
  const added = await organiser.post(paths.meetingSlots, series);
  expect([added.status, added.location]).toEqual([303, paths.meetingSlots]);
  const slots = await MeetingSlot.findAll({ order: ['startsAt'] });
  expect(slots.map(({ startsAt, endsAt }) => `${startsAt}-${endsAt}`)).toEqual([
    '14:00-14:20',
    '14:25-14:45',
    '14:50-15:10',
  ]);
  const overlapping = await organiser.post(paths.meetingSlots, { ...series, startsAt: '14:40' });
  expect(overlapping.status).toBe(422);
  expect(overlapping.$('#field-startsAt-error').text()).toBe(
    'There is a slot at 14:25–14:45 already: slots of a day must not overlap.',
  );
  const late = await organiser.post(paths.meetingSlots, { ...series, startsAt: '23:30' });
  expect(late.$('#field-count-error').text()).toBe('These slots would go past midnight.');
  const noDay = await organiser.post(paths.meetingSlots, {
    ...series,
    day: '9',
    startsAt: '25:00',
  });
  expect(noDay.status).toBe(422);
  expect(await MeetingSlot.count()).toBe(3);

  const [a, b] = await two();
  const [first] = slots;
  if (first === undefined) throw new Error('no slot');
  await place(organiser, await agreed(organiser, a, b), { slotId: first.id, table: 2 }, [a, b]);
  const fewer = await organiser.post(paths.meetingSlotTables(first.id), {
    tables: '1',
    revision: '1',
  });
  expect(fewer.status).toBe(422);
  expect(fewer.$('.notice-danger').text()).toContain('There is a meeting at table 2.');
  const more = { tables: '4', revision: '1' };
  expect((await organiser.post(paths.meetingSlotTables(first.id), more)).status).toBe(303);
  await organiser.post(paths.meetingSlotTables(first.id), { tables: '5', revision: '1' });
  expect(await notice(organiser, paths.meetingSlots)).toContain(
    'somebody else has changed this slot',
  );
  await organiser.post(paths.meetingSlotRemoval(first.id), { revision: '2' });
  expect(await notice(organiser, paths.meetingSlots)).toContain(
    'meetings were placed in this slot',
  );
  const last = slots[2]?.id ?? 0;
  await organiser.post(paths.meetingSlotRemoval(last), { revision: '1' });
  expect(
    (await MeetingSlot.findAll({ order: ['id'] })).map(({ tableCount }) => tableCount),
  ).toEqual([4, 2]);
});

test.each([
  // The first slot begins, or a slot ends, in an hour that the clocks skip, show twice, or change in.
  ['America/New_York', '2026-03-08', '02:30', 'no 02:30', '20'],
  ['America/New_York', '2026-03-08', '01:45', 'no 02:05', '20'],
  ['America/New_York', '2026-03-08', '01:45', 'between 01:45 and 03:05', '80'],
  ['America/New_York', '2026-11-01', '01:10', 'show 01:10 twice', '20'],
  ['America/New_York', '2026-11-01', '00:45', 'between 00:45 and 02:05', '80'],
  ['Pacific/Auckland', '2026-04-05', '02:00', 'show 02:00 twice', '20'],
  ['America/Santiago', '2026-04-04', '23:00', 'show 23:00 twice', '20'],
  ['America/Santiago', '2026-09-06', '00:00', 'no 00:00', '20'],
])('in %s on %s no slot is made at %s', async (zone, date, startsAt, problem, minutes) => {
  const [days, project] = [await WorkshopDay.findAll(), await Project.findByPk(1)];
  await setWorkshop(date, zone);
  const series = { day: '1', minutes, pause: '0', count: '1', tables: '2' };
  const refused = await organiser.post(paths.meetingSlots, { ...series, startsAt });
  expect(refused.status).toBe(422);
  expect(refused.$('#field-startsAt-error').text()).toContain(problem);
  expect(await MeetingSlot.count()).toBe(0);
  // A day that is moved onto the change takes its slots along, and the page says so.
  await WorkshopDay.update({ date: '2026-06-10' }, { where: { number: 1 } });
  expect((await organiser.post(paths.meetingSlots, { ...series, startsAt })).status).toBe(303);
  await WorkshopDay.update({ date }, { where: { number: 1 } });
  const page = await organiser.get(paths.meetingSlots);
  expect(page.$('.slot-table .status-caution').next().text()).toContain(problem);
  for (const day of days)
    await WorkshopDay.update({ date: day.date }, { where: { number: day.number } });
  await Project.update({ timeZone: project?.timeZone ?? 'UTC' }, { where: { id: 1 } });
});
