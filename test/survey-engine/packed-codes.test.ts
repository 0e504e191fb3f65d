import { answerValues } from '../../src/survey-engine/answer-values';
import {
  packAnswers,
  packedLayout,
  packedLayoutNumber,
  unpackCode,
} from '../../src/survey-engine/packed-codes';
import { loadDefinition, loadForm } from './forms';

test('the layout is what stored answers were packed by: a change of it needs a new number', () => {
  const { places, width } = packedLayout(loadDefinition('every_type'));
  const lines = places.map(({ question, item, kind, start, codes }) =>
    [start, kind, `${question}.${item}`, ...codes].join(' '),
  );
  expect([packedLayoutNumber, width]).toEqual([1, 36]);
  expect(lines).toMatchInlineSnapshot(`
    [
      "1 choice role. manager member researcher other",
      "3 choice economy. chl kor hkg none",
      "5 choice level. 1 2 3",
      "7 multiple motives. trade investment training standards nothing refused dontknow none other",
      "16 multiple tags. a b c",
      "19 choice agree. true false",
      "21 choice answer. yes no",
      "23 choice mark. 0 1 2 3 4 5 6 7 8 9 10",
      "25 choice step_mark. 1 5 9",
      "27 choice barriers.language 1 2 3",
      "29 choice barriers.trust 1 2 3",
      "31 choice barriers.travel 1 2 3",
      "33 choice ranks.red first second third",
      "35 choice ranks.blue first second third",
    ]
  `);
});

test('packs choices, rows of a matrix, several choices, blanks and what was not shown', () => {
  const survey = loadForm('every_type');
  const layout = packedLayout(loadDefinition('every_type'));
  const packed = packAnswers(layout, answerValues(survey, {}));
  expect(packed).toMatch(/^[.-]+$/);
  expect(packed).toHaveLength(layout.width);
  const [choice] = layout.places.filter(({ kind }) => kind === 'choice');
  const code = choice?.codes[1] ?? '';
  const name = choice?.question ?? '';
  const answered = packAnswers(layout, [{ question: name, item: '', code, number: null }]);
  expect(answered.slice(0, 2)).toBe('01');
  expect(choice && unpackCode(choice, answered.slice(0, 2))).toBe(code);
  const strange = packAnswers(layout, [{ question: name, item: '', code: 'x', number: null }]);
  expect(choice && unpackCode(choice, strange.slice(0, 2))).toBe('??');
});
