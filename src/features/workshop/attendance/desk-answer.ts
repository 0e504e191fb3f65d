import { localTime, offsetIfTwice } from '../../../lib/zoned-time';
import type { RegistrationStatus } from '../../../models/codes';
import type { CheckIn } from './live-check-ins';

/** What became of an event; stable words for machines. */
export type DeskCode =
  | 'checked_in'
  | 'already_in'
  | 'undone'
  | 'still_in'
  | 'nothing_to_undo'
  | 'overruled'
  | 'unknown_code'
  | 'not_registered'
  | 'wrong_day'
  | 'unknown_session'
  | 'key_taken'
  | 'likely_known'
  | 'no_seat'
  | 'invalid';

/** What the desk should know besides. */
export type DeskNote =
  | 'clock_corrected'
  | 'had_not_answered'
  | 'let_in'
  | 'status_restored'
  | 'not_in_for_day'
  | 'over_capacity';

export interface DeskPerson {
  registrationId: number;
  name: string;
  status: RegistrationStatus;
}

export interface DeskAnswer {
  eventKey: string;
  code: DeskCode;
  /** For the person at the desk. */
  words: string;
  notes: DeskNote[];
  person?: DeskPerson;
  /** Of a walk-in: people on record who may be the same. */
  candidates?: LikelyPerson[];
}

/** A person on record who may be the one that stands at the desk. */
export interface LikelyPerson {
  personId: number;
  name: string;
  /** "Peru · Institute of Clusters" */
  about: string;
  registrationId: number | null;
}

/** An answer that says no. */
export function refusal(eventKey: string, code: DeskCode, words: string): DeskAnswer {
  return { eventKey, code, words, notes: [] };
}

/** "09:12", as the clocks of the workshop show it; with the offset where they show it twice. */
export function clockTime(moment: Date, zone: string): string {
  return localTime(moment, zone).slice(11) + offsetIfTwice(moment, zone);
}

export const statusWords: Record<RegistrationStatus, string> = {
  invited: 'was invited and has not answered',
  registered: 'is registered',
  waiting: 'is on the waiting list',
  declined: 'has declined',
  cancelled: 'was taken off the list by the team',
};

export const noteWords: Record<DeskNote, string> = {
  clock_corrected: 'The clock of this desk is wrong; the time was corrected.',
  had_not_answered: 'Had not answered the invitation and is registered now.',
  status_restored: 'The registration stands again as it did before the check-in.',
  let_in: 'Let in by the desk and registered now.',
  not_in_for_day: 'Not checked in for the day yet.',
  over_capacity: 'No seat was free; taken in all the same.',
};

/** The words for what counts now about a person. */
export function stateWords(code: DeskCode, name: string, first: CheckIn | null, zone: string) {
  const since = first === null ? '' : `${clockTime(first.at, zone)} (${first.desk})`;
  switch (code) {
    case 'checked_in':
      return `${name} is in.`;
    case 'already_in':
      return `${name}: already in at ${since}.`;
    case 'undone':
      return `${name} is taken out again.`;
    case 'overruled':
      return `${name}: this scan is older than a decision of the organisers that the person was not there. It is kept in the history and does not count; if it is right, ask an organiser to correct the day.`;
    case 'still_in':
      return `${name}: still in, checked in at ${since}.`;
    default:
      return `${name} was not in.`;
  }
}
