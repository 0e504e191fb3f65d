/** "Female", "Male", "Not stated". */
export type SexWord = string;

/** Records as the sheets of evidence hold them; an economy that is null is no member economy. */
export interface AnswerRecord {
  economy: string | null;
  /** Number of the cluster among those listed. */
  cluster: number | null;
  sex: SexWord;
  /** Sent before Day 1, from a member economy. */
  early: boolean;
}

export interface ClusterRecord {
  name: string;
  economy: string;
  /** Valid answers; null for readers who see only that there are some. */
  answers: number | null;
}

export interface EconomyRecord {
  name: string;
  travelEligible: boolean;
  host: boolean;
  /** Valid answers before Day 1; for readers who see only whether there are any 1 or 0. */
  answered: number;
}

export interface EvaluationRecord {
  overall: number | null;
  /** Core items answered, and the sum of these answers. */
  answered: number;
  sum: number;
  high: boolean;
  sex: SexWord;
}

/** In the order of projects; the invitation that is counted comes first in each. */
export interface InvitationRecord {
  economy: string | null;
  cluster: string | null;
  project: number;
  published: boolean;
  late: boolean;
  counted: boolean;
  sex: SexWord;
  /** Of those counted alone. */
  title: string | null;
}

export interface StoryRecord {
  economy: string | null;
  cluster: string | null;
  approved: boolean;
  inReport: boolean;
  consent: boolean;
  evidence: boolean;
  partner: boolean;
  sex: SexWord;
}

/** People on one day: a single one with a number, or all who are alike. */
export interface AttendanceRecord {
  /** Null for people counted once over all days, where they are not listed one by one. */
  day: number | null;
  economy: string;
  travelEligible: boolean;
  host: boolean;
  sex: SexWord;
  /** It is the first day of a single person, or these are people counted once. */
  first: boolean;
  persons: number;
  sector: string | null;
  person: number | null;
}

/** People of a roster: a single one with an economy, or all who are alike. */
export interface RosterRecord {
  sex: SexWord;
  persons: number;
  economy: string | null;
  /** Speakers: present a cluster headed by a woman, and its number among those listed. */
  presents: boolean;
  cluster: number | null;
}

export interface PresentedRecord {
  name: string;
  speakers: number;
}

export interface CommentRecord {
  /** Null for comments that are only counted. */
  economy: string | null;
  substantial: boolean;
  comments: number;
}

/** An initiative, or the number of those that do not count, of which readers see no more. */
export interface InitiativeRecord {
  initiatives: number;
  title: string | null;
  launchedOn: string | null;
  host: boolean;
  others: number;
  decision: boolean | null;
}

/** An economy, or the number of those that are not registered, of which readers see no more. */
export interface PlatformRecord {
  economies: number;
  economy: string | null;
  publishedOn: string | null;
  verifiedOn: string | null;
}

/** A meeting held, or the number of those that were not. */
export interface MeetingRecord {
  held: boolean;
  meetings: number;
  day: number | null;
  time: string | null;
  cluster: string | null;
  economy: string | null;
  otherCluster: string | null;
  otherEconomy: string | null;
}

/** Records that are administrative: open to every reader of indicators. */
export interface OpenRecords {
  economies: EconomyRecord[];
  /** The clusters that answered, in the order of their numbers. */
  clusters: ClusterRecord[];
  speakers: RosterRecord[];
  presented: PresentedRecord[];
  experts: RosterRecord[];
  members: RosterRecord[];
  comments: CommentRecord[];
  initiatives: InitiativeRecord[];
  platform: PlatformRecord[];
  meetings: MeetingRecord[];
  /** Rows of people for the team, of those who are alike for others. */
  attendance: () => AsyncIterable<AttendanceRecord>;
}

/** What the team sees beside: answers one by one, without anything that tells whose they are. */
export interface TeamRecords {
  audience: 'team';
  answers: () => AsyncIterable<AnswerRecord>;
  evaluation: () => AsyncIterable<EvaluationRecord>;
  invitations: InvitationRecord[];
  /** For the Final Report. */
  stories: () => AsyncIterable<StoryRecord>;
  /** Of one year after the platform's start. */
  laterStories: () => AsyncIterable<StoryRecord>;
}

/** What others see instead: which records are counted, where that is public or administrative. */
export interface OthersRecords {
  audience: 'overseer';
  invitations: { economy: string | null; cluster: string | null; title: string | null }[];
  stories: { indicator: string; economy: string | null; cluster: string | null }[];
  sectors: { day: number; sector: string; sex: SexWord; persons: number }[];
}

export type IndicatorRecords = OpenRecords & (TeamRecords | OthersRecords);
