import { QueryTypes } from 'sequelize';
import { together } from '../../../db/together';
import { db, type Tx } from '../../../db/transaction';
import type { RegistrationStatus, SheetKind, Suitability } from '../../../models/codes';
import type { StoredSex } from '../../../statistics/sex-split';
import { listDaysSpoken, listPublishedTalks } from './published-talks.queries';

/** One person as a speaker or as an expert; who is both has two rows. */
export interface RosterRow {
  kind: SheetKind;
  personId: number;
  /** Null when the person is not registered at all. */
  registrationId: number | null;
  status: RegistrationStatus | null;
  /** Registered as a member of the organising team, which no indicator counts. */
  isTeam: boolean;
  title: string | null;
  givenName: string;
  familyName: string;
  erased: boolean;
  sex: StoredSex;
  position: string | null;
  organisation: string | null;
  /** APEC's short name; null for people from outside the member economies. */
  economy: string | null;
  /** Characters of the two texts of the sheet; 0 when nothing is written. */
  biographyLength: number;
  experienceLength: number;
  presentsClusterId: number | null;
  presentsCluster: string | null;
  /** Of the cluster they present; null: not stated. */
  clusterHeadedByWoman: boolean | null;
  review: Suitability;
  /** Organisers' mark on experts. */
  contributed: boolean;
  /** Days of the workshop on which the person was checked in. */
  daysAttended: number;
  /** Days on which they were there and had a talk or a place on a panel in the published programme. */
  spokeOn: number[];
  /** Files collected from the person. */
  files: number;
}

/**
 * Everybody who is registered as a speaker or expert, has a sheet as one, or speaks in the published
 * programme, by name. Speakers come before experts.
 */
export async function listRoster(tx?: Tx): Promise<RosterRow[]> {
  type Row = Omit<
    RosterRow,
    'erased' | 'isTeam' | 'clusterHeadedByWoman' | 'contributed' | 'spokeOn'
  > & {
    erased: number;
    isTeam: number;
    clusterHeadedByWoman: number | null;
    contributed: number;
  };
  const talks = await listPublishedTalks(tx);
  const [rows, spoken] = await together(tx, [
    () =>
      db().query<Row>(rosterSql, {
        type: QueryTypes.SELECT,
        replacements: { speaking: [0, ...talks.map(({ personId }) => personId)] },
        transaction: tx ?? null,
      }),
    () => listDaysSpoken(talks, tx),
  ]);
  return rows.map((row) => ({
    ...row,
    erased: row.erased === 1,
    isTeam: row.isTeam === 1,
    clusterHeadedByWoman: row.clusterHeadedByWoman === null ? null : row.clusterHeadedByWoman === 1,
    contributed: row.contributed === 1,
    spokeOn: row.kind === 'speaker' ? (spoken.get(row.personId) ?? []) : [],
  }));
}

// Truth values as numbers, since the two databases give them in different ways.
const rosterSql = `SELECT k.kind AS kind, p.id AS "personId", r.id AS "registrationId",
    r.status AS status, CASE WHEN r.role = 'organising_team' THEN 1 ELSE 0 END AS "isTeam",
    p.title AS title, p.given_name AS "givenName",
    p.family_name AS "familyName", CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS erased,
    p.sex AS sex, p.position AS position, p.organisation AS organisation, e.name AS economy,
    CAST(COALESCE(length(s.biography), 0) AS INTEGER) AS "biographyLength",
    CAST(COALESCE(length(s.cluster_experience), 0) AS INTEGER) AS "experienceLength",
    s.presents_cluster_id AS "presentsClusterId", c.name AS "presentsCluster",
    CASE WHEN s.cluster_headed_by_woman IS NULL THEN NULL
      WHEN s.cluster_headed_by_woman THEN 1 ELSE 0 END AS "clusterHeadedByWoman",
    COALESCE(s.review, 'undecided') AS review,
    CASE WHEN s.contributed THEN 1 ELSE 0 END AS contributed,
    (SELECT CAST(COUNT(*) AS INTEGER) FROM attendances a
      WHERE a.registration_id = r.id AND a.present) AS "daysAttended",
    (SELECT CAST(COUNT(*) AS INTEGER) FROM materials m WHERE m.person_id = p.id) AS files
  FROM (SELECT person_id, role AS kind FROM registrations WHERE role IN ('speaker', 'expert')
    UNION SELECT person_id, kind FROM speaker_sheets
    UNION SELECT id, 'speaker' FROM people WHERE id IN (:speaking)) k
  JOIN people p ON p.id = k.person_id
  LEFT JOIN economies e ON e.code = p.economy_code
  LEFT JOIN registrations r ON r.person_id = p.id
  LEFT JOIN speaker_sheets s ON s.person_id = k.person_id AND s.kind = k.kind
  LEFT JOIN clusters c ON c.id = s.presents_cluster_id
  ORDER BY CASE k.kind WHEN 'speaker' THEN 0 ELSE 1 END, p.name_key, p.id`;
