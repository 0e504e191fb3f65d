import {
  reportsDiffer,
  settleReports,
} from '../../../../src/features/workshop/matchmaking/settle-reports';

const met = (outcome: 'none' | 'contact' | 'mou') => ({ held: true, outcome });
const missed = { held: false, outcome: 'none' as const };

test.each([
  ['nobody', [], 'planned', 'none', false],
  ['one side', [met('mou')], 'held', 'mou', false],
  ['one side that missed it', [missed], 'no_show', 'none', false],
  ['both, the same', [met('contact'), met('contact')], 'held', 'contact', false],
  ['both, another outcome', [met('mou'), met('contact')], 'held', 'contact', true],
  ['both, whether it took place', [met('mou'), missed], 'planned', 'none', true],
] as const)('settles what was said by %s', (_, reports, status, outcome, differ) => {
  expect(settleReports(reports)).toEqual({ status, outcome });
  expect(reportsDiffer(reports)).toBe(differ);
});
