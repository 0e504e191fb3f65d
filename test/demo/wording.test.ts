import { chanceOf } from '../../src/demo/chance';
import { contactList } from '../../src/demo/contact-list';
import { inventPeople } from '../../src/demo/invent-people';
import { demoTexts } from '../../src/demo/texts';
import { wordingRemarks } from '../../src/messages/nomenclature';

test('the invented texts, names and organisations use the words of APEC', () => {
  const texts = Object.values(demoTexts).flatMap((questions) => Object.values(questions).flat());
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.flatMap((text) => wordingRemarks(text))).toEqual([]);
  const list = contactList(inventPeople(chanceOf(1))).toString('utf8');
  expect(wordingRemarks(list)).toEqual([]);
});

test('people of one economy have different names, and sixty of them a cluster each', () => {
  const people = inventPeople(chanceOf(7));
  const keys = people.map(
    ({ givenName, familyName, economyCode }) => `${economyCode ?? ''} ${givenName} ${familyName}`,
  );
  expect(new Set(keys).size).toBe(150);
  const clusters = people.flatMap(({ cluster }) => (cluster === null ? [] : [cluster]));
  expect([clusters.length, new Set(clusters).size]).toEqual([60, 60]);
});
