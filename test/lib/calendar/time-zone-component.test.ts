import ICAL from 'ical.js';
import { timeZoneComponent } from '../../../src/lib/calendar/time-zone-component';
import { momentsOf, offsetAt } from '../../../src/lib/zoned-time';

const day = 24 * 3_600_000;

/** What a reader that knows nothing but the file makes of a local time: seconds ahead of UTC. */
function readOffset(component: ICAL.Component, local: string): number {
  const zone = new ICAL.Timezone(component);
  return zone.utcOffset(ICAL.Time.fromDateTimeString(`${local}:00`));
}

test('all zones on days through the year say what the system itself shows', () => {
  const dates = ['2026-03-29', '2026-06-16', '2026-10-25'];
  const wrong: string[] = [];
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    for (const date of dates) {
      const from = momentsOf(`${date}T00:00`, zone)[0] ?? new Date(`${date}T00:00Z`);
      const component = timeZoneComponent(zone, from, new Date(from.getTime() + day));
      for (const hour of ['00:30', '12:00']) {
        // A time that the clocks show twice is read in two ways, by different readers.
        const [moment, second] = momentsOf(`${date}T${hour}`, zone);
        if (moment === undefined || second !== undefined) continue;
        const expected = offsetAt(zone, moment) / 1000;
        const read = readOffset(component, `${date}T${hour}`);
        if (read !== expected) wrong.push(`${zone} ${date} ${hour}: ${read}, not ${expected}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('on the day clocks are put back, the rules before and after the change are both there', () => {
  const from = new Date('2026-10-24T22:00:00Z');
  const component = timeZoneComponent('Europe/Berlin', from, new Date('2026-10-25T22:59:00Z'));
  expect(component.toString().split('\r\n')).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:DAYLIGHT',
    'DTSTART:20260329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'TZNAME:CEST',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20261025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'TZNAME:CET',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20270328T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'TZNAME:CEST',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ]);
});

test('a zone that never changes its clocks has one rule', () => {
  const from = new Date('2026-06-15T15:00:00Z');
  const component = timeZoneComponent('Asia/Tokyo', from, new Date(from.getTime() + day));
  expect(component.toString().split('\r\n')).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Asia/Tokyo',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0900',
    'TZOFFSETTO:+0900',
    'TZNAME:GMT+9',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]);
});
