import { catalogue } from '../../../src/features/indicators/catalogue';
import { unitAfter } from '../../../src/features/indicators/indicator';

test('a unit follows its number, in the singular after one alone', () => {
  const after = (value: number): string[] =>
    ['persons', 'economies', 'women', 'stories', '%'].map((unit) => unitAfter(value, unit));
  expect(after(1)).toEqual(['person', 'economy', 'woman', 'story', '']);
  for (const value of [0, 2, 21, 1.5]) {
    expect(after(value)).toEqual(['persons', 'economies', 'women', 'stories', '']);
  }
});

test('every unit of the catalogue has a singular of its own', () => {
  const units = [...new Set(catalogue.map(({ unit }) => unit))].filter((unit) => unit !== '%');
  expect(units.filter((unit) => unitAfter(1, unit) === unit)).toEqual([]);
});
