import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import type { IndicatorRules } from './rules';

/** A version of the rules with the decision that made it. */
export interface RuleVersion extends IndicatorRules {
  /** Null for the first version, which has held from the beginning. */
  decidedAt: Date | null;
  decidedByName: string;
  reason: string;
}

/** The rules by which indicators are counted now, in one query. */
export async function rulesInForce(tx?: Tx): Promise<RuleVersion> {
  const [rules] = await read(
    'WHERE r.version = (SELECT MAX(version) FROM indicator_rules)',
    {},
    tx,
  );
  if (rules === undefined) throw new Error('There are no rules of the indicators.');
  return rules;
}

/** @throws NotFoundError for a version that there is not */
export async function rulesOfVersion(version: number): Promise<RuleVersion> {
  const [rules] = await read('WHERE r.version = :version', { version });
  if (rules === undefined) throw new NotFoundError('There is no such version of the rules.');
  return rules;
}

/** All versions, the first one first, in one query. */
export function listRuleVersions(tx?: Tx): Promise<RuleVersion[]> {
  return read('', {}, tx);
}

interface Line {
  version: number;
  decidedAt: string | Date | null;
  decidedByName: string;
  reason: string;
  overallMin: number;
  coreMeanMin: number;
  coreAnsweredMin: number;
  invitationsFromDay: number;
  target: string;
  value: number;
}

async function read(
  where: string,
  replacements: Record<string, number>,
  tx?: Tx,
): Promise<RuleVersion[]> {
  const lines = await db().query<Line>(
    `SELECT r.version, r.decided_at AS "decidedAt", r.decided_by_name AS "decidedByName", r.reason,
       r.satisfied_overall_min AS "overallMin", r.satisfied_core_mean_min AS "coreMeanMin",
       r.satisfied_core_answered_min AS "coreAnsweredMin",
       r.invitations_from_day AS "invitationsFromDay", t.target, t.value
     FROM indicator_rules r JOIN indicator_targets t ON t.version = r.version ${where}
     ORDER BY r.version, t.target`,
    { type: QueryTypes.SELECT, replacements, transaction: tx ?? null },
  );
  const versions = new Map<number, RuleVersion & { targets: Map<string, number> }>();
  for (const line of lines) {
    const { version, decidedAt, overallMin, coreMeanMin, coreAnsweredMin } = line;
    let rules = versions.get(version);
    if (rules === undefined) {
      rules = {
        version,
        decidedAt: decidedAt === null ? null : new Date(decidedAt),
        decidedByName: line.decidedByName,
        reason: line.reason,
        satisfaction: { overallMin, coreMeanMin, coreAnsweredMin },
        invitationsFromDay: line.invitationsFromDay,
        targets: new Map(),
      };
      versions.set(version, rules);
    }
    rules.targets.set(line.target, line.value);
  }
  return [...versions.values()];
}
