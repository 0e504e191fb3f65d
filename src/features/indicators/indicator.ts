import { storyRounds } from '../surveys/story-rounds';

/** Where the project's documents list an indicator. */
export type IndicatorGroup = 'output' | 'outcome' | 'gender' | 'blueprint';

export const groups: { key: IndicatorGroup; title: string; lead: string }[] = [
  {
    key: 'output',
    title: 'Outputs of the project',
    lead: 'What the project has produced: the survey, the workshop and the Final Report.',
  },
  {
    key: 'outcome',
    title: 'Outcomes of the project',
    lead: 'What has changed because of it: satisfaction, invitations, stories and initiatives.',
  },
  {
    key: 'gender',
    title: 'Gender impacts',
    lead: 'Women among participants, speakers, experts and active members.',
  },
  {
    key: 'blueprint',
    title: 'Blueprint',
    lead: 'How international cluster collaboration develops beyond the project.',
  },
];

/** The documents that set indicators, by the names used on pages and in exports. */
export const documents = {
  proposal: 'Project proposal to PPSTI',
  blueprint: 'Blueprint on international cluster collaboration, presentation of 1 November 2018',
} as const;

/** One line of a document that says what is to be reached. */
export interface DocumentedTarget {
  /** Stands in the database, so that it is never changed. */
  key: string;
  /** Which measure of the indicator must reach it. */
  measure: string;
  comparator: '>=';
  /** What the document says; what is in force stands in the rules. */
  documented: number;
  unit: string;
  /** True when every day of the workshop must reach it; an average does not count. */
  perDay: boolean;
  source: keyof typeof documents;
}

/** A line with what it is to be under one version of the rules. */
export interface TargetLine extends DocumentedTarget {
  value: number;
}

const feedingForms = [
  'cluster_survey',
  'workshop_evaluation',
  'collaboration_invitation',
  storyRounds.report,
  storyRounds.yearAfter,
] as const;

/** The forms whose answers feed indicators. What is shown of them beyond the team is protected. */
export type FeedingForm = (typeof feedingForms)[number];

/** Records of the workshop that feed indicators: administrative counts, open to all readers. */
export type WorkshopRecords = 'attendance' | 'speakers' | 'experts' | 'meetings';

/** Records that organisers keep because nothing else here yields them. */
export type KeptRecords = 'comments' | 'initiatives' | 'members' | 'platform';

export function isForm(source: IndicatorDefinition['fedBy']): source is FeedingForm {
  return feedingForms.some((form) => form === source);
}

/** What an indicator is: the same for the dashboard, its own page and the workbook. */
export interface IndicatorDefinition {
  /** I01 to I19. */
  id: string;
  title: string;
  group: IndicatorGroup;
  sources: (keyof typeof documents)[];
  definition: string;
  /** Of the value: '%' or the plural of what is counted. */
  unit: string;
  /** Empty when the documents set none. */
  targets: DocumentedTarget[];
  /** How the value is computed, in words. */
  formula: string;
  /** What is not counted, in words; empty when nothing needs saying. */
  notCounted: string;
  /** Which records feed it, in words. */
  records: string;
  /** What feeds it. */
  fedBy: FeedingForm | WorkshopRecords | KeptRecords;
  /** What the split by sex counts, in words: "respondents"; null when there is none. */
  splitOf: string | null;
  /** By what its page splits the people counted, once there are any. */
  splitBy: ('day' | 'sex' | 'sector' | 'host economy')[];
}

/** The same under one version of the rules. */
export interface IndicatorUnderRules extends IndicatorDefinition {
  targets: TargetLine[];
}

/**
 * Lines of the documents that set different marks for the same thing. All stay visible; for the
 * gender summary "met" means the strictest of them, so that all of them are met.
 */
export interface TargetConflict {
  title: string;
  /** Ids of the indicators that hold the lines. */
  indicators: string[];
  /** Id of the strictest line; null when it depends on the numbers. */
  strictest: string | null;
  explanation: string;
}

const singular: Record<string, string> = {
  clusters: 'cluster',
  economies: 'economy',
  'female speakers': 'female speaker',
  initiatives: 'initiative',
  invitations: 'invitation',
  meetings: 'meeting',
  persons: 'person',
  stories: 'story',
  women: 'woman',
};

/** The unit as it follows a number: "1 person", "2 persons"; '' for shares, which carry their sign. */
export function unitAfter(value: number, unit: string): string {
  if (unit === '%') return '';
  return value === 1 ? (singular[unit] ?? unit) : unit;
}

/**
 * A target as it is written: "at least 10 women on each day"; where organisers set another one than
 * the document, both: "at least 12 women on each day (10 in the document)".
 */
export function targetText(target: TargetLine): string {
  const { value, documented, unit, perDay } = target;
  const sign = unit === '%' ? ' %' : '';
  const amount = unit === '%' ? `${value} %` : `${value} ${unit}`;
  const other = value === documented ? '' : ` (${documented}${sign} in the document)`;
  return `at least ${amount}${perDay ? ' on each day' : ''}${other}`;
}
