import { dateIn } from '../../lib/clock';
import type { Project, WorkshopDay } from '../../models';
import { nameInSql } from '../people/name-in-sql';
import type { Audience } from './evidence';
import { queried, type EvidenceColumn, type EvidenceSource } from './evidence-sources';
import type { Within } from './period';

const tables = `FROM attendances a
  JOIN registrations r ON r.id = a.registration_id
  JOIN people p ON p.id = r.person_id
  LEFT JOIN economies e ON e.code = p.economy_code
  WHERE a.present AND r.role <> 'organising_team' AND a.day_number IN (:days)`;

/** Whom an indicator counts among those who were checked in. */
const conditions: Partial<Record<string, string>> = {
  I04: 'e.travel_eligible',
  I11: `p.sex = 'female'`,
};

/**
 * The people an indicator of days counts: for the team one row a person with the days, for others
 * their numbers by day and economy. Both add up to the figures of the days.
 */
export function attendanceEvidence(
  id: string,
  audience: Audience,
  project: Pick<Project, 'timeZone'>,
  days: readonly Pick<WorkshopDay, 'number' | 'date'>[],
  when: Pick<Within, 'holds'>,
): EvidenceSource {
  const today = dateIn(project.timeZone);
  const taken = days
    .filter(({ date }) => date <= today && when.holds(date))
    .map(({ number }) => number);
  const condition = conditions[id];
  const where = condition === undefined ? tables : `${tables} AND ${condition}`;
  const values = { days: taken.length === 0 ? [0] : taken };
  return audience === 'team' ? persons(where, values, taken) : counts(where, values, id === 'I11');
}

function persons(
  where: string,
  values: Record<string, unknown>,
  days: readonly number[],
): EvidenceSource {
  const columns: EvidenceColumn[] = [
    { key: 'economy', label: 'Economy', type: 'text' },
    { key: 'person', label: 'Person', type: 'text' },
    { key: 'sex', label: 'Sex', type: 'sex' },
    { key: 'sector', label: 'Sector', type: 'sector' },
    ...days.map((day) => ({
      key: `day_${day}`,
      label: `Day ${day}`,
      type: 'yes_no' as const,
    })),
  ];
  const daily = days.map(
    (day) => `MAX(CASE WHEN a.day_number = ${day} THEN 1 ELSE 0 END) AS day_${day}`,
  );
  return queried({
    columns,
    select: `SELECT p.id AS person_id, e.name AS economy,
        ${nameInSql('p')} AS person,
        ${['p.sex', 'p.sector', ...daily].join(', ')} ${where}
      GROUP BY p.id, e.name, e.sort, p.given_name, p.family_name, p.name_key, p.sex, p.sector
      ORDER BY CASE WHEN e.sort IS NULL THEN 1 ELSE 0 END, e.sort, p.name_key, p.id`,
    count: `SELECT CAST(COUNT(DISTINCT r.id) AS INTEGER) AS n ${where}`,
    values,
  });
}

/** Of people erased at their own request it is not known any more where they came from. */
export const origin = `COALESCE(e.name, CASE WHEN p.erased_at IS NULL THEN 'Not a member economy'
  ELSE 'Economy not known any more' END)`;

const others: EvidenceColumn[] = [
  { key: 'men', label: 'Men', type: 'number' },
  { key: 'not_stated', label: 'Not stated', type: 'number' },
  { key: 'persons', label: 'Everyone', type: 'number' },
];

/** @param isOfWomen men and not stated are not asked for: zeros in their place would not be true */
function counts(
  where: string,
  values: Record<string, unknown>,
  isOfWomen: boolean,
): EvidenceSource {
  const sum = (condition: string): string =>
    `CAST(COUNT(CASE WHEN ${condition} THEN 1 END) AS INTEGER)`;
  const grouped = `${where} GROUP BY a.day_number, ${origin}, e.sort`;
  return queried({
    columns: [
      { key: 'day', label: 'Day', type: 'number' },
      { key: 'economy', label: 'Economy', type: 'text' },
      { key: 'women', label: 'Women', type: 'number' },
      ...(isOfWomen ? [] : others),
    ],
    select: `SELECT a.day_number AS day,
        ${origin} AS economy,
        ${sum("p.sex = 'female'")} AS women, ${sum("p.sex = 'male'")} AS men,
        ${sum("p.sex IS NULL OR p.sex NOT IN ('female', 'male')")} AS not_stated,
        CAST(COUNT(*) AS INTEGER) AS persons ${grouped}
      ORDER BY a.day_number, CASE WHEN e.sort IS NULL THEN 1 ELSE 0 END, e.sort, economy DESC`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM (SELECT a.day_number ${grouped}) AS grouped`,
    values,
  });
}
