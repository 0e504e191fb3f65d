import type {
  EconomyCounts,
  Participant,
  SessionSheet,
} from '../../../../exports/participants/document';
import type { Affiliation, Sector } from '../../../models/codes';
import { countAttendance, countPersonsWhoCame } from '../attendance/attendance.queries';
import { listAttendedSessions } from '../attendance/session-attendance.queries';
import { listEconomies, listWorkshopDays } from '../project.queries';
import { fundingWords, roleLabels } from '../registrations/registration-words';
import { countByEconomy } from './economy-counts';
import { listParticipants, type ParticipantRecord } from './participants.queries';

/** Everything the lists are made of, as it stands now. */
export interface WorkshopLists {
  days: { number: number; date: string }[];
  people: ParticipantRecord[];
  counts: EconomyCounts;
}

/** Six queries, whatever the number of people. */
export async function readLists(): Promise<WorkshopLists> {
  const days = await listWorkshopDays();
  const numbers = days.map(({ number }) => number);
  const [people, cells, came, economies] = await Promise.all([
    listParticipants(),
    countAttendance(),
    countPersonsWhoCame(numbers),
    listEconomies(),
  ]);
  return {
    days: days.map(({ number, date }) => ({ number, date })),
    people,
    counts: countByEconomy({ registered: people, came, cells, days: numbers, economies }),
  };
}

/** Who was checked in to which session, as the attendance sheet names them. */
export async function readSessionSheets(): Promise<SessionSheet[]> {
  const sessions = await listAttendedSessions();
  return sessions.map(({ day, startsAt, endsAt, title, guests }) => ({
    day,
    time: `${startsAt}–${endsAt}`,
    title,
    people: guests
      .filter(({ name }) => name !== '')
      .map(({ economy, familyName, givenName, organisation }) => ({
        economy: economy ?? '',
        ...{ familyName, givenName, organisation },
      })),
  }));
}

const sexNames = { female: 'Female', male: 'Male' };
const sectorNames: Record<Sector, string> = {
  public: 'Public',
  private: 'Private',
  academia: 'Academia',
  other: 'Other',
};
const affiliationNames: Record<Affiliation, string> = {
  member_economy: '',
  guest: 'Guest',
  international_organisation: 'International organisation',
  other: 'Other',
};

/** A person as the lists write them. */
export function toParticipant(person: ParticipantRecord): Participant {
  const { sex, sector, role, funding, affiliation } = person;
  return {
    economy: person.economy ?? affiliationNames[affiliation],
    title: person.title,
    familyName: person.familyName,
    givenName: person.givenName,
    sex: sex === 'female' || sex === 'male' ? sexNames[sex] : 'Not stated',
    position: person.position,
    organisation: person.organisation,
    sector: sector === null ? 'Not stated' : sectorNames[sector],
    email: person.email,
    role: roleLabels[role],
    isApecFunded: funding === 'apec_funded',
    funding: fundingWords(person),
    isTravelEligible: person.isTravelEligible,
    daysRegistered: person.daysRegistered,
    daysAttended: person.daysAttended,
  };
}
