import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { queried, type EvidenceSource } from './evidence-sources';
import { noOne, type Measure } from './measures';
import type { Within } from './period';

/**
 * I19: matchmaking meetings that were held; each is one of two different clusters. There is no data
 * before it is known of one meeting at least whether it was held.
 */
export async function countMeetings(when: Within, tx?: Tx): Promise<Measure> {
  const [line] = await db().query<{ held: number; known: number }>(
    `SELECT CAST(COUNT(CASE WHEN m.status = 'held' THEN 1 END) AS INTEGER) AS held,
       CAST(COUNT(CASE WHEN m.status IN ('held', 'no_show') THEN 1 END) AS INTEGER) AS known
     FROM meetings m JOIN meeting_slots t ON t.id = m.slot_id
     JOIN workshop_days d ON d.number = t.day_number WHERE ${when.dated('d.date')}`,
    { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
  );
  const isKnown = line !== undefined && line.known > 0;
  return { value: isKnown ? line.held : null, counted: noOne(), all: noOne() };
}

/** The meetings held, by clusters; they name no person. */
export function meetingsHeld(when: Within): EvidenceSource {
  const from = `FROM meetings m
    JOIN meeting_slots t ON t.id = m.slot_id
    JOIN workshop_days d ON d.number = t.day_number
    JOIN meeting_requests q ON q.id = m.request_id
    JOIN clusters a ON a.id = q.from_cluster_id
    JOIN economies ae ON ae.code = a.economy_code
    JOIN clusters b ON b.id = q.to_cluster_id
    JOIN economies be ON be.code = b.economy_code
    WHERE m.status = 'held' AND ${when.dated('d.date')}`;
  return queried({
    columns: [
      { key: 'day', label: 'Day', type: 'number' },
      { key: 'starts_at', label: 'Time', type: 'text' },
      { key: 'cluster', label: 'Cluster that asked', type: 'text' },
      { key: 'economy', label: 'Its economy', type: 'text' },
      { key: 'other_cluster', label: 'Cluster that was asked', type: 'text' },
      { key: 'other_economy', label: 'Its economy', type: 'text' },
    ],
    select: `SELECT t.day_number AS day, t.starts_at, a.name AS cluster, ae.name AS economy,
        b.name AS other_cluster, be.name AS other_economy ${from}
      ORDER BY t.day_number, t.starts_at, m.table_number, m.id`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n ${from}`,
    values: when.values,
  });
}
