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

/** SQL: the records of some sources as a snapshot left them, of each its last row up to then. */
const stateAt = (sources: string): string => `SELECT ${evidenceColumns
  .map((column) => `e.${column}`)
  .join(', ')} FROM snapshot_evidence e
  JOIN (SELECT source, record_id, MAX(snapshot_number) AS number FROM snapshot_evidence
    WHERE snapshot_number <= :base AND source ${sources} GROUP BY source, record_id) l
    ON l.source = e.source AND l.record_id = e.record_id AND l.number = e.snapshot_number
  WHERE e.indicators <> ''`;

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
  // Of rows that are the same on both sides there are two.
  const single = await select<Line & { side: string }>(
    `WITH ${sql} SELECT ${columns}, MAX(side) AS side FROM (
       SELECT ${columns}, 'after' AS side FROM present
       UNION ALL SELECT b.*, 'before' FROM (${stateAt('IN (:found)')}) b) AS sides
     GROUP BY ${columns} HAVING COUNT(*) = 1`,
  );
  const others = await select<Line>(stateAt('NOT IN (:found)'));
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
  return [...pairedSides(single), ...paired(others.map(toState), few)];
}

/** The records of one source that stood behind indicators at a snapshot. */
export async function evidenceAt(number: number, source: EvidenceOrigin): Promise<EvidenceState[]> {
  const lines = await db().query<Line>(stateAt('= :source'), {
    type: QueryTypes.SELECT,
    replacements: { base: number, source },
  });
  return lines.map(toState);
}

/** SQL: the snapshot that wrote the last row of a record of `t`, up to one of this name. */
const lastNumber = (name: string): string => `(SELECT MAX(x.snapshot_number)
  FROM snapshot_evidence x WHERE x.source = t.source AND x.record_id = t.record_id
    AND x.snapshot_number <= :${name})`;

/** What became of the records between two snapshots, in one query. */
export async function evidenceBetween(
  earlier: number,
  later: number,
  tx?: Tx,
): Promise<RecordChange[]> {
  const all = evidenceColumns.map((column) => `e.${column}`).join(', ');
  const lines = await db().query<Line & { side: string }>(
    `WITH touched AS (SELECT DISTINCT source, record_id FROM snapshot_evidence
       WHERE snapshot_number > :earlier AND snapshot_number <= :later),
     marks AS (SELECT source, record_id, ${lastNumber('earlier')} AS was, ${lastNumber('later')} AS now
       FROM touched t)
     SELECT 'before' AS side, ${all} FROM marks m JOIN snapshot_evidence e
       ON e.source = m.source AND e.record_id = m.record_id AND e.snapshot_number = m.was
     WHERE e.indicators <> ''
     UNION ALL
     SELECT 'after', ${all} FROM marks m JOIN snapshot_evidence e
       ON e.source = m.source AND e.record_id = m.record_id AND e.snapshot_number = m.now
     WHERE e.indicators <> ''`,
    { type: QueryTypes.SELECT, replacements: { earlier, later }, transaction: tx ?? null },
  );
  return pairedSides(lines);
}

function pairedSides(lines: readonly (Line & { side: string })[]): RecordChange[] {
  const of = (side: string): EvidenceState[] =>
    lines.filter((line) => line.side === side).map(toState);
  return paired(of('before'), of('after'));
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
