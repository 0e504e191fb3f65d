import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { lockSeats } from '../registrations/seats';

export interface DaySeats {
  /** Null: not limited. */
  capacity: number | null;
  /** By people who are registered for the day on site, and by others who are there. */
  taken: number;
  /** Whether the person asked about has one of them, or belongs to the team and needs none. */
  hasOwn: boolean;
}

/**
 * The seats of one day, as a desk sees them: who is registered for other days only leaves theirs
 * free on this one. Nobody else takes a seat until the transaction ends; comes before a
 * registration is locked.
 * @param personId somebody on record; null for somebody new
 */
export async function lockDaySeats(
  tx: Tx,
  day: number,
  personId: number | null,
): Promise<DaySeats> {
  const { capacity } = await lockSeats(tx);
  const [row] = await db().query<{ taken: number; own: number }>(
    `SELECT CAST(COUNT(CASE WHEN r.role <> 'organising_team' THEN 1 END) AS INTEGER) AS taken,
       CAST(COUNT(CASE WHEN r.person_id = :personId THEN 1 END) AS INTEGER) AS own
     FROM registrations r
     WHERE (r.role = 'organising_team' AND r.person_id = :personId)
       OR (r.status = 'registered' AND r.mode = 'on_site' AND EXISTS (
         SELECT 1 FROM registration_days d
         WHERE d.registration_id = r.id AND d.day_number = :day))
       OR EXISTS (SELECT 1 FROM attendances a
         WHERE a.registration_id = r.id AND a.day_number = :day AND a.present)`,
    { type: QueryTypes.SELECT, transaction: tx, replacements: { personId: personId ?? 0, day } },
  );
  return { capacity, taken: row?.taken ?? 0, hasOwn: (row?.own ?? 0) > 0 };
}
