import { Model, Serializer } from 'survey-core';
import {
  everyObject,
  FORM_KEYS,
  isObject,
  objectsOf,
  questionsOf,
  readDefinition,
  readFacts,
  textOf,
  type JsonObject,
} from './read-forms';

const SUPPORTED_TYPES = [
  'boolean',
  'checkbox',
  'comment',
  'dropdown',
  'file',
  'html',
  'matrix',
  'multipletext',
  'paneldynamic',
  'radiogroup',
  'ranking',
  'rating',
  'tagbox',
  'text',
];
const NESTED_CLASSES: Record<string, string> = {
  choices: 'choiceitem',
  columns: 'matrixcolumn',
  rows: 'itemvalue',
  items: 'multipletextitem',
};

/** Names of the properties that survey-core keeps one text a language for. */
function localizableNames(className: string): string[] {
  return Serializer.getProperties(className)
    .filter((property) => property.isLocalizable)
    .map((property) => property.name);
}

/** The survey-core class of an object in a definition, from where it stands. */
function classOf(path: string, json: JsonObject): string | null {
  if (path === '') return 'survey';
  if (/^\.pages\[\d+\]$/.test(path)) return 'page';
  const key = /\.(\w+)\[\d+\]$/.exec(path)?.[1];
  if (key === undefined) return null;
  if (key === 'validators') return `${textOf(json.type)}validator`;
  return NESTED_CLASSES[key] ?? textOf(json.type);
}

const isDefaultText = (value: unknown): boolean =>
  JSON.stringify(Object.keys(value as object)) === '["default"]' &&
  textOf((value as JsonObject).default).trim() !== '';

describe.each(FORM_KEYS)('definition of %s', (form) => {
  const definition = readDefinition(form);
  const questions = questionsOf(definition);

  test('loads in survey-core without an error or an unknown property', () => {
    const model = new Model(definition);
    expect(model.jsonErrors).toBeNull();
    expect(model.pages.map((page) => page.name)).toEqual(
      objectsOf(definition.pages).map((page) => page.name),
    );
    expect(model.data).toEqual({});
  });

  test('uses only the supported types of questions', () => {
    const types = questions.map((question) => question.type);
    expect(types.filter((type) => !SUPPORTED_TYPES.includes(type))).toEqual([]);
  });

  test('holds every text as an object with a default', () => {
    const wrong = everyObject(definition).flatMap(({ path, json }) => {
      const className = classOf(path, json);
      if (className === null) return [];
      return localizableNames(className)
        .filter((name) => json[name] !== undefined)
        .filter((name) => !isObject(json[name]) || !isDefaultText(json[name]))
        .map((name) => `${path}.${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('gives a title to every page and question, and a text to every choice and validator', () => {
    const untitled = everyObject(definition).flatMap(({ path, json }) => {
      const className = classOf(path, json);
      if (className === null || json.type === 'html') return [];
      const needed = /\.(choices|columns|rows|validators)\[\d+\]$/.test(path) ? 'text' : 'title';
      return json[needed] === undefined ? [path] : [];
    });
    expect(untitled).toEqual([]);
  });

  test('has unique names in snake_case', () => {
    const names = [
      ...objectsOf(definition.pages).map((page) => textOf(page.name)),
      ...questions.map((question) => question.name),
    ];
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('bounds every text, number, date, list, file and repeated panel', () => {
    const unbounded = questions.filter(({ type, json }) => {
      if (type === 'comment') return typeof json.maxLength !== 'number';
      if (type === 'paneldynamic') return typeof json.maxPanelCount !== 'number';
      if (type === 'file') {
        const several = json.allowMultiple === true && typeof json.maxFiles !== 'number';
        return (
          several || typeof json.maxSize !== 'number' || typeof json.acceptedTypes !== 'string'
        );
      }
      if (type === 'multipletext') {
        return objectsOf(json.items).some(
          (item) => !objectsOf(item.validators).some((rule) => typeof rule.maxValue === 'number'),
        );
      }
      if (type !== 'text') return false;
      return json.inputType === 'number' || json.inputType === 'date'
        ? json.min === undefined || json.max === undefined
        : typeof json.maxLength !== 'number';
    });
    expect(unbounded.map((question) => question.name)).toEqual([]);
  });

  test('lets "none", "don’t know" and "prefer not to say" exclude the other choices', () => {
    const together = questions
      .filter(({ type }) => type === 'checkbox' || type === 'tagbox')
      .flatMap(({ name, json }) =>
        objectsOf(json.choices)
          .filter(({ value }) => /^(none|dont_know|prefer_not_to_say)$/.test(textOf(value)))
          .filter((choice) => choice.isExclusive !== true)
          .map((choice) => `${name}.${textOf(choice.value)}`),
      );
    expect(together).toEqual([]);
  });

  test('refers in its conditions to existing questions, and to none that comes later', () => {
    const order = questions.map((question) => question.name);
    const pageStart = (page: string): number =>
      questions.findIndex((question) => question.page === page);
    const wrong = everyObject(definition).flatMap(({ path, json }) => {
      const isPage = classOf(path, json) === 'page';
      const own = isPage ? pageStart(textOf(json.name)) : order.indexOf(textOf(json.name));
      return [...textOf(json.visibleIf).matchAll(/\{([^}]+)\}/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !order.includes(name) || order.indexOf(name) >= own)
        .map((name) => `${path}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('compares in its conditions only with values that the question offers', () => {
    const wrong = questions
      .flatMap(({ name, json }) => [{ name, condition: textOf(json.visibleIf) }])
      .concat(
        objectsOf(definition.pages).map((page) => ({
          name: textOf(page.name),
          condition: textOf(page.visibleIf),
        })),
      )
      .flatMap(({ name, condition }) =>
        [
          ...condition.matchAll(/\{(\w+)\} (?:=|<>|contains|anyof) (\[[^\]]*\]|'[^']*'|\w+)/g),
        ].flatMap(([, asked = '', compared = '']) => {
          const target = questions.find((question) => question.name === asked);
          const offered =
            target?.type === 'boolean'
              ? ['true', 'false']
              : objectsOf(target?.json.choices).map((choice) => textOf(choice.value));
          return [...compared.matchAll(/\w+/g)]
            .filter(([value]) => !offered.includes(value))
            .map(([value]) => `${name}: ${asked} never is ${value}`);
        }),
      );
    expect(wrong).toEqual([]);
  });

  test('has a sheet of facts whose fields exist', () => {
    const facts = readFacts(form);
    expect(facts.key).toBe(form);
    expect(facts.title).toBe(isObject(definition.title) ? definition.title.default : undefined);
    const fields = isObject(facts.fields) ? facts.fields : {};
    const known = questions.filter(({ repeatedIn }) => repeatedIn === null).map(({ name }) => name);
    for (const needed of ['economy', 'sex', 'sector', 'cluster']) {
      expect(Object.keys(fields)).toContain(needed);
    }
    const given = Object.values(fields).filter((field) => field !== null);
    expect(given.filter((field) => !known.includes(textOf(field)))).toEqual([]);
  });
});

test('says of each form whether it is anonymous and how long it takes', () => {
  const sheet = FORM_KEYS.map((form) => {
    const { anonymous, openLink, minutes } = readFacts(form);
    return { form, anonymous, openLink, minutes };
  });
  expect(sheet).toEqual([
    { form: 'cluster_survey', anonymous: false, openLink: true, minutes: [12, 15] },
    { form: 'workshop_evaluation', anonymous: true, openLink: true, minutes: [3, 5] },
    { form: 'collaboration_invitation', anonymous: false, openLink: true, minutes: [8, 12] },
    { form: 'success_story', anonymous: false, openLink: true, minutes: [4, 15] },
  ]);
});

test('the anonymous form asks for nothing that names a person', () => {
  const names = questionsOf(readDefinition('workshop_evaluation')).map(({ name }) => name);
  const personal = ['name', 'email', 'position', 'organisation', 'cluster_name'];
  expect(names.filter((name) => personal.includes(name))).toEqual([]);
});

test('asks only what is needed as required', () => {
  const required = FORM_KEYS.map((form) =>
    questionsOf(readDefinition(form))
      .filter(({ json }) => json.isRequired === true)
      .map(({ name }) => name),
  );
  expect(required).toEqual([
    ['consent_data_use', 'respondent_type', 'economy', 'sector', 'sex', 'cluster_name'],
    ['overall_satisfaction'],
    [
      'consent_data_use',
      'consent_publish',
      'cluster_name',
      'economy',
      'name',
      'email',
      'invitation_type',
      'title',
      'summary',
      'cooperation_forms',
    ],
    ['consent_data_use', 'cluster_name', 'economy', 'has_collaboration'],
  ]);
});
