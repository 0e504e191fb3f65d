import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { StoredSex } from '../../statistics/sex-split';
import { addPeople, noOne, type Measure } from './measures';
import type { Within } from './period';
import { boundaryValues, sentBefore, type Boundary } from './workshop-boundaries';

interface Line {
  part: 'all' | 'sex';
  sex: StoredSex;
  responses: number;
  early_responses: number;
  early_economies: number;
  cluster_responses: number;
  clusters: number;
}

const sums = `CAST(COUNT(*) AS INTEGER) AS responses,
  CAST(COUNT(early_economy) AS INTEGER) AS early_responses,
  CAST(COUNT(DISTINCT early_economy) AS INTEGER) AS early_economies,
  CAST(COUNT(cluster_id) AS INTEGER) AS cluster_responses,
  CAST(COUNT(DISTINCT cluster_id) AS INTEGER) AS clusters`;

/**
 * I01 and I02 in one query: economies that answered the questionnaire before Day 1, and clusters
 * that answered at any time. Without a Day 1 nothing is known to be before it.
 */
export async function countRespondents(
  dayOne: Boundary | undefined,
  when: Within,
  tx?: Tx,
): Promise<Record<'I01' | 'I02', Measure>> {
  const lines = await db().query<Line>(
    `WITH valid_responses AS (
       SELECT r.sex, r.cluster_id,
         CASE WHEN ${sentBefore('r', 'dayOne')} THEN r.economy_code END AS early_economy
       FROM responses r JOIN surveys s ON s.id = r.survey_id
       WHERE s.form = 'cluster_survey' AND r.valid AND ${when.sent('r')})
     SELECT 'all' AS part, NULL AS sex, ${sums} FROM valid_responses
     UNION ALL
     SELECT 'sex' AS part, sex, ${sums} FROM valid_responses GROUP BY sex`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...boundaryValues('dayOne', dayOne), ...when.values },
      transaction: tx ?? null,
    },
  );
  const economies: Measure = { value: null, counted: noOne(), all: noOne() };
  const clusters: Measure = { value: null, counted: noOne(), all: economies.all };
  for (const line of lines) {
    if (line.part === 'sex') {
      addPeople(economies.all, line.sex, line.responses);
      addPeople(economies.counted, line.sex, line.early_responses);
      addPeople(clusters.counted, line.sex, line.cluster_responses);
    } else if (line.responses > 0) {
      economies.value = dayOne === undefined ? null : line.early_economies;
      clusters.value = line.clusters;
    }
  }
  return { I01: economies, I02: clusters };
}
