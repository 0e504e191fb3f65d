import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { dateIn } from '../../../lib/clock';
import type { ImplementerPart } from '../../../models/codes';
import type { StoredSex } from '../../../statistics/sex-split';
import { nameInSql } from '../../people/name-in-sql';
import { getProject } from '../../workshop/project.queries';
import { contributed } from '../../workshop/speakers/roster-figures';
import { listRoster } from '../../workshop/speakers/roster.queries';
import { implementerTable, type ImplementerTable } from './implementer-counts';

/** A record with who it is about. */
export interface ImplementerLine {
  id: number;
  personId: number;
  /** Empty once the person is erased. */
  name: string;
  erased: boolean;
  sex: StoredSex;
  organisation: string | null;
  /** APEC's short name. */
  economy: string | null;
  part: ImplementerPart;
  task: string;
  /** YYYY-MM-DD */
  fromOn: string;
  toOn: string | null;
}

/** All records, by part, then by name and time. */
export async function listImplementers(): Promise<ImplementerLine[]> {
  const rows = await db().query<Omit<ImplementerLine, 'erased'> & { erased: number }>(
    `SELECT i.id, i.person_id AS "personId", ${nameInSql('p')} AS name,
       CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS erased, p.sex, p.organisation,
       e.name AS economy, i.part, i.task, i.from_on AS "fromOn", i.to_on AS "toOn"
     FROM implementers i JOIN people p ON p.id = i.person_id
     LEFT JOIN economies e ON e.code = p.economy_code
     ORDER BY CASE i.part WHEN 'organising_team' THEN 1 WHEN 'contractor' THEN 2
       WHEN 'expert' THEN 3 ELSE 4 END, p.name_key, p.id, i.from_on`,
    { type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({ ...row, erased: row.erased === 1 }));
}

/** Those who have begun by today, and the experts who contributed. Null while there is nobody. */
export async function readImplementerTable(): Promise<ImplementerTable | null> {
  const [records, roster, { timeZone }] = await Promise.all([
    listImplementers(),
    listRoster(),
    getProject(),
  ]);
  const today = dateIn(timeZone);
  return implementerTable(
    records.filter(({ fromOn }) => fromOn <= today),
    roster.filter(contributed),
  );
}

/** People of the organising team at the workshop of whom no record says so yet. */
export function listTeamWithoutRecord(): Promise<{ id: number; name: string }[]> {
  return db().query<{ id: number; name: string }>(
    `SELECT DISTINCT p.id, ${nameInSql('p')} AS name, p.name_key
     FROM registrations r JOIN people p ON p.id = r.person_id
     WHERE r.role = 'organising_team' AND p.erased_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM implementers i WHERE i.person_id = p.id)
     ORDER BY p.name_key, p.id LIMIT 50`,
    { type: QueryTypes.SELECT },
  );
}
