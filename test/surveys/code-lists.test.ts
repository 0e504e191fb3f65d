import {
  FORM_KEYS,
  objectsOf,
  questionsOf,
  readCodeLists,
  readDefinition,
  textOf,
  type JsonObject,
} from './read-forms';

const lists = readCodeLists();
const codes = (list: string): unknown[] => (lists[list] ?? []).map((item) => item.value);
const plain = (items: JsonObject[]): unknown[] => items.map(({ value, text }) => ({ value, text }));

/** Which list a question takes its choices, rows or columns from. */
function listOf(items: JsonObject[]): string | undefined {
  const wanted = JSON.stringify(plain(items));
  return Object.keys(lists).find((list) => JSON.stringify(plain(lists[list] ?? [])) === wanted);
}

const used = FORM_KEYS.flatMap((form) =>
  questionsOf(readDefinition(form)).flatMap(({ name, type, json }) =>
    (['choices', 'rows', 'columns'] as const)
      .filter((key) => Array.isArray(json[key]))
      .map((key) => ({ form, name, type, key, list: listOf(objectsOf(json[key])) })),
  ),
);

test('every choice, row and column of every form is that of a shared list', () => {
  expect(used.filter(({ list }) => list === undefined)).toEqual([]);
});

test('every shared list is used', () => {
  const names = new Set([...used.map(({ list }) => list), 'member_types']);
  expect(Object.keys(lists).filter((list) => !names.has(list))).toEqual([]);
});

test('the types of cluster members are those of the list', () => {
  const members = questionsOf(readDefinition('cluster_survey')).find(
    ({ name }) => name === 'cluster_members',
  );
  const items = objectsOf(members?.json.items).map(({ name, title }) => ({
    value: name,
    text: title,
  }));
  expect(items).toEqual(lists.member_types);
});

test.each(Object.entries(lists))('list %s has unique codes, each with a text', (_list, items) => {
  const values = items.map(({ value }) => textOf(value));
  expect(new Set(values).size).toBe(values.length);
  const texts = items.map(({ text }) => textOf((text as JsonObject).default));
  expect(texts.every((text) => text.trim() === text && text !== '')).toBe(true);
  expect(new Set(texts).size).toBe(texts.length);
});

test('economies stand in APEC’s order under their short names', () => {
  expect(
    (lists.economy ?? []).map(
      ({ value, text }) => `${textOf(value)} ${textOf((text as JsonObject).default)}`,
    ),
  ).toEqual([
    'AUS Australia',
    'BRN Brunei Darussalam',
    'CAN Canada',
    'CHL Chile',
    'CHN China',
    'HKG Hong Kong, China',
    'IDN Indonesia',
    'JPN Japan',
    'KOR Korea',
    'MYS Malaysia',
    'MEX Mexico',
    'NZL New Zealand',
    'PNG Papua New Guinea',
    'PER Peru',
    'PHL The Philippines',
    'RUS Russia',
    'SGP Singapore',
    'TWN Chinese Taipei',
    'THA Thailand',
    'USA United States',
    'VNM Viet Nam',
  ]);
  expect(plain(lists.partner_economy ?? []).slice(0, 21)).toEqual(plain(lists.economy ?? []));
  expect(codes('partner_economy').slice(21)).toEqual(['outside_apec']);
});

test('the codes that indicators and tables rely on stay as they are', () => {
  expect(codes('sex')).toEqual(['female', 'male', 'prefer_not_to_say']);
  expect(codes('sector')).toEqual(['public', 'private', 'academia', 'other']);
  expect(codes('respondent_type')).toEqual([
    'cluster_manager',
    'cluster_member',
    'policy_maker',
    'researcher',
    'agency',
    'other',
  ]);
  expect(codes('cooperation_forms')).toEqual([
    'trade',
    'investment',
    'joint_rnd',
    'technology_transfer',
    'hr_exchange',
    'training',
    'visibility_promotion',
    'supply_chain',
    'standards_regulation',
    'policy_exchange',
  ]);
  expect(codes('industries')).toEqual([
    'aerospace',
    'agrifood',
    'automotive',
    'biotech_pharma',
    'chemicals_materials',
    'construction',
    'creative',
    'energy',
    'environment',
    'ict',
    'lighting_photonics',
    'machinery',
    'medical',
    'metal',
    'microelectronics_instruments',
    'nuclear',
    'textile',
    'transport_logistics',
    'other',
  ]);
  expect(codes('barriers')).toEqual([
    'market_knowledge',
    'business_practice_differences',
    'financial_resources',
    'skilled_staff',
    'legal_differences',
    'technology_standards_differences',
    'unclear_partners',
    'no_common_project_ideas',
    'language',
    'trust',
    'distance_time_zones',
    'travel_visa',
    'ip_protection',
    'low_member_interest',
    'lack_of_public_support',
  ]);
  expect(codes('evaluation_items')).toEqual([
    'objectives_clear',
    'objectives_achieved',
    'topics_relevant',
    'content_well_organised',
    'gender_issues_addressed',
    'experts_prepared',
    'materials_useful',
    'time_sufficient',
  ]);
});

test('each key question takes the list that belongs to it', () => {
  const pick = (form: string, name: string): (string | undefined)[] =>
    used.filter((use) => use.form === form && use.name === name).map(({ list }) => list);
  for (const form of FORM_KEYS) {
    expect(pick(form, 'economy')).toEqual(['economy']);
    expect(pick(form, 'sex')).toEqual(['sex']);
  }
  expect(pick('cluster_survey', 'sector')).toEqual(['sector']);
  expect(pick('workshop_evaluation', 'sector')).toEqual(['sector']);
  expect(pick('workshop_evaluation', 'core_items')).toEqual([
    'evaluation_items',
    'agreement_level',
  ]);
  expect(pick('cluster_survey', 'barriers')).toEqual(['barriers', 'barrier_level']);
  expect(pick('success_story', 'barriers_met')).toEqual(['barriers', 'barrier_level']);
  for (const scale of ['agreement_level', 'barrier_level', 'result_level', 'satisfaction_level']) {
    expect(codes(scale)).toEqual([1, 2, 3, 4, 5]);
  }
});
