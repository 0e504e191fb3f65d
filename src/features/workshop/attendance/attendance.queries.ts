import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import type {
  AttendanceMode,
  RegistrationStatus,
  Sector,
  WorkshopMode,
} from '../../../models/codes';
import type { StoredSex } from '../../../statistics/sex-split';

/** So many people who are alike in everything that targets ask for. */
export interface PersonCell {
  /** Null and "prefer not to say" are both "not stated". */
  sex: StoredSex;
  sector: Sector | null;
  /** Null for people from outside the member economies. */
  economyCode: string | null;
  travelEligible: boolean;
  /** Of the economy that hosts the workshop. */
  host: boolean;
  persons: number;
}

export interface AttendanceCell extends PersonCell {
  /** Number of the workshop's day. */
  day: number;
}

/** The same for people who are registered and have not come yet. */
export interface RegisteredCell extends AttendanceCell {
  status: RegistrationStatus;
  mode: AttendanceMode;
}

const facts = `p.sex AS sex, p.sector AS sector, p.economy_code AS "economyCode",
  CASE WHEN e.travel_eligible THEN 1 ELSE 0 END AS "travelEligible",
  CASE WHEN p.economy_code = (SELECT host_code FROM projects WHERE id = 1) THEN 1 ELSE 0 END AS host,
  CAST(COUNT(*) AS INTEGER) AS persons`;
const people = `JOIN people p ON p.id = r.person_id
  LEFT JOIN economies e ON e.code = p.economy_code`;
const alike = 'p.sex, p.sector, p.economy_code, e.travel_eligible';

/**
 * People checked in on each day, once a day and person. The organising team is left out: it is
 * counted in no indicator. Days on which nobody came have no cell: "no data yet", never 0.
 */
export function countAttendance(tx?: Tx): Promise<AttendanceCell[]> {
  return cells<AttendanceCell>(
    `SELECT a.day_number AS day, ${facts}
     FROM attendances a JOIN registrations r ON r.id = a.registration_id ${people}
     WHERE a.present AND r.role <> 'organising_team'
     GROUP BY a.day_number, ${alike} ORDER BY a.day_number`,
    {},
    tx,
  );
}

/** Different people who came on at least one of these days, each once, without the team. */
export function countPersonsWhoCame(days: readonly number[], tx?: Tx): Promise<PersonCell[]> {
  return cells<PersonCell>(
    `SELECT ${facts} FROM registrations r ${people}
     WHERE r.role <> 'organising_team' AND EXISTS (
       SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.present
         AND a.day_number IN (:days))
     GROUP BY ${alike}`,
    { days: days.length === 0 ? [0] : days },
    tx,
  );
}

/** People by the days they are registered for, whether they came or not, without the team. */
export function countRegistered(): Promise<RegisteredCell[]> {
  return cells<RegisteredCell>(
    `SELECT d.day_number AS day, r.status AS status, r.mode AS mode, ${facts}
     FROM registration_days d JOIN registrations r ON r.id = d.registration_id ${people}
     WHERE r.role <> 'organising_team'
     GROUP BY d.day_number, r.status, r.mode, ${alike} ORDER BY d.day_number`,
  );
}

/**
 * Those who are awaited in the room. Who takes part online is counted like everybody once they are
 * checked in, but no desk waits for them, so a forecast leaves them out, unless all is online.
 */
export function awaitedOf<T extends Pick<RegisteredCell, 'mode'>>(
  registered: readonly T[],
  workshopMode: WorkshopMode,
): T[] {
  return registered.filter(({ mode }) => workshopMode === 'online' || mode === 'on_site');
}

async function cells<T extends PersonCell>(
  sql: string,
  replacements: Record<string, unknown> = {},
  tx?: Tx,
): Promise<T[]> {
  // Numbers, since the two databases give truth values in different ways.
  type Row = Omit<T, 'travelEligible' | 'host'> & { travelEligible: number; host: number };
  const rows = await db().query<Row>(sql, {
    type: QueryTypes.SELECT,
    replacements,
    transaction: tx ?? null,
  });
  return rows.map(
    (row) => ({ ...row, travelEligible: row.travelEligible === 1, host: row.host === 1 }) as T,
  );
}

/** Different people who came on at least one day, and their days: one person on three days is 1 and 3. */
export async function countPersonDays(): Promise<{ persons: number; personDays: number }> {
  const [row] = await db().query<{ persons: number; personDays: number }>(
    `SELECT CAST(COUNT(DISTINCT a.registration_id) AS INTEGER) AS persons,
       CAST(COUNT(*) AS INTEGER) AS "personDays"
     FROM attendances a JOIN registrations r ON r.id = a.registration_id
     WHERE a.present AND r.role <> 'organising_team'`,
    { type: QueryTypes.SELECT },
  );
  return row ?? { persons: 0, personDays: 0 };
}
