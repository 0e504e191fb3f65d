import type { Tx } from '../../../db/transaction';
import { WorkshopSettings } from '../../../models';

/**
 * Held by every write of the programme until it is committed: whether two sessions clash can
 * only be told while no other session changes.
 */
export function lockProgramme(tx: Tx): Promise<WorkshopSettings> {
  return WorkshopSettings.findByPk(1, {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
    rejectOnEmpty: true,
  });
}
