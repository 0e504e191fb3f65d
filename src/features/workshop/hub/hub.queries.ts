import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';

/** Counts of what the workshop has so far, all without the organising team where people are meant. */
export interface WorkshopCounts {
  sessions: number;
  focalPoints: number;
  openNominations: number;
  invited: number;
  registered: number;
  waiting: number;
}

/** One statement for all counts. */
export async function countWorkshop(): Promise<WorkshopCounts> {
  const people = (status: string): string =>
    `(SELECT CAST(COUNT(*) AS INTEGER) FROM registrations
      WHERE status = '${status}' AND role <> 'organising_team')`;
  const [counts] = await db().query<WorkshopCounts>(
    `SELECT
       (SELECT CAST(COUNT(*) AS INTEGER) FROM programme_sessions) AS sessions,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM focal_points WHERE withdrawn_at IS NULL) AS "focalPoints",
       (SELECT CAST(COUNT(*) AS INTEGER) FROM nominations WHERE status = 'submitted') AS "openNominations",
       ${people('invited')} AS invited, ${people('registered')} AS registered,
       ${people('waiting')} AS waiting`,
    { type: QueryTypes.SELECT },
  );
  if (counts === undefined) throw new Error('Counts always have one row.');
  return counts;
}

export interface DayCounts {
  day: number;
  registered: number;
  /** Null: nobody has been checked in on this day yet. */
  present: number | null;
}

/** The days with what belongs to each; the organising team is not counted. */
export async function countDays(): Promise<DayCounts[]> {
  return db().query<DayCounts>(
    `SELECT w.number AS day,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM registration_days d
        JOIN registrations r ON r.id = d.registration_id
        WHERE d.day_number = w.number AND r.status = 'registered' AND r.role <> 'organising_team') AS registered,
       (SELECT CAST(NULLIF(COUNT(*), 0) AS INTEGER) FROM attendances a
        JOIN registrations r ON r.id = a.registration_id
        WHERE a.day_number = w.number AND a.present AND r.role <> 'organising_team') AS present
     FROM workshop_days w ORDER BY w.number`,
    { type: QueryTypes.SELECT },
  );
}
