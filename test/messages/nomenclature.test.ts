import { wordingNote, wordingRemarks, wordsToLookAt } from '../../src/messages/nomenclature';

test.each([
  ['the countries of the region', ['countries']],
  ['National programmes of each member state', ['National', 'member state']],
  ['Taiwan; Hong Kong; South Korea', ['Taiwan', 'Hong Kong', 'South Korea']],
  ['Vietnam, the USA and the U.S.A.', ['Vietnam', 'USA', 'U.S.A.']],
  ['Great America', ['America']],
  ['Brunei and mainland China', ['Brunei', 'mainland China']],
  ['a country-wide network', ['country-wide']],
])('remarks on “%s”', (text, words) => {
  const remarks = wordingRemarks(text);
  expect(remarks.map(({ word }) => word)).toEqual(words);
  for (const { word, index } of remarks) expect(text.slice(index, index + word.length)).toBe(word);
});

test.each([
  'Chinese Taipei; Hong Kong, China; Korea; United States; Viet Nam; Brunei Darussalam',
  "People's Republic of China and the United States of America",
  'international status; the state of the art; a statement; internationally',
  'The United Nations and the National University of Singapore',
  'clusters of Latin America',
])('has nothing to say about “%s”', (text) => {
  expect(wordingRemarks(text)).toEqual([]);
});

test('lets names through that the caller quotes', () => {
  expect(wordingRemarks('National Cluster Association', ['National Cluster Association'])).toEqual(
    [],
  );
});

test('says what to write instead', () => {
  expect(wordingRemarks('Vietnam')).toEqual([
    {
      word: 'Vietnam',
      index: 0,
      advice: '“Viet Nam”',
      why: 'APEC has one name for each economy',
    },
  ]);
});

test('names each word once, and in one sentence after the form was left', () => {
  const text = 'A country, another country, Countries';
  expect(wordsToLookAt(text).map(({ word, why }) => [word, why])).toEqual([
    ['country', 'The members of APEC are economies'],
    ['Countries', 'The members of APEC are economies'],
  ]);
  expect(wordingNote(text, 'country')).toBe(
    ' Words to look at: “country” (write “economy”), “Countries” (write “economies”).',
  );
  expect(wordingNote('economies', '')).toBe('');
});
