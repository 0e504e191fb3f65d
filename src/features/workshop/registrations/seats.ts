import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { WorkshopSettings } from '../../../models';

export interface Seats {
  /** Null: not limited. */
  capacity: number | null;
  taken: number;
  /** Null: not limited. Never below 0, even where the capacity was lowered later. */
  free: number | null;
  /** People on site who wait for one. */
  waiting: number;
  /** Free seats for somebody who is not on the list, which comes first. Null: not limited. */
  open: number | null;
}

/** How many seats on site there are and how many are taken. */
export async function readSeats(tx?: Tx): Promise<Seats> {
  const { capacity, mode } = await WorkshopSettings.findByPk(1, {
    rejectOnEmpty: true,
    ...(tx === undefined ? {} : { transaction: tx }),
  });
  const [row] = await db().query<{ taken: number; waiting: number }>(
    `SELECT CAST(COUNT(CASE WHEN status = 'registered' THEN 1 END) AS INTEGER) AS taken,
       CAST(COUNT(CASE WHEN status = 'waiting' THEN 1 END) AS INTEGER) AS waiting
     FROM registrations WHERE mode = 'on_site' AND role <> 'organising_team'`,
    { type: QueryTypes.SELECT, ...(tx === undefined ? {} : { transaction: tx }) },
  );
  const { taken, waiting } = row ?? { taken: 0, waiting: 0 };
  const limit = mode === 'online' ? null : capacity;
  const free = limit === null ? null : Math.max(0, limit - taken);
  const open = free === null ? null : Math.max(0, free - waiting);
  return { capacity: limit, taken, free, waiting, open };
}

/**
 * The same, and nobody else takes or gives a seat until the transaction ends. Comes before a
 * registration is locked, so that two writers wait for each other in one order.
 */
export async function lockSeats(tx: Tx): Promise<Seats> {
  await WorkshopSettings.findByPk(1, { transaction: tx, lock: tx.LOCK.UPDATE });
  return readSeats(tx);
}
