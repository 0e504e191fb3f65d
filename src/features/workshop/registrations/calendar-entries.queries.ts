import { QueryTypes } from 'sequelize';
import { db, isPostgres, type Tx } from '../../../db/transaction';
import { CalendarEntry } from '../../../models';
import type { AttendanceMode, RegistrationStatus } from '../../../models/codes';
import type { DayEntryFacts, EntryState } from './day-entries';

/** Somebody whose calendar may have to change. */
export interface CalendarOwner {
  registrationId: number;
  personId: number;
  givenName: string;
  familyName: string;
  email: string | null;
  erased: boolean;
  status: RegistrationStatus;
  mode: AttendanceMode;
  /** Days for which the person is registered. */
  days: number[];
  /** What was sent last, by day. */
  entries: Map<number, EntryState>;
}

interface OwnerRow {
  registration_id: number;
  person_id: number;
  given_name: string;
  family_name: string;
  email: string | null;
  erased: number;
  status: RegistrationStatus;
  mode: AttendanceMode;
}

/**
 * Those registrations, or all, with what their calendars show; three queries however many there
 * are. In a transaction nobody else changes them until it ends.
 */
export async function readCalendarOwners(
  which: number[] | 'all',
  tx?: Tx,
): Promise<CalendarOwner[]> {
  if (which.length === 0) return [];
  const within = tx === undefined ? {} : { transaction: tx };
  const only = (column: string): string => (which === 'all' ? '' : `WHERE ${column} IN (:which)`);
  const run = { type: QueryTypes.SELECT, replacements: { which }, ...within } as const;
  const lock = tx !== undefined && isPostgres() ? ' FOR UPDATE OF g' : '';
  const owners = await db().query<OwnerRow>(
    `SELECT g.id AS registration_id, p.id AS person_id, p.given_name, p.family_name, p.email,
       CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS erased, g.status, g.mode
     FROM registrations g JOIN people p ON p.id = g.person_id ${only('g.id')}
     ORDER BY g.id${lock}`,
    run,
  );
  const days = await db().query<{ registration_id: number; day_number: number }>(
    `SELECT registration_id, day_number FROM registration_days ${only('registration_id')}
     ORDER BY registration_id, day_number`,
    run,
  );
  const entries = await CalendarEntry.findAll({
    ...(which === 'all' ? {} : { where: { registrationId: which } }),
    ...within,
  });
  const found = new Map(owners.map((row) => [row.registration_id, emptyCalendar()]));
  for (const row of days) found.get(row.registration_id)?.days.push(row.day_number);
  for (const row of entries) {
    found.get(row.registrationId)?.entries.set(row.dayNumber, stateOf(row));
  }
  return owners.map((row) => ({
    registrationId: row.registration_id,
    personId: row.person_id,
    givenName: row.given_name,
    familyName: row.family_name,
    email: row.email,
    erased: row.erased === 1,
    status: row.status,
    mode: row.mode,
    ...(found.get(row.registration_id) ?? emptyCalendar()),
  }));
}

function emptyCalendar(): Pick<CalendarOwner, 'days' | 'entries'> {
  return { days: [], entries: new Map() };
}

function stateOf({ uid, sequence, cancelled, facts }: CalendarEntry): EntryState {
  return { uid, sequence, cancelled, facts: JSON.parse(facts) as DayEntryFacts };
}
