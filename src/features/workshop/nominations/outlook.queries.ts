import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { WorkshopDay } from '../../../models';
import type { Sector } from '../../../models/codes';
import type { StoredSex } from '../../../statistics/sex-split';
import type { IndicatorRules } from '../../indicators/rules/rules';
import { rulesInForce } from '../../indicators/rules/rules.queries';
import {
  awaitedOf,
  countRegistered,
  type AttendanceCell,
  type PersonCell,
} from '../attendance/attendance.queries';
import { figuresOfDay, type DayFigures } from '../attendance/day-figures';
import { getWorkshopSettings } from '../workshop-settings.queries';

export interface OutlookDay {
  number: number;
  date: string;
  /** Invited and registered people; null: nobody yet. */
  now: DayFigures | null;
  /** The same with the selected nominations accepted. */
  then: DayFigures | null;
}

export interface Outlook {
  days: OutlookDay[];
  /** People whom the selection would add: those not invited or registered already. */
  added: number;
  /** The targets that the days are held against. */
  rules: IndicatorRules;
}

/**
 * What accepting these nominations would make of each day of the workshop. Nominated people come
 * on all days. Counted like attendance, by what is known of a person before what was nominated.
 * @param ids of nominations; those accepted, withdrawn or invited on another way add nobody
 */
export async function getOutlook(ids: number[]): Promise<Outlook> {
  const [days, registered, { mode }, selected, rules] = await Promise.all([
    WorkshopDay.findAll({ order: ['number'] }),
    countRegistered(),
    getWorkshopSettings(),
    countSelected(ids),
    rulesInForce(),
  ]);
  const coming: AttendanceCell[] = awaitedOf(registered, mode).filter(
    ({ status }) => status === 'invited' || status === 'registered',
  );
  return {
    rules,
    added: selected.reduce((sum, { persons }) => sum + persons, 0),
    days: days.map(({ number, date }) => ({
      number,
      date,
      now: figuresOfDay(coming, number),
      then: figuresOfDay(
        [...coming, ...selected.map((cell) => ({ ...cell, day: number }))],
        number,
      ),
    })),
  };
}

/** One row a person, whatever number of economies nominated them. */
async function countSelected(ids: number[]): Promise<PersonCell[]> {
  if (ids.length === 0) return [];
  const rows = await db().query<{
    sex: StoredSex;
    sector: Sector | null;
    economyCode: string | null;
    travelEligible: number;
    host: number;
  }>(
    `SELECT COALESCE(p.sex, n.sex) AS sex, COALESCE(p.sector, n.sector) AS sector,
       e.code AS "economyCode", CASE WHEN e.travel_eligible THEN 1 ELSE 0 END AS "travelEligible",
       CASE WHEN e.code = (SELECT host_code FROM projects WHERE id = 1) THEN 1 ELSE 0 END AS host
     FROM nominations n
     LEFT JOIN people p ON p.email_key = n.email_key
     LEFT JOIN economies e
       ON e.code = CASE WHEN p.id IS NULL THEN n.economy_code ELSE p.economy_code END
     WHERE n.id IN (:ids) AND n.status IN ('submitted', 'waiting', 'declined')
       AND NOT EXISTS (SELECT 1 FROM registrations r
         WHERE r.person_id = p.id AND r.status IN ('invited', 'registered'))
       AND n.id = (SELECT MIN(o.id) FROM nominations o
         WHERE o.id IN (:ids) AND o.email_key = n.email_key)`,
    { type: QueryTypes.SELECT, replacements: { ids } },
  );
  return rows.map((row) => ({
    ...row,
    travelEligible: row.travelEligible === 1,
    host: row.host === 1,
    persons: 1,
  }));
}
