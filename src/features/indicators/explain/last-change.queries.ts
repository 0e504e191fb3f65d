import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { IndicatorStatus } from '../compute';
import type { Audience } from '../evidence';

/** The last two snapshots between which a value or its status moved. */
export interface SnapshotStep {
  from: { number: number; takenOn: string; value: number | null; status: IndicatorStatus };
  to: { number: number; takenOn: string; value: number | null; status: IndicatorStatus };
}

interface StepRow {
  number: number;
  taken_on: string;
  value: number | null;
  status: IndicatorStatus;
  earlier: number;
  earlier_on: string;
  before: number | null;
  before_status: IndicatorStatus;
}

/**
 * What moved the value last, as snapshots keep it for an audience.
 * @param k snapshots with a smaller limit than this are left out; 0 for none
 * @returns null while the snapshots there are agree
 */
export async function lastStep(
  id: string,
  audience: Audience,
  k: number,
): Promise<SnapshotStep | null> {
  const [row] = await db().query<StepRow>(
    `WITH steps AS (
       SELECT s.number, s.taken_on, v.value, v.status,
         LAG(s.number) OVER w AS earlier, LAG(s.taken_on) OVER w AS earlier_on,
         LAG(v.value) OVER w AS before, LAG(v.status) OVER w AS before_status
       FROM snapshot_values v JOIN snapshots s ON s.number = v.snapshot_number
       WHERE v.indicator = :id AND v.audience = :audience AND s.k >= :k
       WINDOW w AS (ORDER BY s.number))
     SELECT * FROM steps
     WHERE earlier IS NOT NULL AND (value IS DISTINCT FROM before OR status <> before_status)
     ORDER BY number DESC LIMIT 1`,
    { type: QueryTypes.SELECT, replacements: { id, audience, k } },
  );
  if (row === undefined) return null;
  const { number, taken_on: takenOn, value, status } = row;
  return {
    from: {
      number: row.earlier,
      takenOn: row.earlier_on,
      value: row.before,
      status: row.before_status,
    },
    to: { number, takenOn, value, status },
  };
}

/** The last snapshot there is of an indicator, to see whether it has moved since; `k` as above. */
export async function lastKept(
  id: string,
  audience: Audience,
  k: number,
): Promise<SnapshotStep['to'] | null> {
  const [row] = await db().query<StepRow>(
    `SELECT s.number, s.taken_on, v.value, v.status
     FROM snapshot_values v JOIN snapshots s ON s.number = v.snapshot_number
     WHERE v.indicator = :id AND v.audience = :audience AND s.k >= :k
     ORDER BY s.number DESC LIMIT 1`,
    { type: QueryTypes.SELECT, replacements: { id, audience, k } },
  );
  if (row === undefined) return null;
  const { number, taken_on: takenOn, value, status } = row;
  return { number, takenOn, value, status };
}
