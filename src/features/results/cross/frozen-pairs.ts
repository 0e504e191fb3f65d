import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import type { Response } from '../../../models';
import type { CrossCount } from '../../../statistics/cross-table';
import { answerValues } from '../../../survey-engine/answer-values';
import { notShown, packAnswers } from '../../../survey-engine/packed-codes';
import { parseAnswers } from '../../responses/stored-answers';
import { layoutOf } from '../../responses/write-packed';
import { loadVersion } from '../../surveys/survey-cache';
import { expressionOf, inPackedSnapshot, queryGroups } from './cross.queries';
import {
  placesOf,
  unpackGroups,
  type Group,
  type Place,
  type VersionPlaces,
} from './packed-groups';
import type { Variable } from './variables';

/** A frozen set as a cross-table reads it. */
export interface FrozenSource {
  id: number;
  surveyId: number;
  /** Versions whose answers the set counts. */
  versionIds: readonly number[];
}

/**
 * How many responses that a frozen set counts gave each pair of answers then, by sex: of those that were
 * not corrected since, from their packed answers; of the others, from what was kept of them. Answers that
 * were erased since are in neither, and in no table.
 */
export async function countFrozenPairs(
  { id: setId, surveyId, versionIds }: FrozenSource,
  row: Variable,
  column: Variable,
): Promise<CrossCount[]> {
  if (versionIds.length === 0) return [];
  const versions = await placesOf(versionIds, row, column);
  const select = untouchedGroups(versions, row, column);
  const { untouched, earlier } = await inPackedSnapshot(surveyId, versionIds, async (tx) => ({
    untouched: await queryGroups(select, { setId }, tx),
    earlier: await listEarlier(setId, tx),
  }));
  const groups = [...untouched];
  for (const answers of earlier) {
    const places = versions.find(({ id }) => id === answers.version_id);
    if (places !== undefined) groups.push(await groupOf(answers, places, row, column));
  }
  return unpackGroups(groups, versions);
}

function untouchedGroups(
  versions: readonly VersionPlaces[],
  row: Variable,
  column: Variable,
): string {
  return versions
    .map(
      ({ id, ...places }) =>
        `SELECT ${id} AS version_id, ${expressionOf(places.row, row)} AS a,
           ${expressionOf(places.column, column)} AS b, p.sex, CAST(COUNT(*) AS INTEGER) AS n
         FROM data_set_responses d
         JOIN packed_answers p ON p.response_id = d.response_id
         WHERE d.data_set_id = :setId AND d.counted = TRUE AND p.version_id = ${id}
           AND p.layout = :layout AND NOT EXISTS (SELECT 1 FROM earlier_answers e
             WHERE e.response_id = d.response_id AND e.content_version = d.content_version)
         GROUP BY 2, 3, 4`,
    )
    .join(' UNION ALL ');
}

interface EarlierRow {
  version_id: number;
  economy_code: string | null;
  sex: Response['sex'];
  sector: Response['sector'];
  answers: string;
}

function listEarlier(setId: number, transaction: Tx): Promise<EarlierRow[]> {
  return db().query<EarlierRow>(
    `SELECT e.version_id, e.economy_code, e.sex, e.sector, e.answers
     FROM data_set_responses d
     JOIN earlier_answers e ON e.response_id = d.response_id
       AND e.content_version = d.content_version
     WHERE d.data_set_id = :setId AND d.counted = TRUE`,
    { type: QueryTypes.SELECT, replacements: { setId }, transaction },
  );
}

async function groupOf(
  answers: EarlierRow,
  places: VersionPlaces,
  row: Variable,
  column: Variable,
): Promise<Group> {
  const { compiled } = await loadVersion(places.id);
  const layout = await layoutOf(places.id);
  const packed = packAnswers(layout, answerValues(compiled, parseAnswers(answers.answers)));
  const facts = { sex: answers.sex, sector: answers.sector, economy: answers.economy_code };
  const said = (place: Place, { fact }: Variable): string | null => {
    if (place === null) return notShown;
    if (place === 'fact') return facts[fact ?? 'sex'];
    return packed.slice(place.start - 1, place.start - 1 + place.width);
  };
  return {
    version_id: places.id,
    a: said(places.row, row),
    b: said(places.column, column),
    sex: answers.sex,
    n: 1,
  };
}
