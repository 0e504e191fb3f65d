import { codedAnswersOnly } from '../../../src/features/people/coded-answers';
import type { SurveyDefinition } from '../../../src/survey-engine/definition';

const definition: SurveyDefinition = {
  pages: [
    {
      name: 'page',
      elements: [
        { type: 'text', name: 'name' },
        { type: 'text', name: 'years', inputType: 'number' },
        { type: 'text', name: 'born', inputType: 'date' },
        { type: 'comment', name: 'story' },
        { type: 'radiogroup', name: 'sector', choices: ['public'], showOtherItem: true },
        { type: 'boolean', name: 'agrees' },
        { type: 'matrix', name: 'barriers', rows: ['trust'], columns: [1, 2] },
        {
          type: 'multipletext',
          name: 'staff',
          items: [{ name: 'women', inputType: 'number' }, { name: 'who' }],
        },
        { type: 'file', name: 'photo' },
        { type: 'expression', name: 'greeting', expression: "'Dear ' + {name}" },
        {
          type: 'panel',
          name: 'inner',
          elements: [
            {
              type: 'paneldynamic',
              name: 'partners',
              templateElements: [
                { type: 'text', name: 'partner' },
                { type: 'dropdown', name: 'economy', choices: ['PER'] },
              ],
            },
          ],
        },
        {
          type: 'matrixdynamic',
          name: 'contacts',
          columns: [
            { name: 'who', cellType: 'text' },
            { name: 'kind', cellType: 'dropdown', choices: ['a'] },
          ],
        },
      ],
    },
  ],
};

test('keeps choices, ratings and numbers, and nothing that was typed', () => {
  const secret = 'Zerafina';
  const kept = codedAnswersOnly(definition, {
    name: secret,
    years: 7,
    born: '1980-01-01',
    story: secret,
    sector: 'other',
    'sector-Comment': secret,
    agrees: true,
    barriers: { trust: 2 },
    staff: { women: 3, who: secret },
    photo: [{ name: `${secret}.png`, content: 'file:1' }],
    greeting: `Dear ${secret}`,
    partners: [{ partner: secret, economy: 'PER' }, secret],
    contacts: [{ who: secret, kind: 'a' }],
    unknown: secret,
  });
  expect(kept).toEqual({
    years: 7,
    sector: 'other',
    agrees: true,
    barriers: { trust: 2 },
    staff: { women: 3 },
    partners: [{ economy: 'PER' }],
    contacts: [{ kind: 'a' }],
  });
});

test('a text in a field for numbers is not kept', () => {
  expect(codedAnswersOnly(definition, { years: 'Zerafina' })).toEqual({});
});
