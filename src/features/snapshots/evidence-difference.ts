import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { Project, WorkshopDay } from '../../models';
import { countedInvitations } from '../indicators/count-invitations';
import type { IndicatorRules } from '../indicators/rules/rules';
import { boundaryOf } from '../indicators/workshop-boundaries';
import { contributed, spoke } from '../workshop/speakers/roster-figures';
import { listRoster, type RosterRow } from '../workshop/speakers/roster.queries';
import {
  facts,
  type EvidenceOrigin,
  type EvidenceState,
  type RecordChange,
} from './evidence-state';
import { evidenceColumns, foundBySql, presentEvidence } from './present-evidence';

/** A row as both databases give it. */
interface Line extends Record<(typeof evidenceColumns)[number], string> {
  source: EvidenceOrigin;
}

const columns = evidenceColumns.join(', ');

/** The records behind indicators as a snapshot left them: of each its last row up to then. */
const stateAt = (name: string, number: string): string => `${name} AS (
  SELECT ${evidenceColumns.map((column) => `e.${column}`).join(', ')} FROM snapshot_evidence e
  JOIN (SELECT source, record_id, MAX(snapshot_number) AS number FROM snapshot_evidence
    WHERE snapshot_number <= :${number} GROUP BY source, record_id) l
    ON l.source = e.source AND l.record_id = e.record_id AND l.number = e.snapshot_number
  WHERE e.indicators <> '')`;

/**
 * What has become of the records since a snapshot; all of them are new when the number is 0. Read
 * in a transaction that sees one state of the database. The number of queries is always the same.
 */
export async function evidenceSince(
  number: number,
  world: {
    project: Project;
    days: readonly WorkshopDay[];
    rules: IndicatorRules;
  },
  tx: Tx,
): Promise<RecordChange[]> {
  const { project, days, rules } = world;
  const { sql, values } = presentEvidence(project, days);
  const select = <T extends object>(text: string): Promise<T[]> =>
    db().query<T>(text, {
      type: QueryTypes.SELECT,
      replacements: { ...values, base: number, found: foundBySql },
      transaction: tx,
    });
  const common = `WITH ${sql}, ${stateAt('base', 'base')}`;
  const moved = await select<Line>(
    `${common} SELECT ${columns} FROM present EXCEPT SELECT ${columns} FROM base`,
  );
  const left = await select<Line>(
    `${common} SELECT ${columns} FROM base WHERE source IN (:found)
     EXCEPT SELECT ${columns} FROM present`,
  );
  const others = await select<Line>(
    `WITH ${stateAt('base', 'base')} SELECT ${columns} FROM base WHERE source NOT IN (:found)`,
  );
  const firstDay = boundaryOf(rules.invitationsFromDay, project, days);
  const few = [
    ...(await countedInvitations(firstDay, undefined, tx)).map((invitation) =>
      stateOf('invitation', invitation.id, 'I07', {
        sex: invitation.sex ?? '',
        cluster: String(invitation.cluster_id ?? ''),
      }),
    ),
    ...rosterStates(await listRoster(tx)),
  ];
  return [...paired(left.map(toState), moved.map(toState)), ...paired(others.map(toState), few)];
}

/** What became of the records between two snapshots, in one query. */
export async function evidenceBetween(
  earlier: number,
  later: number,
  tx?: Tx,
): Promise<RecordChange[]> {
  const lines = await db().query<Line & { side: string }>(
    `WITH touched AS (SELECT DISTINCT source, record_id FROM snapshot_evidence
       WHERE snapshot_number > :earlier AND snapshot_number <= :later),
     sides AS (SELECT 'before' AS side, :earlier AS number UNION ALL SELECT 'after', :later)
     SELECT s.side, ${evidenceColumns.map((column) => `e.${column}`).join(', ')}
     FROM touched t CROSS JOIN sides s
     JOIN snapshot_evidence e ON e.source = t.source AND e.record_id = t.record_id
       AND e.snapshot_number = (SELECT MAX(x.snapshot_number) FROM snapshot_evidence x
         WHERE x.source = t.source AND x.record_id = t.record_id
           AND x.snapshot_number <= s.number)
     WHERE e.indicators <> ''`,
    { type: QueryTypes.SELECT, replacements: { earlier, later }, transaction: tx ?? null },
  );
  const side = (name: string): EvidenceState[] =>
    lines.filter((line) => line.side === name).map(toState);
  return paired(side('before'), side('after'));
}

function toState({ record_id: recordId, source, indicators, ...rest }: Line): EvidenceState {
  const { sex, sector, economy, cluster, days, mark } = rest;
  return { source, recordId, indicators, sex, sector, economy, cluster, days, mark };
}

function stateOf(
  source: EvidenceOrigin,
  recordId: string,
  indicators: string,
  known: Partial<EvidenceState>,
): EvidenceState {
  const none = { sex: '', sector: '', economy: '', cluster: '', days: '', mark: '' };
  return { source, recordId, indicators, ...none, ...known };
}

/** Speakers behind I13, I14 and, with a cluster headed by a woman, I16; experts behind I15. */
function rosterStates(roster: readonly RosterRow[]): EvidenceState[] {
  return [
    ...roster.filter(spoke).map((row) => {
      const presents = row.presentsClusterId !== null && row.clusterHeadedByWoman === true;
      return stateOf('speaker', String(row.personId), presents ? 'I13 I14 I16' : 'I13 I14', {
        sex: row.sex ?? '',
        cluster: String(row.presentsClusterId ?? ''),
        mark: presents ? 'headed_by_woman' : '',
      });
    }),
    ...roster
      .filter(contributed)
      .map((row) => stateOf('expert', String(row.personId), 'I15', { sex: row.sex ?? '' })),
  ];
}

/** Puts the states of each record side by side; those that did not change are left out. */
function paired(before: readonly EvidenceState[], after: readonly EvidenceState[]): RecordChange[] {
  const key = ({ source, recordId }: EvidenceState): string => `${source} ${recordId}`;
  const changes = new Map<string, RecordChange>();
  for (const state of before) changes.set(key(state), { before: state, after: null });
  for (const state of after) {
    const known = changes.get(key(state));
    if (known === undefined) changes.set(key(state), { before: null, after: state });
    else known.after = state;
  }
  return [...changes.values()].filter(({ before: was, after: is }) => !isSame(was, is));
}

function isSame(a: EvidenceState | null, b: EvidenceState | null): boolean {
  if (a === null || b === null) return a === b;
  return a.indicators === b.indicators && facts.every((fact) => a[fact] === b[fact]);
}
