import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { WorkshopSettings } from '../../../models';

export interface Seats {
  /** Null: not limited. */
  capacity: number | null;
  taken: number;
  /** Null: not limited. Never below 0, even where the capacity was lowered later. */
  free: number | null;
}

/** How many seats on site there are and how many are taken. */
export async function readSeats(tx?: Tx): Promise<Seats> {
  const { capacity, mode } = await WorkshopSettings.findByPk(1, {
    rejectOnEmpty: true,
    ...(tx === undefined ? {} : { transaction: tx }),
  });
  const rows = await db().query<{ taken: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS taken FROM registrations
     WHERE status = 'registered' AND mode = 'on_site' AND role <> 'organising_team'`,
    { type: QueryTypes.SELECT, ...(tx === undefined ? {} : { transaction: tx }) },
  );
  const taken = rows[0]?.taken ?? 0;
  const limit = mode === 'online' ? null : capacity;
  return { capacity: limit, taken, free: limit === null ? null : Math.max(0, limit - taken) };
}

/**
 * The same, and nobody else takes or gives a seat until the transaction ends. Comes before a
 * registration is locked, so that two writers wait for each other in one order.
 */
export async function lockSeats(tx: Tx): Promise<Seats> {
  await WorkshopSettings.findByPk(1, { transaction: tx, lock: tx.LOCK.UPDATE });
  return readSeats(tx);
}
