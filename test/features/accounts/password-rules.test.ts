import { passwordProblem } from '../../../src/features/accounts/password-rules';

const owner = { email: 'mariam.okafor@harbour.example', name: 'Mariam Okafor' };
const tooCommon = 'This password is among the first that are tried. Please choose another one.';
const tooClose = 'This password is too close to your e-mail address or name.';

test.each([
  ['eleven char', 'Please use at least 12 characters.'],
  ['🙂'.repeat(11), 'Please use at least 12 characters.'],
  ['x1'.repeat(101), 'Please use at most 200 characters.'],
  ['Password1234', tooCommon],
  ['correcthorsebatterystaple', tooCommon],
  ['aaaaaaaaaaaa', tooCommon],
  ['abcabcabcabc', tooCommon],
  ['123456789012', tooCommon],
  ['ASDFGHJKLZXC', tooCommon],
  ['zyxwvutsrqponm', tooCommon],
  ['mariam.okafor@harbour.example', tooClose],
  ['Mariam.Okafor1', tooClose],
  ['mariam okafor!', tooClose],
  ['okafor2026okafor', tooClose],
])('%j is refused', (password, problem) => {
  expect(passwordProblem(password, owner)).toBe(problem);
});

test.each([
  'twelve chars',
  'seven quiet harbours',
  'only-small-letters-here',
  'Mariam keeps nine lanterns',
  'パスワードは長いほうがよい',
  'x7'.repeat(3) + 'other words'.repeat(17),
])('%j is accepted', (password) => {
  expect(passwordProblem(password, owner)).toBeUndefined();
});
