import { shownChanges } from '../../../src/features/accounts/audit-changes';

const organiser = { seesPersonal: true, timeZone: 'Asia/Tokyo' };
const overseer = { seesPersonal: false, timeZone: 'Asia/Tokyo' };

function lines(area: string, changes: object, reader = organiser, personId: number | null = null) {
  const record = { area, personId, changes: JSON.stringify(changes) };
  return shownChanges(record, reader).map(({ label, before, after }) => [label, before, after]);
}

test('says what was before and after, in words', () => {
  const changes = {
    name: ['Ines', 'Inês'],
    travelEligible: [false, true],
    email: [null, 'ines@team.example'],
    notes: ['x', ''],
    coSponsors: [['Chile', 'Hong Kong, China'], []],
    days: [[], [{ number: 1, date: '2026-06-16' }]],
    opensAt: [null, '2026-06-16T09:30:00.000Z'],
    suppressionK: [5, 6],
  };
  expect(lines('person', changes)).toEqual([
    ['Name', 'Ines', 'Inês'],
    ['Travel eligible', 'no', 'yes'],
    ['E-mail address', 'nothing', 'ines@team.example'],
    ['Notes', 'x', 'nothing'],
    ['Co sponsors', 'Chile; Hong Kong, China', 'nothing'],
    ['Days of the workshop', 'nothing', 'number 1, date 2026-06-16'],
    ['Opening time', 'nothing', '16 Jun 2026, 18:30 (Asia/Tokyo)'],
    ['Smallest group shown', '5', '6'],
  ]);
});

test('plain facts stand alone, and long texts are cut', () => {
  expect(lines('survey', { version: 2, note: 'x'.repeat(400) })).toEqual([
    ['Version', undefined, '2'],
    ['Note', undefined, `${'x'.repeat(300)}…`],
  ]);
});

test.each([
  ['a person', 'person', { givenName: ['Ines', 'Inês'], economyCode: ['CHL', 'PER'], revision: 3 }],
  ['an account', 'account', { name: [null, 'Ines'], role: [null, 'organiser'] }],
  ['answers', 'response', { form: 'cluster_survey', corrections: 1 }],
  ['a data set', 'data_set', { answers: 61, number: 1 }],
  ['a snapshot', 'snapshot', { recordsChanged: 3 }],
  ['reminders, which go to those without an answer', 'reminders', { recipients: 12 }],
  ['downloads of answers', 'responses', { responses: 61 }],
  ['unsent answers', 'survey', { drafts: 2 }],
  ['something unknown', 'badge', { printedFor: 'Ines' }],
  ['contacts of the project', 'project', { contactName: ['A', 'B'], contactEmail: ['a', 'b'] }],
])('an overseer sees which facts of %s changed, not their values', (_name, area, changes) => {
  for (const [, before, after] of lines(area, changes, overseer)) {
    expect([before, after]).toEqual([undefined, undefined]);
  }
  expect(lines(area, changes, overseer)).toHaveLength(Object.keys(changes).length);
});

test('an overseer sees what is not about a person', () => {
  expect(lines('project', { name: ['A', 'B'], suppressionK: [5, 6] }, overseer)).toEqual([
    ['Name', 'A', 'B'],
    ['Smallest group shown', '5', '6'],
  ]);
  expect(
    lines('mailing', { recipients: 12, test: true, to: 'ines@team.example' }, overseer),
  ).toEqual([
    ['Recipients', undefined, '12'],
    ['Test', undefined, 'yes'],
    ['To', undefined, undefined],
  ]);
  expect(lines('mailing', { attempts: 2 }, overseer, 7)).toEqual([
    ['Attempts', undefined, undefined],
  ]);
});
