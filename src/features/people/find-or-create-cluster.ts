import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { foldText } from './fold-name';

export interface ClusterName {
  name: string;
  economyCode: string;
}

/** What makes a cluster one within its economy: its name without case, marks and punctuation. */
export function clusterKey(cluster: ClusterName): string {
  return `${cluster.economyCode} ${foldText(cluster.name)}`;
}

/**
 * The cluster of that name in that economy, made when there is none. The first spelling stays.
 * Safe when several writers ask for the same new cluster: the unique key lets one of them make it.
 * @returns the id, or null when the name holds no letter or digit
 */
export async function findOrCreateCluster(
  tx: Tx,
  name: string,
  economyCode: string,
): Promise<number | null> {
  const ids = await findOrCreateClusters(tx, [{ name, economyCode }]);
  return ids.get(clusterKey({ name, economyCode })) ?? null;
}

const chunk = 500;

/**
 * The same for a list, in a few statements. An earlier name of a cluster, or that of one merged
 * into it, means the cluster.
 * @returns clusterKey -> id
 */
export async function findOrCreateClusters(
  tx: Tx,
  clusters: ClusterName[],
): Promise<Map<string, number>> {
  const byKey = new Map<string, ClusterName>();
  for (const cluster of clusters) {
    const key = clusterKey(cluster);
    if (foldText(cluster.name) !== '' && !byKey.has(key)) byKey.set(key, cluster);
  }
  // Sorted, so that two transactions wait for each other in the same order.
  const ids = await aliasesAmong(tx, byKey);
  const wanted = [...byKey]
    .filter(([key]) => !ids.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cluster]) => cluster);
  for (let start = 0; start < wanted.length; start += chunk) {
    const part = wanted.slice(start, start + chunk);
    for (const { id, economy_code: economyCode, name_key: nameKey } of await upsert(tx, part)) {
      ids.set(`${economyCode} ${nameKey}`, id);
    }
  }
  return ids;
}

/** Other names of clusters among these keys: key -> id of the cluster. */
async function aliasesAmong(
  tx: Tx,
  byKey: ReadonlyMap<string, ClusterName>,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const nameKeys = [...new Set([...byKey.values()].map(({ name }) => foldText(name)))];
  for (let start = 0; start < nameKeys.length; start += chunk) {
    const rows = await db().query<ClusterRow>(
      `SELECT cluster_id AS id, economy_code, name_key FROM cluster_aliases
       WHERE name_key IN (:keys)`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: { keys: nameKeys.slice(start, start + chunk) },
      },
    );
    for (const { id, economy_code: economyCode, name_key: nameKey } of rows) {
      const key = `${economyCode} ${nameKey}`;
      if (byKey.has(key)) found.set(key, id);
    }
  }
  return found;
}

interface ClusterRow {
  id: number;
  economy_code: string;
  name_key: string;
}

/** One statement that gives the rows back, made now or before; those made before stay as they are. */
function upsert(tx: Tx, clusters: ClusterName[]): Promise<ClusterRow[]> {
  const time = now();
  const rows = clusters.map(({ name, economyCode }) => [
    name.trim(),
    foldText(name),
    economyCode,
    time,
    time,
  ]);
  // The line break after INSERT must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
  return db().query<ClusterRow>(
    `INSERT
     INTO clusters (name, name_key, economy_code, created_at, updated_at)
     VALUES ${rows.map(() => '(?)').join(', ')}
     ON CONFLICT (economy_code, name_key) DO UPDATE SET updated_at = clusters.updated_at
     RETURNING id, economy_code, name_key`,
    { type: QueryTypes.SELECT, replacements: rows, transaction: tx },
  );
}
