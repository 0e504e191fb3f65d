import { readEconomy } from '../../../../src/features/people/imports/economy-names';
import { economies } from '../../../../src/features/workshop/economies';

test('takes every name, formal variant and code of the 21 economies as written', () => {
  for (const { code, alpha2, name, formalName } of economies) {
    for (const form of [code, alpha2, name, formalName ?? name, name.toUpperCase()]) {
      expect([form, readEconomy(form)]).toEqual([form, { code, asWritten: true }]);
    }
  }
  expect(readEconomy('Philippines')).toEqual({ code: 'PHL', asWritten: true });
});

test.each([
  ['Vietnam', 'VNM'],
  ['South Korea', 'KOR'],
  ['Hong Kong', 'HKG'],
  ['Taiwan', 'TWN'],
  ['Taiwan, Province of China', 'TWN'],
  ['U.S.A.', 'USA'],
  ['Россия', 'RUS'],
  ['México', 'MEX'],
  ['中国', 'CHN'],
])('reads %s and says so unless it is only a matter of marks', (form, code) => {
  expect(readEconomy(form)).toEqual({ code, asWritten: form === 'México' });
});

test.each(['North Korea', 'Colombia', 'Korea, DPR', 'European Union', 'Atlantis', '', '-'])(
  'does not take %s for a member economy',
  (form) => {
    expect(readEconomy(form)).toBeUndefined();
  },
);
