import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { Audience } from '../evidence';
import { withoutRespondent } from './without-respondent';

/** What somebody of the team decided that an indicator counts by. */
export interface Decision {
  /** About what: "Comment of Peru", "Targets and rules". */
  about: string;
  decision: string;
  /** May be empty. */
  reason: string;
  /** Empty where it is not told. */
  by: string;
  /** Null where the date would tell when an answer came. */
  at: Date | null;
}

/** More are found in the audit trail and on the pages of the records. */
export const mostDecisions = 50;

interface Row {
  about: string;
  decision: string;
  reason: string | null;
  decided_by: string | null;
  decided_at: string | Date;
  /** Of the record, where the decision is about one of a cluster. */
  cluster?: string | null;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
}

/** Rows of a query with the columns of Row, the first ones of many. */
export async function readDecided(
  sql: string,
  values: Record<string, unknown> = {},
): Promise<Row[]> {
  return db().query<Row>(`${sql} LIMIT :most`, {
    type: QueryTypes.SELECT,
    replacements: { ...values, most: mostDecisions },
  });
}

/** A row as an audience may see it. */
export function toDecision(row: Row, audience: Audience, decision: string): Decision {
  const person =
    row.family_name === null
      ? null
      : { givenName: row.given_name ?? '', familyName: row.family_name, email: row.email };
  const reason = row.reason ?? '';
  return {
    about: row.about,
    decision,
    reason: audience === 'team' ? reason : withoutRespondent(reason, person, clusterUntold(row)),
    by: audience === 'team' ? (row.decided_by ?? '') : '',
    at: new Date(row.decided_at),
  };
}

/** The cluster of a record whose cluster is not told. */
function clusterUntold({ about, cluster = null }: Row): string | null {
  return cluster === null || about.includes(cluster) ? null : cluster;
}

/** The columns of the person a decision is about, of the table `p`. */
export const personColumns = 'p.given_name, p.family_name, p.email';
