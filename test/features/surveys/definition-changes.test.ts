import { definitionChanges } from '../../../src/features/surveys/definition-changes';
import type { SurveyFacts } from '../../../src/features/surveys/facts';
import type { QuestionDefinition, SurveyDefinition } from '../../../src/survey-engine/definition';

const facts: SurveyFacts = {
  title: '',
  purpose: '',
  audience: '',
  anonymous: true,
  openLink: true,
  minutes: [1, 2],
  fields: { sex: 'sex', cluster: null },
  notes: '',
};
const sex: QuestionDefinition = { type: 'radiogroup', name: 'sex', choices: ['female', 'male'] };
const form = (...elements: QuestionDefinition[]): SurveyDefinition => ({
  pages: [{ name: 'one', elements }],
});
const changes = (before: QuestionDefinition, after: QuestionDefinition) =>
  definitionChanges('any', facts, form(sex, before), form(sex, after)).changed;

test('counts everything as added in the first version', () => {
  const { added, removed, changed, warnings } = definitionChanges(
    'any',
    facts,
    undefined,
    form(sex, { type: 'html', name: 'intro', html: 'x' }),
  );
  expect(added.map(({ field }) => field)).toEqual(['sex']);
  expect([removed, changed, warnings]).toEqual([[], [], []]);
});

test.each<[string, Partial<QuestionDefinition>, Partial<QuestionDefinition>, string[]]>([
  ['a type', { type: 'text' }, { type: 'comment' }, ['type: text → comment']],
  ['a title', { title: 'Town' }, { title: 'City' }, ['wording']],
  ['an answer’s text', { choices: ['a'] }, { choices: [{ value: 'a', text: 'A' }] }, ['wording']],
  [
    'answers',
    { choices: ['a', 'b'] },
    { choices: ['b', 'c'] },
    ['answers removed: a', 'answers added: c'],
  ],
  ['that it is required', {}, { isRequired: true }, ['now required']],
  ['that it was required', { isRequired: true }, {}, ['no longer required']],
  ['a condition', {}, { visibleIf: '{a} = 1' }, ['shown or open under other conditions']],
  ['a setting', { maxLength: 10 }, { maxLength: 20 }, ['settings: maxLength']],
  ['nothing', { title: 'Town' }, { title: 'Town' }, []],
])('names %s', (_name, before, after, what) => {
  const base: QuestionDefinition = { type: 'text', name: 'town' };
  const found = changes({ ...base, ...before }, { ...base, ...after });
  expect(found.map((change) => [change.field, change.what])).toEqual(
    what.length === 0 ? [] : [['town', what]],
  );
});

test('looks into repeated panels and tables', () => {
  const list = (...names: string[]): QuestionDefinition => ({
    type: 'paneldynamic',
    name: 'partners',
    templateElements: names.map((name) => ({ type: 'text', name })),
  });
  const table = (...names: string[]): QuestionDefinition => ({
    type: 'matrixdynamic',
    name: 'staff',
    columns: names.map((name) => ({ name, cellType: 'text' })),
  });
  const { added, removed } = definitionChanges(
    'any',
    facts,
    form(sex, list('economy'), table('women')),
    form(sex, list('town'), table('women', 'men')),
  );
  expect(added.map(({ field }) => field)).toEqual(['partners.town', 'staff.men']);
  expect(removed.map(({ field }) => field)).toEqual(['partners.economy']);
});

test.each<[string, QuestionDefinition[], string[]]>([
  ['gone', [], ['“sex” is no longer asked: indicators and tables read it.']],
  [
    'of another type',
    [{ type: 'text', name: 'sex' }],
    ['“sex” changes its type from radiogroup to text: indicators and tables read it.'],
  ],
  [
    'without an answer it had',
    [{ ...sex, choices: ['female'] }],
    ['“sex” loses the answers male: indicators and tables read them.'],
  ],
  ['as it was', [sex], []],
])('warns when a field that figures read is %s', (_name, after, warnings) => {
  expect(definitionChanges('any', facts, form(sex), form(...after)).warnings).toEqual(warnings);
});
