import { MeetingSlot } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
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
