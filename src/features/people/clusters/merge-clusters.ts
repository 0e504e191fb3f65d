import { QueryTypes } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { db, inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { Cluster, ClusterAlias } from '../../../models';
import { computeIndicators } from '../../indicators/compute';
import { isRowId } from '../row-id';
import type { MergeInput } from './cluster.input';
import { obstaclesTo } from './merge-obstacles';

/** How many rows move to the cluster that stays. */
export interface Moved {
  people: number;
  answers: number;
  invitations: number;
  sheets: number;
  requests: number;
  meetings: number;
  reports: number;
  /** Closed requests between the two, which are removed: a cluster asks nothing of itself. */
  removedRequests: number;
}

export interface MergePreview {
  from: Cluster;
  into: Cluster;
  moved: Moved;
  /** What stands in the way, in plain words; the rest is empty then. */
  obstacles: string[];
  /** Indicators that count clusters, before and after. */
  figures: { id: string; title: string; before: number | null; after: number | null }[];
}

/** Indicators whose numbers rest on which clusters there are. */
const affected = ['I02', 'I07', 'I16', 'I19'];

class DryRun extends Error {
  constructor(readonly preview: MergePreview) {
    super('Rolled back on purpose.');
  }
}

/**
 * What a merge would do: it is done and taken back, so that the numbers are those of the real one.
 * @throws NotFoundError; ConflictError for clusters of two economies, or one and the same
 */
export async function previewMerge(intoId: number, fromId: number): Promise<MergePreview> {
  try {
    await inTransaction(async (tx) => {
      const { from, into } = await lockBoth(tx, intoId, fromId);
      const obstacles = await obstaclesTo(tx, intoId, fromId);
      if (obstacles.length > 0) {
        throw new DryRun({ from, into, moved: nothing, obstacles, figures: [] });
      }
      const before = await figuresNow(tx);
      const moved = await moveAll(tx, into, from);
      const after = new Map((await figuresNow(tx)).map(({ id, value }) => [id, value]));
      const figures = before.map(({ id, title, value }) => ({
        ...{ id, title, before: value, after: after.get(id) ?? null },
      }));
      throw new DryRun({ from, into, moved, obstacles: [], figures });
    });
  } catch (error) {
    if (error instanceof DryRun) return error.preview;
    throw error;
  }
  throw new Error('A dry run ends with being taken back.');
}

/**
 * Makes two clusters one: everything of the one moves to the other, whose name stays, and the name
 * of the one is from now on another name of it. All or nothing; it cannot be undone.
 * @throws as previewMerge; ConflictError `changed_meanwhile` when it is not what was shown,
 *   `obstacles` with what stands in the way
 */
export async function mergeClusters(
  actor: Actor,
  intoId: number,
  { from: fromId, seen, reason }: MergeInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { from, into } = await lockBoth(tx, intoId, fromId);
    const obstacles = await obstaclesTo(tx, intoId, fromId);
    if (obstacles.length > 0) {
      throw new ConflictError(`Nothing was merged. ${obstacles.join(' ')}`, 'obstacles');
    }
    const moved = await moveAll(tx, into, from);
    if (seenText(moved) !== seen) {
      throw new ConflictError(
        'Nothing was merged: what would move has changed since the page was opened. Please look through it again.',
        'changed_meanwhile',
      );
    }
    await recordAuditEvent(tx, actor, {
      action: 'cluster.merged',
      subjectType: 'cluster',
      subjectId: intoId,
      changes: { merged: { id: fromId, name: from.name }, into: into.name, ...moved, reason },
    });
  });
}

/** What a dry run showed, to be compared when it is carried out. */
export function seenText(moved: Moved): string {
  return Object.entries(moved)
    .map(([what, count]) => `${what}:${count}`)
    .join(',');
}

const nothing: Moved = {
  ...{ people: 0, answers: 0, invitations: 0, sheets: 0 },
  ...{ requests: 0, meetings: 0, reports: 0, removedRequests: 0 },
};

async function lockBoth(
  tx: Tx,
  intoId: number,
  fromId: number,
): Promise<{ into: Cluster; from: Cluster }> {
  const rows = await Cluster.findAll({
    where: { id: [intoId, fromId].filter(isRowId) },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const into = rows.find(({ id }) => id === intoId);
  const from = rows.find(({ id }) => id === fromId);
  if (into === undefined || from === undefined) {
    throw new NotFoundError('There is no such cluster. It may have been merged already.');
  }
  if (into.id === from.id || into.economyCode !== from.economyCode) {
    throw new ConflictError('Only two clusters of one economy can be merged.', 'not_mergeable');
  }
  return { into, from };
}

async function figuresNow(tx: Tx) {
  const indicators = await computeIndicators({ tx });
  return indicators
    .filter(({ definition }) => affected.includes(definition.id))
    .map(({ definition, value }) => ({ id: definition.id, title: definition.title, value }));
}

async function moveAll(tx: Tx, into: Cluster, from: Cluster): Promise<Moved> {
  const values = { into: into.id, source: from.id };
  const run = async (sql: string): Promise<number> => {
    const rows = await db().query<object>(`${sql} RETURNING 1 AS one`, {
      type: QueryTypes.SELECT,
      transaction: tx,
      replacements: values,
    });
    return rows.length;
  };
  const between = `(from_cluster_id = :source AND to_cluster_id = :into)
    OR (from_cluster_id = :into AND to_cluster_id = :source)`;
  await run(`DELETE FROM meeting_request_changes WHERE request_id IN (
    SELECT id FROM meeting_requests WHERE ${between})`);
  const removedRequests = await run(`DELETE FROM meeting_requests WHERE ${between}`);
  const invitations = await run(`UPDATE responses SET cluster_id = :into
    WHERE cluster_id = :source AND survey_id IN (
      SELECT id FROM surveys WHERE form = 'collaboration_invitation')`);
  const other = `CASE WHEN from_cluster_id = :source THEN to_cluster_id ELSE from_cluster_id END`;
  const moved: Moved = {
    people: await run('UPDATE people SET cluster_id = :into WHERE cluster_id = :source'),
    answers: await run('UPDATE responses SET cluster_id = :into WHERE cluster_id = :source'),
    invitations,
    sheets: await run(
      'UPDATE speaker_sheets SET presents_cluster_id = :into WHERE presents_cluster_id = :source',
    ),
    requests: await run(`UPDATE meeting_requests SET
        low_cluster_id = CASE WHEN ${other} < :into THEN ${other} ELSE :into END,
        high_cluster_id = CASE WHEN ${other} < :into THEN :into ELSE ${other} END,
        from_cluster_id = CASE WHEN from_cluster_id = :source THEN :into ELSE from_cluster_id END,
        to_cluster_id = CASE WHEN to_cluster_id = :source THEN :into ELSE to_cluster_id END
      WHERE from_cluster_id = :source OR to_cluster_id = :source`),
    meetings: await run('UPDATE meeting_parties SET cluster_id = :into WHERE cluster_id = :source'),
    reports: await run('UPDATE meeting_reports SET cluster_id = :into WHERE cluster_id = :source'),
    removedRequests,
  };
  const owned = { where: { clusterId: from.id }, transaction: tx };
  await ClusterAlias.update({ clusterId: into.id }, owned);
  const { economyCode, nameKey, name } = from;
  await from.destroy({ transaction: tx });
  await ClusterAlias.create(
    { economyCode, nameKey, name, clusterId: into.id },
    { transaction: tx },
  );
  return moved;
}
