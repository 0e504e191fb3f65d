import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { addDays } from '../../lib/dates';
import { OversightLink } from '../../models';
import { startOfDay } from '../indicators/workshop-boundaries';

/** The moment at which a link opens nothing any more: the end of its last day. */
export function endOf(lastDay: string, timeZone: string): Date {
  return startOfDay(addDays(lastDay, 1), timeZone);
}

/** For a project whose time zone is corrected: links in force keep their last day, which ends elsewhere. */
export async function moveLastDays(tx: Tx, timeZone: string): Promise<void> {
  const links = await OversightLink.findAll({
    where: { withdrawnAt: { [Op.is]: null } },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  for (const link of links) {
    await link.update({ expiresAt: endOf(link.lastDay, timeZone) }, { transaction: tx });
  }
}
