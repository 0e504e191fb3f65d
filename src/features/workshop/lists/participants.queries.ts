import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type {
  Affiliation,
  AttendanceMode,
  Funding,
  RegistrationRole,
  RegistrationStatus,
  Sector,
} from '../../../models/codes';
import type { StoredSex } from '../../../statistics/sex-split';

/** Somebody who is registered, or who came whatever their registration says. */
export interface ParticipantRecord {
  registrationId: number;
  role: RegistrationRole;
  status: RegistrationStatus;
  mode: AttendanceMode;
  funding: Funding | null;
  fundingTold: Funding | null;
  title: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  sex: StoredSex;
  affiliation: Affiliation;
  /** APEC's short name; null for people from outside the member economies. */
  economy: string | null;
  /** Place of the economy in APEC's order. */
  economySort: number | null;
  isTravelEligible: boolean;
  sector: Sector | null;
  organisation: string | null;
  position: string | null;
  /** Their data were erased; the row keeps what is counted. */
  isErased: boolean;
  /** Agreed last to stand in the list that participants receive. */
  mayBeListed: boolean;
  daysRegistered: number[];
  daysAttended: number[];
}

type Row = Omit<
  ParticipantRecord,
  'isTravelEligible' | 'isErased' | 'mayBeListed' | 'daysRegistered' | 'daysAttended'
> & { isTravelEligible: number; isErased: number; mayBeListed: number };

/**
 * Everybody of the lists: economies in APEC's order, people from elsewhere last, then by family name
 * and given name. Three queries, whatever the number of people.
 */
export async function listParticipants(): Promise<ParticipantRecord[]> {
  const [rows, registered, attended] = await Promise.all([
    db().query<Row>(peopleSql, { type: QueryTypes.SELECT }),
    daysBy('SELECT registration_id AS id, day_number AS day FROM registration_days'),
    daysBy('SELECT registration_id AS id, day_number AS day FROM attendances WHERE present'),
  ]);
  return rows
    .map((row) => ({
      ...row,
      isTravelEligible: row.isTravelEligible === 1,
      isErased: row.isErased === 1,
      mayBeListed: row.mayBeListed === 1,
      daysRegistered: registered.get(row.registrationId) ?? [],
      daysAttended: attended.get(row.registrationId) ?? [],
    }))
    .sort(inListOrder);
}

// Truth values as numbers, since the two databases give them in different ways.
const peopleSql = `SELECT r.id AS "registrationId", r.role AS role, r.status AS status,
    r.mode AS mode, r.funding AS funding, r.funding_told AS "fundingTold", p.title AS title, p.given_name AS "givenName",
    p.family_name AS "familyName", p.email AS email, p.sex AS sex, p.affiliation AS affiliation,
    e.name AS economy, e.sort AS "economySort",
    CASE WHEN e.travel_eligible THEN 1 ELSE 0 END AS "isTravelEligible", p.sector AS sector,
    p.organisation AS organisation, p.position AS position,
    CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS "isErased",
    CASE WHEN (SELECT c.given FROM consents c WHERE c.id = (SELECT MAX(id) FROM consents
        WHERE person_id = p.id AND kind = 'participant_list')) THEN 1 ELSE 0 END AS "mayBeListed"
  FROM registrations r JOIN people p ON p.id = r.person_id
  LEFT JOIN economies e ON e.code = p.economy_code
  WHERE r.status = 'registered' OR EXISTS (
    SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.present)`;

async function daysBy(sql: string): Promise<Map<number, number[]>> {
  const rows = await db().query<{ id: number; day: number }>(`${sql} ORDER BY day_number`, {
    type: QueryTypes.SELECT,
  });
  const days = new Map<number, number[]>();
  for (const { id, day } of rows) days.set(id, [...(days.get(id) ?? []), day]);
  return days;
}

// The databases order letters in different ways.
const collator = new Intl.Collator('en', { sensitivity: 'base' });

function inListOrder(a: ParticipantRecord, b: ParticipantRecord): number {
  return (
    placeOf(a) - placeOf(b) ||
    collator.compare(a.affiliation, b.affiliation) ||
    collator.compare(a.familyName, b.familyName) ||
    collator.compare(a.givenName, b.givenName) ||
    a.registrationId - b.registrationId
  );
}

function placeOf({ economySort }: ParticipantRecord): number {
  return economySort ?? Number.MAX_SAFE_INTEGER;
}
