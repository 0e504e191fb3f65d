import type { SessionPart, SessionType, WorkshopMode } from '../../../models/codes';

/** A person in the programme, as they were called when it was read. */
export interface ProgrammePerson {
  personId: number;
  part: SessionPart;
  name: string;
  organisation: string | null;
  /** APEC's short name; null for people from outside the member economies. */
  economy: string | null;
  /** Empty when the person's part has no title of its own. */
  talkTitle: string;
}

/** What is shown of a person who was erased: that somebody had this part. */
export const withdrawn = {
  name: 'Name withdrawn',
  organisation: null,
  economy: null,
  talkTitle: '',
} as const;

export interface ProgrammeSessionContent {
  id: number;
  /** "09:30": as the clocks of the workshop's zone show it. */
  startsAt: string;
  endsAt: string;
  type: SessionType;
  title: string;
  description: string;
  /** The room's name; null: no room is named. */
  room: string | null;
  genderDimension: boolean;
  people: ProgrammePerson[];
}

export interface ProgrammeDay {
  number: number;
  /** "2026-06-16" */
  date: string;
  theme: string;
  /** By start, then by number. */
  sessions: ProgrammeSessionContent[];
}

/** The whole programme: the draft as it stands, or a version as it was published. */
export interface ProgrammeContent {
  workshop: string;
  timeZone: string;
  mode: WorkshopMode;
  venue: string;
  address: string;
  days: ProgrammeDay[];
}

/** A session with the number and the date of its day. */
export type PlacedSession = ProgrammeSessionContent & { day: number; date: string };

/** All sessions in the order of the programme. */
export function sessionsOf(content: ProgrammeContent): PlacedSession[] {
  return content.days.flatMap((day) =>
    day.sessions.map((session) => ({ ...session, day: day.number, date: day.date })),
  );
}

/** "Ana Lim, Cluster Institute, Chile": as the programme names a person. */
export function describePerson(
  person: Pick<ProgrammePerson, 'name' | 'organisation' | 'economy'>,
): string {
  return [person.name, person.organisation, person.economy]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

export const sessionTypeLabels: Record<SessionType, string> = {
  opening_remarks: 'Opening remarks',
  closing_remarks: 'Closing remarks',
  report: 'Report',
  presentation: 'Presentation',
  survey_results: 'Survey results',
  panel: 'Discussion panel',
  site_visit: 'Site visit with round table',
  networking: 'Networking',
  working_group: 'Working group',
  break: 'Break',
};

export const sessionPartLabels: Record<SessionPart, string> = {
  chair: 'Chair',
  speaker: 'Speaker',
  panellist: 'Panellist',
};

export const workshopModeLabels: Record<WorkshopMode, string> = {
  on_site: 'On site',
  online: 'Online',
  hybrid: 'On site and online',
};
