import {
  everyObject,
  FORM_KEYS,
  readCodeLists,
  readDefinition,
  readFacts,
  type Json,
} from './read-forms';

/** Wrong forms in texts about APEC economies; "United States" is a member economy's name. */
const WRONG_FORMS: Record<string, RegExp> = {
  country: /\bcountr(?:y|ies)\b/i,
  nation: /\bnations?\b/i,
  national: /\bnational(?:ly|s)?\b/i,
  state: /(?<!United )\bstates?\b/i,
  Taiwan: /\bTaiwan\b|(?<!Chinese )\bTaipei\b/i,
  'Hong Kong': /\bHong Kong\b(?!, China)/i,
  'South Korea': /\b(?:South|North|Republic of) Korea\b/i,
  Vietnam: /\bVietnam\b/i,
  USA: /\bU\.?S\.?A\b|\bAmerica\b/,
};

function wrongFormsIn(text: string): string[] {
  return Object.entries(WRONG_FORMS)
    .filter(([, pattern]) => pattern.test(text))
    .map(([form]) => form);
}

function textsOf(value: Json): { path: string; text: string }[] {
  return everyObject(value).flatMap(({ path, json }) =>
    Object.entries(json)
      .filter(([key]) => ['default', 'title', 'purpose', 'audience', 'notes'].includes(key))
      .flatMap(([key, text]) =>
        typeof text === 'string' ? [{ path: `${path}.${key}`, text }] : [],
      ),
  );
}

describe('words for economies', () => {
  test.each([
    ['the countries of the region', ['country']],
    ['National programmes of each state', ['national', 'state']],
    ['Taiwan; Hong Kong; South Korea', ['Taiwan', 'Hong Kong', 'South Korea']],
    ['Vietnam and the USA', ['Vietnam', 'USA']],
    ['Chinese Taipei; Hong Kong, China; Korea; United States; Viet Nam', []],
    ['international status of an economy', []],
  ])('%s', (text, found) => {
    expect(wrongFormsIn(text)).toEqual(found);
  });

  test.each(FORM_KEYS)('are right in %s and its facts', (form) => {
    const texts = [...textsOf(readDefinition(form)), ...textsOf(readFacts(form))];
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter(({ text }) => wrongFormsIn(text).length > 0)).toEqual([]);
  });

  test('are right in the code lists', () => {
    const texts = textsOf(readCodeLists());
    expect(texts.filter(({ text }) => wrongFormsIn(text).length > 0)).toEqual([]);
  });
});
