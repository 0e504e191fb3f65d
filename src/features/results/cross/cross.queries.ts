import { QueryTypes } from 'sequelize';
import { db, inSnapshot, isPostgres, type Tx } from '../../../db/transaction';
import type { CrossCount } from '../../../statistics/cross-table';
import type { StoredSex } from '../../../statistics/sex-split';
import {
  notShown,
  packedLayoutNumber,
  unpackCode,
  type PackedPlace,
} from '../../../survey-engine/packed-codes';
import { layoutOf, packMissing } from '../../responses/write-packed';
import type { Variable } from './variables';

/** Where the answers to a variable stand in one version: a column, packed answers, or nowhere. */
type Place = PackedPlace | 'fact' | null;

interface VersionPlaces {
  id: number;
  row: Place;
  column: Place;
}

interface Group {
  version_id: number;
  /** Bytes of packed answers, or a code. */
  a: Buffer | string | null;
  b: Buffer | string | null;
  sex: StoredSex;
  n: number;
}

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
  const versions: VersionPlaces[] = [];
  for (const id of versionIds) {
    versions.push({ id, row: await placeOf(row, id), column: await placeOf(column, id) });
  }
  const select = groupsOf(versions, row, column);
  const read = (tx: Tx): Promise<Group[]> => queryGroups(select, surveyId, tx);
  let groups = await inSnapshot(async (tx) =>
    (await isAllPacked(surveyId, versionIds, tx)) ? read(tx) : null,
  );
  if (groups === null) {
    await packMissing(surveyId);
    groups = await inSnapshot(read);
  }
  const byVersion = new Map(versions.map((version) => [version.id, version]));
  return groups.map(({ version_id: id, a, b, sex, n }) => {
    const places = byVersion.get(id);
    return {
      codes: codesIn(places?.row ?? null, textOf(a)),
      asked: places?.row === 'fact' || textOf(a)?.startsWith('.') === false,
      column: codesIn(places?.column ?? null, textOf(b))?.[0] ?? null,
      sex,
      n,
    };
  });
}

async function placeOf({ fact, question, item }: Variable, versionId: number): Promise<Place> {
  if (fact !== null) return 'fact';
  if (question?.versionIds.has(versionId) !== true) return null;
  const { places } = await layoutOf(versionId);
  const own = places.find((place) => place.question === question.question && place.item === item);
  return own ?? null;
}

/** What stands in the place of a question that a version does not ask. */
function noPlace(): string {
  const hex = Buffer.from(notShown, 'latin1').toString('hex');
  return isPostgres() ? `CAST('\\x${hex}' AS BYTEA)` : `X'${hex}'`;
}

const factColumns = { sex: 'p.sex', sector: 'p.sector', economy: 'p.economy_code' };

function expressionOf(place: Place, { fact }: Variable): string {
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

function queryGroups(select: string, surveyId: number, transaction: Tx): Promise<Group[]> {
  return db().query<Group>(select, {
    type: QueryTypes.SELECT,
    replacements: { surveyId, layout: packedLayoutNumber },
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

function textOf(value: Buffer | string | null): string | null {
  return Buffer.isBuffer(value) ? value.toString('latin1') : value;
}

/** What a group answered; null without an answer. */
function codesIn(place: Place, packed: string | null): string[] | null {
  if (place === null || packed === null) return null;
  if (place === 'fact') return packed === 'prefer_not_to_say' ? null : [packed];
  if (place.kind === 'choice') {
    const code = unpackCode(place, packed);
    return code === null ? null : [code];
  }
  if (!/^[01]/.test(packed)) return null;
  return place.codes.filter((_code, index) => packed[index] === '1');
}
