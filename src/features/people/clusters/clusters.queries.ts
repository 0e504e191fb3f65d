import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { foldText } from '../fold-name';
import { isRowId } from '../row-id';

/** A cluster with what hangs on it. */
export interface ListedCluster {
  id: number;
  name: string;
  economyCode: string;
  economy: string;
  people: number;
  answers: number;
}

export const clustersShown = 300;

const columns = `SELECT c.id, c.name, c.economy_code AS "economyCode", e.name AS economy,
  CAST((SELECT COUNT(*) FROM people p WHERE p.cluster_id = c.id AND p.erased_at IS NULL)
    AS INTEGER) AS people,
  CAST((SELECT COUNT(*) FROM responses r WHERE r.cluster_id = c.id) AS INTEGER) AS answers
  FROM clusters c JOIN economies e ON e.code = c.economy_code`;

/**
 * Clusters by economy and name, at most 300.
 * @param filter words of the name, also of an earlier one, and an economy
 */
export function listClusters(filter: {
  search?: string;
  economy?: string;
}): Promise<ListedCluster[]> {
  const { search = '', economy = '' } = filter;
  const key = foldText(search);
  return db().query<ListedCluster>(
    `${columns}
     WHERE (:economy = '' OR c.economy_code = :economy)
       AND (:key = '' OR c.name_key LIKE :pattern OR EXISTS (SELECT 1 FROM cluster_aliases a
         WHERE a.cluster_id = c.id AND a.name_key LIKE :pattern))
     ORDER BY e.sort, c.name_key, c.id LIMIT ${clustersShown}`,
    { type: QueryTypes.SELECT, replacements: { economy, key, pattern: `%${key}%` } },
  );
}

/** One cluster with its other names. @throws NotFoundError */
export async function getCluster(
  clusterId: number,
): Promise<ListedCluster & { otherNames: string[] }> {
  const [cluster] = isRowId(clusterId)
    ? await db().query<ListedCluster>(`${columns} WHERE c.id = :clusterId`, {
        type: QueryTypes.SELECT,
        replacements: { clusterId },
      })
    : [];
  if (cluster === undefined) throw new NotFoundError('There is no such cluster.');
  const aliases = await db().query<{ name: string }>(
    'SELECT name FROM cluster_aliases WHERE cluster_id = :clusterId ORDER BY name',
    { type: QueryTypes.SELECT, replacements: { clusterId } },
  );
  return { ...cluster, otherNames: aliases.map(({ name }) => name) };
}
