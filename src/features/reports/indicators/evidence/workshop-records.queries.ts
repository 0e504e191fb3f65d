import { QueryTypes } from 'sequelize';
import type {
  AttendanceRecord,
  OthersRecords,
  PresentedRecord,
  RosterRecord,
} from '../../../../../exports/indicators/evidence/records';
import { db } from '../../../../db/transaction';
import type { Sector } from '../../../../models/codes';
import type { StoredSex } from '../../../../statistics/sex-split';
import { origin } from '../../../indicators/attendance-evidence';
import { sectorNames } from '../../../indicators/measure-days';
import { actionsOfMembers } from '../../../records/members/actions.queries';
import { contributed, spoke } from '../../../workshop/speakers/roster-figures';
import { listRoster, type RosterRow } from '../../../workshop/speakers/roster.queries';
import { sexWord } from './sex-word';

/** Everybody who was checked in, once a day and person; `first` is 1 on the first of their days. */
const checkedIn = `FROM attendances a
  JOIN registrations r ON r.id = a.registration_id
  JOIN people p ON p.id = r.person_id
  LEFT JOIN economies e ON e.code = p.economy_code
  WHERE a.present AND r.role <> 'organising_team' AND a.day_number IN (:days)`;
const facts = `a.day_number AS day, ${origin} AS economy,
  CASE WHEN e.travel_eligible THEN 1 ELSE 0 END AS eligible,
  CASE WHEN p.economy_code = (SELECT host_code FROM projects WHERE id = 1) THEN 1 ELSE 0 END AS host,
  p.sex, CASE WHEN EXISTS (SELECT 1 FROM attendances b WHERE b.registration_id = a.registration_id
    AND b.present AND b.day_number IN (:days) AND b.day_number < a.day_number)
    THEN 0 ELSE 1 END AS first`;

interface Row {
  day: number;
  economy: string;
  eligible: number;
  host: number;
  sex: StoredSex;
  first: number;
}

const pageSize = 10_000;

/** One row a person and day, those of a person together; people are numbered in no order of theirs. */
export async function* attendancePersonDays(
  days: readonly number[],
): AsyncGenerator<AttendanceRecord> {
  let person = 0;
  let last: number | null = null;
  for (let offset = 0; ; offset += pageSize) {
    const rows = await db().query<Row & { registration: number; sector: Sector | null }>(
      `SELECT ${facts}, r.id AS registration, p.sector ${checkedIn}
       ORDER BY CASE WHEN e.sort IS NULL THEN 1 ELSE 0 END, e.sort, r.token_hash, a.day_number
       LIMIT :pageSize OFFSET :offset`,
      { type: QueryTypes.SELECT, replacements: { days: inList(days), pageSize, offset } },
    );
    for (const row of rows) {
      if (row.registration !== last) person += 1;
      last = row.registration;
      const sector = sectorNames[row.sector ?? 'not_stated'];
      yield { ...attendanceRecord(row), persons: 1, sector, person };
    }
    if (rows.length < pageSize) return;
  }
}

/** The same people as numbers of those who are alike: on each day, then each person once. */
export async function* attendanceCounts(days: readonly number[]): AsyncGenerator<AttendanceRecord> {
  const alike = 'economy, sort, eligible, host, sex';
  const rows = await db().query<Omit<Row, 'day'> & { day: number | null; persons: number }>(
    `WITH came AS (SELECT ${facts}, e.sort ${checkedIn})
     SELECT day, economy, eligible, host, sex, first, persons FROM (
       SELECT day, 0 AS first, ${alike}, CAST(COUNT(*) AS INTEGER) AS persons
       FROM came GROUP BY day, ${alike}
       UNION ALL
       SELECT NULL AS day, 1 AS first, ${alike}, CAST(COUNT(*) AS INTEGER) AS persons
       FROM came WHERE first = 1 GROUP BY ${alike}
     ) AS people
     ORDER BY first, day, CASE WHEN sort IS NULL THEN 1 ELSE 0 END, sort, sex`,
    { type: QueryTypes.SELECT, replacements: { days: inList(days) } },
  );
  for (const row of rows) {
    yield { ...attendanceRecord(row), persons: row.persons, sector: null, person: null };
  }
}

function attendanceRecord(
  row: Omit<Row, 'day'> & { day: number | null },
): Omit<AttendanceRecord, 'persons' | 'sector' | 'person'> {
  const { day, economy, eligible, host, sex, first } = row;
  return {
    day,
    economy,
    travelEligible: eligible === 1,
    host: host === 1,
    sex: sexWord(sex),
    first: first === 1,
  };
}

/** The people of each day by sector and sex. */
export async function sectorCounts(days: readonly number[]): Promise<OthersRecords['sectors']> {
  const rows = await db().query<{
    day: number;
    sector: Sector | null;
    sex: StoredSex;
    persons: number;
  }>(
    `SELECT a.day_number AS day, p.sector, p.sex, CAST(COUNT(*) AS INTEGER) AS persons ${checkedIn}
     GROUP BY a.day_number, p.sector, p.sex ORDER BY a.day_number, p.sector, p.sex`,
    { type: QueryTypes.SELECT, replacements: { days: inList(days) } },
  );
  return rows.map(({ day, sector, sex, persons }) => ({
    day,
    sector: sectorNames[sector ?? 'not_stated'],
    sex: sexWord(sex),
    persons,
  }));
}

function inList(days: readonly number[]): readonly number[] {
  return days.length === 0 ? [0] : days;
}

interface Roster {
  speakers: RosterRecord[];
  presented: PresentedRecord[];
  experts: RosterRecord[];
}

/** @param one by one, or as numbers of those who are alike */
export async function rosterRecords(oneByOne: boolean): Promise<Roster> {
  const roster = await listRoster();
  const spoken = roster.filter(spoke);
  const numbers = new Map<number, PresentedRecord & { number: number }>();
  for (const row of spoken) {
    const id = womanHeaded(row);
    if (id === null) continue;
    const known = numbers.get(id) ?? {
      number: numbers.size + 1,
      name: row.presentsCluster ?? '',
      speakers: 0,
    };
    numbers.set(id, { ...known, speakers: known.speakers + 1 });
  }
  const recordOf = (row: RosterRow, isSpeaker: boolean): RosterRecord => {
    const id = isSpeaker ? womanHeaded(row) : null;
    return {
      sex: sexWord(row.sex),
      persons: 1,
      economy: row.economy,
      presents: id !== null,
      cluster: id === null ? null : (numbers.get(id)?.number ?? null),
    };
  };
  const speakers = spoken.map((row) => recordOf(row, true));
  const experts = roster.filter(contributed).map((row) => recordOf(row, false));
  return {
    speakers: oneByOne ? speakers : alike(speakers),
    presented: [...numbers.values()],
    experts: oneByOne ? experts : alike(experts),
  };
}

function womanHeaded({ presentsClusterId, clusterHeadedByWoman }: RosterRow): number | null {
  return clusterHeadedByWoman === true ? presentsClusterId : null;
}

/** The members of PPSTI who were active after the last day. */
export async function memberRecords(lastDay: string, oneByOne: boolean): Promise<RosterRecord[]> {
  const rows = await db().query<{ sex: StoredSex; economy: string | null }>(
    `WITH ${actionsOfMembers}
     SELECT p.sex, e.name AS economy FROM people p
     LEFT JOIN economies e ON e.code = p.economy_code
     WHERE p.id IN (SELECT person_id FROM member_actions_after)
     ORDER BY CASE WHEN e.sort IS NULL THEN 1 ELSE 0 END, e.sort, p.sex`,
    { type: QueryTypes.SELECT, replacements: { lastDay } },
  );
  const records = rows.map(({ sex, economy }) => ({
    sex: sexWord(sex),
    persons: 1,
    economy,
    presents: false,
    cluster: null,
  }));
  return oneByOne ? records : alike(records);
}

/** Numbers of people who are alike in sex and in what they present. */
function alike(records: readonly RosterRecord[]): RosterRecord[] {
  const groups = new Map<string, RosterRecord>();
  for (const { sex, presents, persons } of records) {
    const key = `${sex} ${presents}`;
    const known = groups.get(key)?.persons ?? 0;
    groups.set(key, { sex, presents, persons: known + persons, economy: null, cluster: null });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
