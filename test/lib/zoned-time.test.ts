import {
  isPutBackOn,
  localTime,
  offsetIfTwice,
  momentsOf,
  offsetAt,
  offsetName,
} from '../../src/lib/zoned-time';

const utc = (moments: Date[]): string[] => moments.map((moment) => moment.toISOString());

test.each([
  ['an ordinary time', '2026-06-01T09:00', 'Asia/Tokyo', ['2026-06-01T00:00:00.000Z']],
  ['a zone without a whole hour', '2026-06-01T09:00', 'Asia/Kolkata', ['2026-06-01T03:30:00.000Z']],
  ['UTC itself', '2026-06-01T09:00', 'UTC', ['2026-06-01T09:00:00.000Z']],
  ['an hour skipped in spring', '2026-03-29T02:30', 'Europe/Berlin', []],
  ['the end of the gap', '2026-03-29T03:00', 'Europe/Berlin', ['2026-03-29T01:00:00.000Z']],
  [
    'an hour doubled in autumn',
    '2026-10-25T02:30',
    'Europe/Berlin',
    ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ],
  [
    'the doubled half hour of Lord Howe',
    '2026-04-05T01:45',
    'Australia/Lord_Howe',
    ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ],
  ['the day that Samoa left out', '2011-12-30T12:00', 'Pacific/Apia', []],
  ['a far east zone', '2026-01-01T00:15', 'Pacific/Auckland', ['2025-12-31T11:15:00.000Z']],
])('finds the moments of %s', (_name, local, zone, moments) => {
  expect(utc(momentsOf(local, zone))).toEqual(moments);
});

test('writes a moment as the clocks show it, for every moment it finds', () => {
  for (const zone of ['America/Santiago', 'Asia/Kathmandu', 'Europe/Moscow', 'America/St_Johns']) {
    for (const local of ['2026-01-01T00:00', '2026-07-15T23:59', '2026-10-25T02:30']) {
      for (const moment of momentsOf(local, zone)) expect(localTime(moment, zone)).toBe(local);
    }
  }
});

test('names the offset from UTC', () => {
  expect(offsetName(new Date('2026-06-01T00:00:00Z'), 'Europe/Moscow')).toBe('UTC+03:00');
  expect(offsetName(new Date('2026-01-01T00:00:00Z'), 'America/St_Johns')).toBe('UTC−03:30');
  expect(offsetAt('UTC', new Date('2026-01-01T00:00:00.500Z'))).toBe(0);
});

test('says which of two times that look alike a moment is, and on which dates there are such', () => {
  const zone = 'America/Santiago';
  const offsets = [
    '2026-04-05T02:30Z',
    '2026-04-05T03:30Z',
    '2026-04-05T04:30Z',
    '2026-09-06T04:00Z',
  ];
  expect(offsets.map((moment) => offsetIfTwice(new Date(moment), zone))).toEqual([
    ' (UTC−03:00)',
    ' (UTC−04:00)',
    '',
    '',
  ]);
  const dates = ['2026-04-03', '2026-04-04', '2026-04-05', '2026-09-05', '2026-09-06'];
  expect(dates.filter((date) => isPutBackOn(date, zone))).toEqual(['2026-04-04']);
});
