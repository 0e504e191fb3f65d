import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import type { RegistrationRole } from '../../models/codes';
import type { StoredSex } from '../../statistics/sex-split';

/** So many people who came and are alike in what the completion report asks for. */
export interface CameCell {
  affiliation: 'member_economy' | 'guest' | 'international_organisation' | 'other';
  economyCode: string | null;
  /** 1 where economy and kind are not known any more, since the person was erased. */
  forgotten: number;
  role: RegistrationRole;
  sex: StoredSex;
  persons: number;
}

export interface CameOnDayCell extends CameCell {
  day: number;
}

// Erasure leaves "other" where nothing is to be known, and else what answers are counted by.
const forgotten = `CASE WHEN p.erased_at IS NOT NULL AND p.economy_code IS NULL
  AND p.affiliation IN ('other', 'member_economy') THEN 1 ELSE 0 END`;
const alike = `p.affiliation, p.economy_code, ${forgotten}, r.role, p.sex`;
const facts = `p.affiliation AS affiliation, p.economy_code AS "economyCode",
  ${forgotten} AS forgotten, r.role AS role,
  p.sex AS sex, CAST(COUNT(*) AS INTEGER) AS persons`;

/** Those who came on one of these days at least, each once. The organising team is left out. */
export function countWhoCame(days: readonly number[]): Promise<CameCell[]> {
  return db().query<CameCell>(
    `SELECT ${facts} FROM registrations r JOIN people p ON p.id = r.person_id
     WHERE r.role <> 'organising_team' AND EXISTS (
       SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.present
         AND a.day_number IN (:days))
     GROUP BY ${alike}`,
    { type: QueryTypes.SELECT, replacements: { days: [0, ...days] } },
  );
}

/** The same by day: one person on three days is in three cells. */
export function countWhoCameByDay(days: readonly number[]): Promise<CameOnDayCell[]> {
  return db().query<CameOnDayCell>(
    `SELECT a.day_number AS day, ${facts}
     FROM attendances a JOIN registrations r ON r.id = a.registration_id
     JOIN people p ON p.id = r.person_id
     WHERE a.present AND r.role <> 'organising_team' AND a.day_number IN (:days)
     GROUP BY a.day_number, ${alike}`,
    { type: QueryTypes.SELECT, replacements: { days: [0, ...days] } },
  );
}
