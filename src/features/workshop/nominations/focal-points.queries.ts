import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { MessageStatus } from '../../../models/codes';

/** A link in use, or withdrawn, with what became of the last mail that carried it. */
export interface FocalPointRow {
  id: number;
  economyCode: string;
  personId: number;
  givenName: string;
  familyName: string;
  email: string | null;
  openedAt: Date | null;
  withdrawnAt: Date | null;
  /** Null while no mail has been written. */
  mail: { id: number; status: MessageStatus; at: Date } | null;
  mails: number;
}

interface Row {
  id: number;
  economy_code: string;
  person_id: number;
  given_name: string;
  family_name: string;
  email: string | null;
  opened_at: string | Date | null;
  withdrawn_at: string | Date | null;
  message_id: number | null;
  message_status: MessageStatus;
  message_at: string | Date;
  mails: number;
}

/**
 * The focal points of one economy or of all, with the state of their links, in one statement.
 * @param economyCode undefined for all
 */
export async function listFocalPoints(economyCode?: string): Promise<FocalPointRow[]> {
  const rows = await db().query<Row>(
    `SELECT f.id, f.economy_code, f.person_id, p.given_name, p.family_name, p.email, f.opened_at,
       f.withdrawn_at, m.id AS message_id, m.status AS message_status,
       COALESCE(m.sent_at, m.created_at) AS message_at, COALESCE(c.mails, 0) AS mails
     FROM focal_points f JOIN people p ON p.id = f.person_id
     LEFT JOIN (
       SELECT link_subject, MAX(id) AS last_id, CAST(COUNT(*) AS INTEGER) AS mails FROM messages
       WHERE kind = 'focal_point_link' GROUP BY link_subject
     ) c ON c.link_subject = 'focal_point:' || CAST(f.id AS TEXT)
     LEFT JOIN messages m ON m.id = c.last_id
     ${economyCode === undefined ? '' : 'WHERE f.economy_code = :economyCode'}
     ORDER BY f.withdrawn_at IS NOT NULL, f.id`,
    { type: QueryTypes.SELECT, replacements: { economyCode } },
  );
  return rows.map((row) => ({
    id: row.id,
    economyCode: row.economy_code,
    personId: row.person_id,
    givenName: row.given_name,
    familyName: row.family_name,
    email: row.email,
    openedAt: asDate(row.opened_at),
    withdrawnAt: asDate(row.withdrawn_at),
    mail:
      row.message_id === null
        ? null
        : { id: row.message_id, status: row.message_status, at: new Date(row.message_at) },
    mails: row.mails,
  }));
}

function asDate(value: string | Date | null): Date | null {
  return value === null ? null : new Date(value);
}
