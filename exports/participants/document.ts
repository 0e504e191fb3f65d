import type { SexCounts } from '../../src/statistics/sex-split';
import type { ParticipantListKey } from './lists';

/** A person of the workshop as the lists name them. */
export interface Participant {
  /** APEC's short name; for people from outside the member economies what they are. */
  economy: string;
  title: string | null;
  familyName: string;
  givenName: string;
  /** "Female", "Male", "Not stated". */
  sex: string;
  position: string | null;
  organisation: string | null;
  sector: string;
  email: string | null;
  role: string;
  /** Confirmed by the team. */
  isApecFunded: boolean;
  /** The one category in words, and whether it is only told: "Other funding (told, not confirmed)". */
  funding: string;
  isTravelEligible: boolean;
  daysRegistered: number[];
  daysAttended: number[];
}

/** One column of counts: everybody registered, everybody who came, or a day. */
export interface CountedGroup {
  label: string;
  /** False on days on which nobody was checked in: "no data yet", never 0. */
  isKnown: boolean;
  total: SexCounts;
}

/** Economies in APEC's order, others last; `counts` in the order of the groups. */
export interface EconomyCounts {
  groups: CountedGroup[];
  rows: { economy: string; counts: SexCounts[] }[];
}

export interface WorkshopDate {
  number: number;
  /** YYYY-MM-DD */
  date: string;
}

/** A session to which a desk has checked people in. */
export interface SessionSheet {
  day: number;
  /** "10:00–11:00" */
  time: string;
  title: string;
  /** Nobody whose data were erased. */
  people: Pick<Participant, 'economy' | 'familyName' | 'givenName' | 'organisation'>[];
}

/** What a workbook of one list is made of. */
export interface ParticipantsDocument {
  list: ParticipantListKey;
  projectName: string;
  madeAt: Date;
  /** Said of data that is not real; null otherwise. */
  mark: string | null;
  days: WorkshopDate[];
  /** Whether anybody was checked in yet. */
  hasBegun: boolean;
  /** Of this list alone, in the order of the list; empty for counts. */
  people: Participant[];
  /** For the attendance sheet alone, in the order of the programme; else empty. */
  sessions: SessionSheet[];
  /** Null for lists of people. */
  counts: EconomyCounts | null;
}
