import { QueryTypes } from 'sequelize';
import { db, inSnapshot, isPostgres, type Tx } from '../../../db/transaction';
import type { CrossCount } from '../../../statistics/cross-table';
import { notShown, packedLayoutNumber } from '../../../survey-engine/packed-codes';
import { packMissing } from '../../responses/write-packed';
import {
  placesOf,
  unpackGroups,
  type Group,
  type Place,
  type VersionPlaces,
} from './packed-groups';
import type { Variable } from './variables';

/**
 * How many valid responses of these versions gave each pair of answers, by sex: counted by the
 * database in one pass over packed answers, without a join. Those not valid, of which there are few,
 * are counted apart and taken off.
 */
export async function countPairs(
  surveyId: number,
  versionIds: readonly number[],
  row: Variable,
  column: Variable,
): Promise<CrossCount[]> {
  if (versionIds.length === 0) return [];
  const versions = await placesOf(versionIds, row, column);
  const select = groupsOf(versions, row, column);
  const groups = await inPackedSnapshot(surveyId, versionIds, (tx) =>
    queryGroups(select, { surveyId }, tx),
  );
  return unpackGroups(groups, versions);
}

/** Reads packed answers at one moment, after packing those that are not packed yet. */
export async function inPackedSnapshot<T>(
  surveyId: number,
  versionIds: readonly number[],
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const first = await inSnapshot(async (tx) =>
    (await isAllPacked(surveyId, versionIds, tx)) ? { value: await read(tx) } : null,
  );
  if (first !== null) return first.value;
  await packMissing(surveyId);
  return inSnapshot(read);
}

/** What stands in the place of a question that a version does not ask. */
function noPlace(): string {
  const hex = Buffer.from(notShown, 'latin1').toString('hex');
  return isPostgres() ? `CAST('\\x${hex}' AS BYTEA)` : `X'${hex}'`;
}

const factColumns = { sex: 'p.sex', sector: 'p.sector', economy: 'p.economy_code' };

/** SQL for the answer to a variable in packed answers `p`. */
export function expressionOf(place: Place, { fact }: Variable): string {
  if (place === null) return noPlace();
  if (place === 'fact') return factColumns[fact ?? 'sex'];
  return `substr(p.codes, ${place.start}, ${place.width})`;
}

function groupsOf(versions: readonly VersionPlaces[], row: Variable, column: Variable): string {
  const selects = versions.flatMap(({ id, ...places }) => {
    const a = expressionOf(places.row, row);
    const b = expressionOf(places.column, column);
    return [
      `SELECT ${id} AS version_id, ${a} AS a, ${b} AS b, p.sex, COUNT(*) AS n
       FROM packed_answers p WHERE p.version_id = ${id} AND p.layout = :layout GROUP BY 2, 3, 4`,
      `SELECT ${id} AS version_id, ${a} AS a, ${b} AS b, p.sex, -COUNT(*) AS n
       FROM responses r CROSS JOIN packed_answers p
       WHERE r.survey_id = :surveyId AND r.valid = FALSE AND p.response_id = r.id
         AND p.version_id = ${id} AND p.layout = :layout GROUP BY 2, 3, 4`,
    ];
  });
  return `SELECT version_id, a, b, sex, CAST(SUM(n) AS INTEGER) AS n
    FROM (${selects.join(' UNION ALL ')}) AS parts
    GROUP BY version_id, a, b, sex HAVING SUM(n) > 0`;
}

export function queryGroups(
  select: string,
  replacements: Record<string, number>,
  transaction: Tx,
): Promise<Group[]> {
  return db().query<Group>(select, {
    type: QueryTypes.SELECT,
    replacements: { ...replacements, layout: packedLayoutNumber },
    transaction,
  });
}

/** False where answers were stored before this layout was known. */
async function isAllPacked(
  surveyId: number,
  versionIds: readonly number[],
  transaction: Tx,
): Promise<boolean> {
  const [row] = await db().query<{ stored: number; packed: number }>(
    `SELECT (SELECT CAST(COUNT(*) AS INTEGER) FROM responses
        WHERE survey_id = :surveyId AND version_id IN (:versionIds)) AS stored,
      (SELECT CAST(COUNT(*) AS INTEGER) FROM packed_answers
        WHERE version_id IN (:versionIds) AND layout = :layout) AS packed`,
    {
      type: QueryTypes.SELECT,
      replacements: { surveyId, versionIds, layout: packedLayoutNumber },
      transaction,
    },
  );
  return row?.stored === row?.packed;
}
