import { answered, estimatedMinutes, namesOf, pagesOf } from './answered-form';
import { readFacts, type JsonObject } from './read-forms';

const ACTIVE = { active_abroad: true, has_management_organisation: 'yes', has_case: true };
const TYPES = [
  'cluster_manager',
  'cluster_member',
  'policy_maker',
  'researcher',
  'agency',
  'other',
] as const;

/** Answers that open every follow-up question, as they are left when a respondent changes the type. */
const LEFT_OVER = {
  ...ACTIVE,
  affiliation: 'international_organisation',
  sector: 'other',
  main_specialisation: 'other',
  other_specialisations: ['other'],
  excellence_label: 'other',
  services_to_members: ['other'],
  funding_sources: ['other'],
  international_activities: ['other'],
  network_memberships: ['other'],
  motives: ['other'],
  platform_features: ['other'],
  support_used: ['other'],
  economy_measures: ['other'],
  support_needed: ['other'],
  barriers_to_women: ['other'],
  gender_measures: ['other'],
};

const EVERYONE_FIRST = ['welcome', 'respondent', 'respondent_background'];
const CLUSTER_PAGES: Record<(typeof TYPES)[number], string[]> = {
  cluster_manager: [
    ...EVERYONE_FIRST,
    'cluster_identity',
    'cluster_specialisation',
    'cluster_size',
    'management',
    'management_people',
    'international_practice',
    'partnerships',
    'motives_for_cooperation',
    'results',
    'barriers_to_cooperation',
    'apec_cooperation',
    'offers_and_needs',
    'platform',
    'support',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
  cluster_member: [
    ...EVERYONE_FIRST,
    'cluster_identity',
    'cluster_specialisation',
    'management',
    'international_practice',
    'partnerships',
    'motives_for_cooperation',
    'results',
    'barriers_to_cooperation',
    'apec_cooperation',
    'offers_and_needs',
    'platform',
    'support',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
  policy_maker: [
    ...EVERYONE_FIRST,
    'barriers_to_cooperation',
    'apec_cooperation',
    'offers_and_needs',
    'platform',
    'support',
    'economy_programmes',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
  researcher: [
    ...EVERYONE_FIRST,
    'barriers_to_cooperation',
    'apec_cooperation',
    'offers_and_needs',
    'platform',
    'support',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
  agency: [
    ...EVERYONE_FIRST,
    'barriers_to_cooperation',
    'apec_cooperation',
    'offers_and_needs',
    'platform',
    'support',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
  other: [
    ...EVERYONE_FIRST,
    'barriers_to_cooperation',
    'apec_cooperation',
    'platform',
    'support',
    'gender',
    'gender_balance',
    'case_and_follow_up',
  ],
};
const CLUSTER_QUESTIONS: Record<(typeof TYPES)[number], number> = {
  cluster_manager: 61,
  cluster_member: 52,
  policy_maker: 36,
  researcher: 33,
  agency: 34,
  other: 32,
};

describe('cluster_survey', () => {
  test.each(TYPES)('shows a %s the parts that concern them', (type) => {
    const model = answered('cluster_survey', { ...ACTIVE, respondent_type: type });
    expect(pagesOf(model)).toEqual(CLUSTER_PAGES[type]);
    expect(namesOf(model)).toHaveLength(CLUSTER_QUESTIONS[type]);
  });

  test('hides what depends on activities, management or a case that do not exist', () => {
    const model = answered('cluster_survey', {
      respondent_type: 'cluster_manager',
      active_abroad: false,
      has_management_organisation: 'no',
      has_case: false,
    });
    expect(pagesOf(model)).toEqual(
      CLUSTER_PAGES.cluster_manager.filter(
        (page) => !['management_people', 'partnerships', 'results'].includes(page),
      ),
    );
    const full = namesOf(
      answered('cluster_survey', { ...ACTIVE, respondent_type: 'cluster_manager' }),
    );
    expect(full.filter((name) => !namesOf(model).includes(name))).toEqual([
      'services_to_members',
      'management_staff',
      'management_head_sex',
      'management_board',
      'international_staff',
      'international_activities',
      'partners',
      'results_reached',
      'case_summary',
      'agrees_to_interview',
    ]);
  });

  test('shows the economy module to policy makers only', () => {
    const seeing = TYPES.filter((type) =>
      namesOf(answered('cluster_survey', { respondent_type: type })).includes('programmes'),
    );
    expect(seeing).toEqual(['policy_maker']);
  });

  test.each([
    ['cluster_manager', {}, ['economy']],
    ['cluster_manager', { affiliation: 'guest' }, ['economy']],
    ['policy_maker', {}, ['economy']],
    ['researcher', {}, ['affiliation', 'economy']],
    ['researcher', { affiliation: 'member_economy' }, ['affiliation', 'economy']],
    [
      'researcher',
      { affiliation: 'international_organisation' },
      ['affiliation', 'affiliation_name'],
    ],
    ['agency', { affiliation: 'guest' }, ['affiliation', 'affiliation_name']],
    ['other', { affiliation: 'other' }, ['affiliation', 'affiliation_name']],
  ])('asks a %s with %j for %j', (type, answers, shown) => {
    const model = answered('cluster_survey', { respondent_type: type, ...answers });
    const asked = ['affiliation', 'economy', 'affiliation_name'];
    expect(namesOf(model).filter((name) => asked.includes(name))).toEqual(shown);
  });

  test.each(
    TYPES.flatMap((type) => [
      { type, active: true },
      { type, active: false },
    ]),
  )('shows a $type the same with and without left-over answers, active: $active', (given) => {
    const model = answered('cluster_survey', {
      ...LEFT_OVER,
      ...(given.active ? {} : { active_abroad: false, has_management_organisation: 'no' }),
      respondent_type: given.type,
    });
    const before = namesOf(model);
    model.doComplete();
    expect(namesOf(answered('cluster_survey', model.data as JsonObject))).toEqual(before);
  });

  test('takes a cluster manager as long as the sheet of facts says, and others less', () => {
    const minutes = TYPES.map((type) =>
      estimatedMinutes(answered('cluster_survey', { ...ACTIVE, respondent_type: type })),
    );
    const [manager = 0, ...others] = minutes;
    expect(readFacts('cluster_survey').minutes).toEqual([12, 15]);
    expect(manager).toBeGreaterThanOrEqual(12);
    expect(manager).toBeLessThanOrEqual(15);
    expect(others.filter((value) => value >= 12)).toEqual([]);
  });
});
