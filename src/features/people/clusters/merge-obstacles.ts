import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';

/**
 * Why two clusters cannot be merged, in plain words; empty when they can. What is written down
 * about two clusters that met, or would sit at two tables at once, cannot be true of one.
 */
export async function obstaclesTo(tx: Tx, intoId: number, fromId: number): Promise<string[]> {
  const read = <T extends object>(sql: string): Promise<T[]> =>
    db().query<T>(sql, {
      type: QueryTypes.SELECT,
      transaction: tx,
      replacements: { into: intoId, source: fromId },
    });
  const between = `((r.from_cluster_id = :source AND r.to_cluster_id = :into)
    OR (r.from_cluster_id = :into AND r.to_cluster_id = :source))`;
  const met =
    await read(`SELECT 1 AS one FROM meeting_requests r JOIN meetings m ON m.request_id = r.id
      WHERE ${between} LIMIT 1`);
  const open = await read(`SELECT 1 AS one FROM meeting_requests r
      WHERE ${between} AND r.status IN ('asked', 'accepted') LIMIT 1`);
  const double = await read<{ name: string }>(`SELECT DISTINCT c.name FROM meeting_requests a
      JOIN meeting_requests b ON b.status IN ('asked', 'accepted')
        AND (b.from_cluster_id = :into OR b.to_cluster_id = :into)
      JOIN clusters c ON c.id NOT IN (:into, :source)
        AND c.id IN (a.from_cluster_id, a.to_cluster_id)
        AND c.id IN (b.from_cluster_id, b.to_cluster_id)
      WHERE a.status IN ('asked', 'accepted')
        AND (a.from_cluster_id = :source OR a.to_cluster_id = :source)
      ORDER BY c.name`);
  const clash = await read<{
    day: number;
    starts_at: string;
  }>(`SELECT s.day_number AS day, s.starts_at
      FROM meeting_parties a JOIN meeting_parties b ON b.slot_id = a.slot_id
      JOIN meeting_slots s ON s.id = a.slot_id
      WHERE a.cluster_id = :source AND b.cluster_id = :into ORDER BY s.day_number, s.starts_at`);
  return [
    ...(met.length > 0
      ? ['The two had a meeting with each other in the timetable, as two clusters.']
      : []),
    ...(open.length > 0
      ? ['One of the two has asked the other for a meeting. Withdraw that request first.']
      : []),
    ...double.map(
      ({ name }) =>
        `Both have an open request with “${name}”. Withdraw one of them first, or cancel its meeting and withdraw it.`,
    ),
    ...clash.map(
      ({ day, starts_at: at }) =>
        `Both have a meeting on Day ${day} at ${at}. Move one of them first.`,
    ),
  ];
}
