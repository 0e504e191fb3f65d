import { checkDefinitionText } from '../../src/survey-engine/check-definition';

describe('places in the text', () => {
  const good =
    '{\n  "pages": [\n    { "name": "p", "elements": [\n      { "type": "text", "name": "q", "titel": "Q" }\n    ] }\n  ]\n}';

  test('a problem carries the line and column of its value', () => {
    expect(checkDefinitionText(good).problems).toEqual([
      {
        severity: 'error',
        code: 'unsupported_property',
        path: '/pages/0/elements/0/titel',
        line: 4,
        column: 47,
        message: 'The property “titel” of a question of type “text” is not supported.',
      },
      {
        severity: 'error',
        code: 'missing_title',
        path: '/pages/0/elements/0',
        line: 4,
        column: 7,
        message: '“q” has no title, so respondents would see its name.',
      },
    ]);
  });

  test.each([
    ['{\n  "pages": [,]\n}', 2, 13],
    ['{\n  "pages": [] // why\n}', 2, 15],
    ['', 1, 1],
  ])('a syntax error in %j too', (broken, line, column) => {
    const [problem] = checkDefinitionText(broken).problems;
    expect([problem?.code, problem?.line, problem?.column]).toEqual(['json_syntax', line, column]);
  });

  test('a property written twice', () => {
    const { problems } = checkDefinitionText('{"title": "A",\n "title": "B", "pages": []}');
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'duplicate_property',
        path: '',
        line: 2,
        column: 2,
        message: 'The property “title” is written twice in the same object.',
      },
    ]);
  });
});
