import { addDays } from '../lib/dates';
import { generateAnswers } from '../survey-engine/generate-answers';
import type { Answers } from '../survey-engine/answers';
import type { CompiledSurvey } from '../survey-engine/compile';
import { economies } from '../features/workshop/economies';
import type { Chance } from './chance';
import type { InventedPerson } from './invent-people';
import { demoTexts } from './texts';

/** The forms that the demo fills in. */
export type DemoForm =
  'cluster_survey' | 'workshop_evaluation' | 'collaboration_invitation' | 'success_story';

export interface AnswerOrder {
  form: DemoForm;
  compiled: CompiledSurvey;
  person: InventedPerson;
  /** The how-manieth answer to this form, from 0: varies texts and decides who is satisfied. */
  number: number;
  /** YYYY-MM-DD */
  day: string;
}

/** A whole, valid set of answers, as this person might give them. */
export function inventAnswers(chance: Chance, order: AnswerOrder): Answers {
  const { form, compiled, day } = order;
  const asked = new Set(compiled.group.fields.map(({ key }) => key));
  const wanted = { ...respondent(order), ...makers[form](chance, order) };
  const fixed = Object.fromEntries(Object.entries(wanted).filter(([name]) => asked.has(name)));
  const answers = generateAnswers(compiled, chance.random, {
    fixed,
    completeness: 0.85,
    today: day,
  });
  // Files are uploaded before the answers are sent; nobody here has any.
  for (const name of ['attachments', 'photo']) Reflect.deleteProperty(answers, name);
  return inOrder(compiled, answers);
}

/** As somebody answers who begins at the top. */
function inOrder({ group }: CompiledSurvey, answers: Answers): Answers {
  const order = new Map(
    group.fields.flatMap(({ key, comment }, index) => [
      [key, index] as const,
      ...(comment === undefined ? [] : [[comment.key, index] as const]),
    ]),
  );
  const place = (key: string): number => order.get(key) ?? group.fields.length;
  return Object.fromEntries(
    Object.entries(answers).sort(([one], [other]) => place(one) - place(other)),
  );
}

function respondent({ form, person }: AnswerOrder): Answers {
  const facts = {
    sex: person.sex ?? 'prefer_not_to_say',
    ...(person.economyCode === null ? {} : { economy: person.economyCode }),
    sector: person.sector,
    ...(person.sector === 'other' ? { sector_other: 'Demo association' } : {}),
  };
  if (form === 'workshop_evaluation') return facts;
  return {
    ...facts,
    consent_data_use: true,
    name: `${person.givenName} ${person.familyName}`,
    email: person.email,
    position: person.position,
    organisation: person.organisation,
    ...(person.cluster === null
      ? {}
      : { cluster_name: person.cluster, cluster_website: 'https://cluster.demo.example/' }),
    cluster_region: 'Demo region',
  };
}

const respondentTypes: Record<string, string> = {
  cluster_manager: 'cluster_manager',
  focal_point: 'policy_maker',
  ppsti_member: 'policy_maker',
  expert: 'researcher',
  agency: 'agency',
};

const barrierRows = [
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
];
const coreItems = [
  'objectives_clear',
  'objectives_achieved',
  'topics_relevant',
  'content_well_organised',
  'gender_issues_addressed',
  'experts_prepared',
  'materials_useful',
  'time_sufficient',
];

const makers: Record<DemoForm, (chance: Chance, order: AnswerOrder) => Answers> = {
  cluster_survey: (chance, { person, number }) => ({
    respondent_type: respondentTypes[person.role] ?? 'other',
    affiliation: person.affiliation,
    affiliation_name: 'Demo network',
    consent_publish_name: chance.random() < 0.7,
    years_in_cluster_work: chance.whole(0, 22),
    cluster_year_established: chance.whole(1994, 2018),
    cluster_members: {
      small: chance.whole(10, 80),
      medium: chance.whole(4, 30),
      large: chance.whole(0, 8),
      startup: chance.whole(2, 25),
      education: chance.whole(1, 6),
      rnd: chance.whole(1, 9),
    },
    management_staff: { women: chance.whole(0, 6), men: chance.whole(1, 6) },
    management_board: { women: chance.whole(0, 4), men: chance.whole(2, 8) },
    international_staff: { women: chance.whole(0, 2), men: chance.whole(0, 2) },
    member_leaders: { women: chance.whole(2, 20), men: chance.whole(10, 60) },
    clusters_number: chance.whole(4, 60),
    barriers: scale(chance, barrierRows, (row) =>
      row === 'skilled_staff' || row === 'financial_resources' ? [1, 2, 4, 6, 5] : [3, 5, 5, 3, 1],
    ),
    need_for_cooperation: chance.weighted([1, 2, 4, 7, 6]),
    international_interest: chance.weighted([1, 2, 4, 7, 5]),
    cluster_career_interest: chance.weighted([1, 2, 4, 5, 4]),
    has_case: chance.random() < 0.3,
    ...someTexts(number, 'cluster_survey'),
  }),
  workshop_evaluation: (chance, { number }) => {
    // Four of five are highly satisfied, so that the indicator has something on either side.
    const isHigh = number % 5 !== 4;
    const before = chance.weighted([2, 5, 6, 2, 0]);
    return {
      overall_satisfaction: isHigh ? chance.whole(4, 5) : chance.whole(2, 4),
      core_items: scale(chance, coreItems, () => (isHigh ? [0, 0, 0, 5, 6] : [1, 4, 6, 2, 0])),
      knowledge_before: before,
      knowledge_after: Math.min(5, before + chance.whole(0, 2)),
      relevance_to_economy: chance.weighted([0, 1, 4, 7, 5]),
      cluster_career_inspired: chance.weighted([1, 2, 5, 6, 4]),
      networking: chance.weighted([0, 1, 4, 6, 6]),
      logistics: chance.weighted([0, 1, 3, 7, 6]),
      new_contacts: chance.whole(0, 12),
      matchmaking_meetings: chance.whole(0, 4),
      ...someTexts(number, 'workshop_evaluation'),
    };
  },
  collaboration_invitation: (chance, { number, day }) => ({
    consent_publish: true,
    consent_publish_contact: chance.random() < 0.6,
    duration_months: chance.whole(6, 36),
    start_date: addDays(day, 60 + number * 7),
    reply_deadline: addDays(day, 30 + number),
    project_team: { women: chance.whole(1, 5), men: chance.whole(1, 6) },
    ...texts(number, 'collaboration_invitation'),
  }),
  success_story: (chance, { person, number }) => ({
    has_collaboration: true,
    collaborations: [
      {
        partner_cluster: `Partnerbay Trial Cluster ${number + 1} (demo)`,
        partner_economy: chance.pick(
          economies.filter(({ code }) => code !== person.economyCode).map(({ code }) => code),
        ),
        collaboration_forms: ['joint_rnd', 'training'],
        collaboration_start: chance.whole(2014, 2019),
        agreement: chance.pick(['letter_of_intent', 'mou', 'contract']),
        collaboration_origin: 'workshop',
      },
    ],
    joint_projects: chance.whole(1, 5),
    patents: chance.whole(0, 2),
    publications: chance.whole(0, 6),
    jobs_created: { women: chance.whole(1, 12), men: chance.whole(1, 14) },
    people_exchanged: { women: chance.whole(1, 8), men: chance.whole(1, 8) },
    evidence_link: `https://evidence.demo.example/${number + 1}`,
    barriers_met: scale(chance, barrierRows, () => [4, 5, 4, 2, 1]),
    consent_publish: true,
    ...texts(number, 'success_story'),
  }),
};

function scale(
  chance: Chance,
  rows: readonly string[],
  weights: (row: string) => readonly number[],
): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row, chance.weighted(weights(row))]));
}

function texts(number: number, form: DemoForm): Answers {
  return Object.fromEntries(
    Object.entries(demoTexts[form]).map(([question, choices]) => [
      question,
      choices[number % choices.length],
    ]),
  );
}

/** Most people leave remarks out. */
function someTexts(number: number, form: DemoForm): Answers {
  return number % 3 === 0 ? texts(number, form) : {};
}
