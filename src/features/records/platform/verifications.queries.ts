import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { VerificationMethod } from '../../../models/codes';
import { nameInSql } from '../../people/name-in-sql';
import { verificationHolds } from './standing';

export const methodWords: Record<VerificationMethod, string> = {
  mail: 'Reply by mail',
  letter: 'Letter',
  call: 'Call',
  meeting: 'Meeting in person',
};

/** A verification with whom it is about, and whether it holds. */
export interface VerificationRow {
  id: number;
  economyCode: string;
  personId: number | null;
  /** Null where the person is not known, or is erased. */
  name: string | null;
  method: VerificationMethod | null;
  /** YYYY-MM-DD */
  verifiedOn: string;
  note: string;
  verifiedByName: string;
  takenBackAt: Date | null;
  takenBackByName: string | null;
  takenBackReason: string | null;
  holds: boolean;
}

/** All verifications, or those of one economy, the latest first. */
export async function listVerifications(economyCode?: string): Promise<VerificationRow[]> {
  type Row = Omit<VerificationRow, 'holds' | 'takenBackAt'> & {
    holds: number;
    takenBackAt: string | Date | null;
  };
  const rows = await db().query<Row>(
    `SELECT v.id, v.economy_code AS "economyCode", v.person_id AS "personId",
       CASE WHEN p.id IS NULL OR p.erased_at IS NOT NULL THEN NULL ELSE ${nameInSql('p')} END AS name,
       v.method, v.verified_on AS "verifiedOn", v.note, v.verified_by_name AS "verifiedByName",
       v.taken_back_at AS "takenBackAt", v.taken_back_by_name AS "takenBackByName",
       v.taken_back_reason AS "takenBackReason",
       CASE WHEN ${verificationHolds} THEN 1 ELSE 0 END AS holds
     FROM focal_point_verifications v LEFT JOIN people p ON p.id = v.person_id
     ${economyCode === undefined ? '' : 'WHERE v.economy_code = :economyCode'}
     ORDER BY v.id DESC`,
    { type: QueryTypes.SELECT, replacements: { economyCode: economyCode ?? '' } },
  );
  return rows.map(({ holds, takenBackAt, ...row }) => ({
    ...row,
    takenBackAt: takenBackAt === null ? null : new Date(takenBackAt),
    holds: holds === 1,
  }));
}
