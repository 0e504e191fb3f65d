/** What the server says about a day; see the server's DeskState. */
export interface DeskState {
  zone: string;
  days: { number: number; date: string; theme: string }[];
  sessions: { id: number; day: number; label: string }[];
  today: number | null;
  day: number | null;
  session: number | null;
  peopleVersion: string;
  people?: DeskPerson[];
  present: DeskPresence[];
  csrfToken: string;
}

export interface DeskPerson {
  id: number;
  badge: string;
  name: string;
  nameKey: string;
  economy: string | null;
  organisation: string | null;
  sex: 'female' | 'male' | 'prefer_not_to_say' | null;
  role: 'participant' | 'speaker' | 'expert' | 'organising_team';
  status: 'invited' | 'registered' | 'waiting' | 'declined' | 'cancelled';
  expected: boolean;
  online: boolean;
}

export interface DeskPresence {
  id: number;
  at: string;
  desk: string;
  keys: string[];
}

interface Waiting {
  eventKey: string;
  day: number;
  desk: string;
  /** ISO, by the server's clock as far as this desk knows it. */
  at: string;
  /** Shown while it waits. */
  name: string;
}

/** A scan, a name chosen or an undo that the server does not have yet. */
export interface WaitingEvent extends Waiting {
  what: 'event';
  registrationId?: number;
  code?: string;
  sessionId: number | null;
  kind: 'check_in' | 'undo';
  method: 'scan' | 'typed';
  undoes?: string[];
  reason?: string;
  override?: boolean;
}

/** A walk-in that the server does not have yet. */
export interface WaitingWalkIn extends Waiting {
  what: 'walk_in';
  sex: string;
  person: Record<string, string>;
  /** The words about the use of data that the person agreed to, as this page showed them. */
  consent: string;
  personId?: number;
  isNew?: boolean;
  overCapacity?: boolean;
  /** What the server asks before it takes it; until that is decided it is not sent again. */
  question?: WalkInQuestion;
}

export interface WalkInQuestion {
  code: 'likely_known' | 'no_seat' | 'refused';
  words: string;
  candidates: LikelyPerson[];
}

export type WaitingItem = WaitingEvent | WaitingWalkIn;

export interface LikelyPerson {
  personId: number;
  name: string;
  about: string;
  registrationId: number | null;
}

/** What became of an item; see the server's DeskAnswer. */
export interface DeskAnswer {
  eventKey: string;
  code: string;
  words: string;
  notes: string[];
  person?: { registrationId: number; name: string; status: string };
  candidates?: LikelyPerson[];
}

/** A check-in that the desk had taken and the server did not: kept until somebody has looked. */
export interface Refusal {
  eventKey: string;
  registrationId?: number;
  day: number;
  at: string;
  name: string;
  words: string;
}

/** Codes after which the person stands where the desk wanted them. */
export const goodCodes: readonly string[] = ['checked_in', 'already_in', 'undone'];

/** Codes with which the server asks for a decision about a walk-in. */
export const askingCodes: readonly string[] = ['likely_known', 'no_seat'];
