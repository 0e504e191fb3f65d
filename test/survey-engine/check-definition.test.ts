import { checkDefinition, checkDefinitionText } from '../../src/survey-engine/check-definition';
import { definitionText, FORMS } from './forms';

type Json = Record<string, unknown>;

const QUESTION = { type: 'text', name: 'q', title: 'Q' };

function form(...elements: Json[]): Json {
  return { pages: [{ name: 'p', elements: elements.length === 0 ? [QUESTION] : elements }] };
}

function problemsOf(json: unknown): [string, string][] {
  return checkDefinition(json).map(({ code, path: at }) => [code, at]);
}

const choices = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B' },
];
const radio = { type: 'radiogroup', name: 'r', title: 'R', choices };
const at = (rest: string): string => `/pages/0/elements/0${rest}`;
const text = (more: Json): Json => ({ ...QUESTION, ...more });

test.each(FORMS)('%s has no errors and no warnings', (name) => {
  const { definition, problems } = checkDefinitionText(definitionText(name));
  expect(problems).toEqual([]);
  expect(definition).toEqual(JSON.parse(definitionText(name)));
});

test.each<[string, Json, [string, string][]]>([
  [
    'two questions of one name',
    form(QUESTION, QUESTION),
    [['duplicate_name', '/pages/0/elements/1/name']],
  ],
  [
    'one name within a panel',
    form({ type: 'panel', name: 'x', elements: [QUESTION] }, QUESTION),
    [['duplicate_name', '/pages/0/elements/1/name']],
  ],
  [
    'two choices of one value',
    form({ ...radio, choices: [...choices, { value: 'A', text: 'Again' }] }),
    [['duplicate_value', at('/choices/2')]],
  ],
  [
    'two columns of one name',
    form({
      type: 'matrixdropdown',
      name: 'm',
      title: 'M',
      rows: choices,
      columns: [QUESTION, QUESTION].map((q) => ({ ...q, type: undefined, cellType: 'text' })),
    }),
    [['duplicate_name', at('/columns/1/name')]],
  ],
  ['a name in capitals', form(text({ name: 'MyName' })), [['bad_name', at('/name')]]],
  ['a name of every object', form(text({ name: 'constructor' })), [['bad_name', at('/name')]]],
  ['a name with a meaning', form(text({ name: 'panel' })), [['bad_name', at('/name')]]],
  ['no name', form({ type: 'text', title: 'T' }), [['bad_name', at('')]]],
  ['an unknown type', form(text({ type: 'signaturepad' })), [['unknown_type', at('/type')]]],
  [
    'an unsupported property',
    form(text({ setValueIf: '{q} = 1' })),
    [['unsupported_property', at('/setValueIf')]],
  ],
  [
    'a property of another type',
    form(text({ rateMax: 5 })),
    [['unsupported_property', at('/rateMax')]],
  ],
  [
    'an unsupported property of the survey',
    { ...form(), triggers: [] },
    [['unsupported_property', '/triggers']],
  ],
  ['a wrong type of value', form(text({ isRequired: 'yes' })), [['wrong_type', at('/isRequired')]]],
  [
    'a text without default',
    form(text({ title: { es: 'Hola' } })),
    [['missing_default', at('/title')]],
  ],
  ['no title', form({ type: 'text', name: 'q' }), [['missing_title', at('')]]],
  [
    'a choice without a text',
    form({ ...radio, choices: ['a', 'b'] }),
    [
      ['missing_text', at('/choices/0')],
      ['missing_text', at('/choices/1')],
    ],
  ],
  ['no choices', form({ ...radio, choices: [] }), [['missing_property', at('/choices')]]],
  [
    'a choice that is there twice',
    form({ ...radio, choices: [{ value: 'other', text: 'O' }], showOtherItem: true }),
    [['duplicate_value', at('/showOtherItem')]],
  ],
  [
    'an expression that cannot be parsed',
    form(text({ visibleIf: '{q = ' })),
    [['bad_expression', at('/visibleIf')]],
  ],
  [
    'an unknown question',
    form(text({ visibleIf: '{nobody} = 1' })),
    [['unknown_reference', at('/visibleIf')]],
  ],
  [
    'an unknown part',
    form({ ...radio, choices: [{ value: 'a', text: 'A', visibleIf: '{q.part} = 1' }] }, QUESTION),
    [['unknown_reference', at('/choices/0/visibleIf')]],
  ],
  [
    'other case in a name',
    form(radio, text({ visibleIf: "{R} = 'a'" })),
    [['unknown_reference', '/pages/0/elements/1/visibleIf']],
  ],
  [
    'an unknown function',
    form(radio, text({ visibleIf: 'myFunc({r})' })),
    [['unknown_function', '/pages/0/elements/1/visibleIf']],
  ],
  [
    'an asynchronous function',
    form(radio, text({ visibleIf: "displayValue('r') = 'A'" })),
    [['unknown_function', '/pages/0/elements/1/visibleIf']],
  ],
  [
    'a date as a computed value',
    form({ type: 'expression', name: 'e', title: 'E', expression: 'today()' }),
    [['unsupported_function', at('/expression')]],
  ],
  [
    'a question that decides about itself',
    form(text({ visibleIf: '{q} notempty' })),
    [['cyclic_dependency', at('/visibleIf')]],
  ],
  [
    'a ring of questions',
    form(text({ visibleIf: '{s} = 1' }), text({ name: 's', visibleIf: '{q} = 1' })),
    [
      ['cyclic_dependency', at('/visibleIf')],
      ['cyclic_dependency', '/pages/0/elements/1/visibleIf'],
    ],
  ],
  [
    'a ring of computed values',
    form(
      { type: 'expression', name: 'e', title: 'E', expression: '{f} + 1' },
      { type: 'expression', name: 'f', title: 'F', expression: '{e} + 1' },
    ),
    [
      ['cyclic_dependency', at('/expression')],
      ['cyclic_dependency', '/pages/0/elements/1/expression'],
    ],
  ],
  [
    'a page that decides about itself',
    { pages: [{ name: 'p', visibleIf: '{q} = 1', elements: [QUESTION] }] },
    [['cyclic_dependency', '/pages/0/visibleIf']],
  ],
  [
    '{panel.x} outside a panel',
    form(radio, text({ visibleIf: '{panel.r} = 1' })),
    [['unknown_reference', '/pages/0/elements/1/visibleIf']],
  ],
  [
    'a pattern that can run for ever',
    form(text({ validators: [{ type: 'regex', regex: '^(a+)+$' }] })),
    [['unsafe_pattern', at('/validators/0/regex')]],
  ],
  [
    'an unknown validator',
    form(text({ validators: [{ type: 'magic' }] })),
    [['unknown_type', at('/validators/0/type')]],
  ],
  [
    'HTML with a script',
    form({ type: 'html', name: 'h', html: '<script>x</script>' }),
    [
      ['html_tag', at('/html')],
      ['html_tag', at('/html')],
    ],
  ],
  [
    'HTML with a handler',
    form({ type: 'html', name: 'h', html: '<p onclick="x()">a</p>' }),
    [['html_attribute', at('/html')]],
  ],
  [
    'HTML with a script link',
    form({ type: 'html', name: 'h', html: '<a href="javascript:x()">a</a>' }),
    [['html_link', at('/html')]],
  ],
  [
    'HTML with an unquoted attribute',
    form({ type: 'html', name: 'h', html: '<a href=x>a</a>' }),
    [['html_syntax', at('/html')]],
  ],
  [
    'HTML with an answer in it',
    form({ type: 'html', name: 'h', html: '<p>{q}</p>' }),
    [['html_reference', at('/html')]],
  ],
  [
    'bounds out of order',
    form(text({ inputType: 'number', min: 5, max: 1 })),
    [['bad_range', at('/max')]],
  ],
  [
    'a bound that is no date',
    form(text({ inputType: 'date', min: '2020-13-01' })),
    [['wrong_type', at('/min')]],
  ],
  [
    'a list without a limit',
    form({ type: 'paneldynamic', name: 'l', title: 'L', templateElements: [QUESTION] }),
    [['missing_property', at('')]],
  ],
  [
    'a list in a list',
    form({
      type: 'paneldynamic',
      name: 'l',
      title: 'L',
      maxPanelCount: 2,
      templateElements: [
        {
          type: 'paneldynamic',
          name: 'm',
          title: 'M',
          maxPanelCount: 2,
          templateElements: [QUESTION],
        },
      ],
    }),
    [['unsupported_nesting', at('/templateElements/0')]],
  ],
  [
    'a key that is no field',
    form({
      type: 'paneldynamic',
      name: 'l',
      title: 'L',
      maxPanelCount: 2,
      keyName: 'zzz',
      templateElements: [QUESTION],
    }),
    [['unknown_reference', at('/keyName')]],
  ],
  [
    'files within the answers',
    form({ type: 'file', name: 'f', title: 'F' }),
    [['missing_property', at('')]],
  ],
  ['a default that is no choice', form({ ...radio, defaultValue: 'z' }), [['bad_default', '']]],
  [
    'answers that share a column',
    form(
      { ...radio, showOtherItem: true },
      { type: 'matrix', name: 'm', title: 'M', rows: choices, columns: choices },
      {
        type: 'checkbox',
        name: 'c',
        title: 'C',
        showCommentArea: true,
        choices: [{ value: 'comment', text: 'C' }],
      },
    ),
    [['duplicate_column', '']],
  ],
  ['no pages', { title: 'T' }, [['missing_pages', '']]],
  [
    'an empty page',
    { pages: [{ name: 'p', elements: [] }] },
    [['no_elements', '/pages/0/elements']],
  ],
  [
    'too many questions',
    form(...Array.from({ length: 501 }, (_, i) => text({ name: `q${i}` }))),
    [['too_many_questions', '']],
  ],
  [
    'panels nested too deep',
    form(
      [1, 2, 3, 4, 5, 6].reduce<Json>(
        (inner, i) => ({ type: 'panel', name: `n${i}`, elements: [inner] }),
        QUESTION,
      ),
    ),
    [['too_deep', at('/elements/0/elements/0/elements/0/elements/0/elements')]],
  ],
])('%s', (_, definition, expected) => {
  expect(problemsOf(JSON.parse(JSON.stringify(definition)))).toEqual(expected);
});

test('a key of a prototype is an unsupported property, and nothing else happens', () => {
  const json: unknown = JSON.parse(
    '{"__proto__":{"x":1},"pages":[{"name":"p","elements":[{"type":"text","name":"q","title":"Q"}]}]}',
  );
  expect(problemsOf(json)).toEqual([['unsupported_property', '/__proto__']]);
});
