import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { Material } from '../../../models';
import type { Release } from '../../../models/codes';

/** A file with the person and the session it belongs to. */
export interface MaterialRow {
  id: number;
  title: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  release: Release;
  revision: number;
  personId: number | null;
  givenName: string | null;
  familyName: string | null;
  sessionId: number | null;
  sessionTitle: string | null;
  /** Null for files of no session. */
  day: number | null;
  startsAt: string | null;
}

interface Choice {
  releases?: readonly Release[];
  personId?: number;
}

/** Files in the order of the programme; those of no session come last. */
export function listMaterials({ releases, personId }: Choice = {}): Promise<MaterialRow[]> {
  const conditions = [
    ...(releases === undefined ? [] : ['m.release IN (:releases)']),
    ...(personId === undefined ? [] : ['m.person_id = :personId']),
  ];
  return db().query<MaterialRow>(
    `SELECT m.id AS id, m.title AS title, m.file_name AS "fileName", m.media_type AS "mediaType",
       m.bytes AS bytes, m.release AS release, m.revision AS revision, p.id AS "personId",
       p.given_name AS "givenName", p.family_name AS "familyName", s.id AS "sessionId",
       s.title AS "sessionTitle", s.day_number AS day, s.starts_at AS "startsAt"
     FROM materials m LEFT JOIN people p ON p.id = m.person_id
     LEFT JOIN programme_sessions s ON s.id = m.session_id
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY CASE WHEN s.id IS NULL THEN 1 ELSE 0 END, s.day_number, s.starts_at, s.id, m.id`,
    { type: QueryTypes.SELECT, replacements: { releases, personId } },
  );
}

/**
 * A file for somebody who may see it. Others learn nothing, not even that it is there.
 * @param mayOpen the person whose own it is, or the releases that reach the reader
 * @throws NotFoundError
 */
export async function getMaterial(
  id: number,
  mayOpen: { releases: readonly Release[]; personId?: number },
): Promise<Material> {
  const material = Number.isSafeInteger(id) ? await Material.findByPk(id) : null;
  const released = material !== null && mayOpen.releases.includes(material.release);
  const own = mayOpen.personId !== undefined && material?.personId === mayOpen.personId;
  if (material === null || !(released || own)) throw new NotFoundError('There is no such file.');
  return material;
}

/** A session to choose from. */
export interface SessionChoice {
  id: number;
  day: number;
  startsAt: string;
  title: string;
}

/** @param personId with it, only sessions in which this person has a part */
export function listSessionChoices(personId?: number): Promise<SessionChoice[]> {
  return db().query<SessionChoice>(
    `SELECT s.id AS id, s.day_number AS day, s.starts_at AS "startsAt", s.title AS title
     FROM programme_sessions s
     WHERE ${
       personId === undefined
         ? "s.type <> 'break'"
         : 's.id IN (SELECT session_id FROM session_people WHERE person_id = :personId)'
     }
     ORDER BY s.day_number, s.starts_at, s.id`,
    { type: QueryTypes.SELECT, replacements: { personId } },
  );
}
