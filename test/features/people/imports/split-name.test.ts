import { splitName } from '../../../../src/features/people/imports/split-name';

test.each([
  ['Maria de la Cruz', 'given_first', 'Maria', 'de la Cruz'],
  ['Ronald McDonald', 'given_first', 'Ronald', 'McDonald'],
  ["Seán O'Neill", 'given_first', 'Seán', "O'Neill"],
  ['Ana Maria Lopez', 'given_first', 'Ana Maria', 'Lopez'],
  ['NGUYEN Thi Lan', 'family_first', 'Thi Lan', 'NGUYEN'],
  ['van der Berg Anna', 'family_first', 'Anna', 'van der Berg'],
  ['Lopez, Ana Maria', 'given_first', 'Ana Maria', 'Lopez'],
  ['Sukarno', 'given_first', '', 'Sukarno'],
  ['李小龙', 'family_first', '', '李小龙'],
  ['NGUYEN Thi Lan', 'whole', '', 'NGUYEN Thi Lan'],
  ['Lopez, Ana', 'whole', '', 'Lopez, Ana'],
] as const)('%s, %s', (name, order, givenName, familyName) => {
  expect(splitName(name, order)).toEqual({ givenName, familyName });
});
