import { Op } from 'sequelize';
import { systemActor } from '../../../audit/record-audit-event';
import { now } from '../../../lib/clock';
import { GoneError } from '../../../lib/errors';
import { ContactImport } from '../../../models';
import { discardImport } from './discard-import';

/** Days that an uploaded list waits to be applied; it holds personal data that nothing needs yet. */
export const waitingListsKeptDays = 30;

const day = 24 * 3_600_000;

/** Drops uploads that nobody applied within 30 days, with their rows. For the work of the day. */
export async function discardForgottenImports(): Promise<void> {
  const before = new Date(now().getTime() - waitingListsKeptDays * day);
  const forgotten = await ContactImport.findAll({
    attributes: ['id'],
    where: { status: 'uploaded', createdAt: { [Op.lt]: before } },
    order: ['id'],
  });
  for (const { id } of forgotten) {
    try {
      await discardImport(systemActor, id);
    } catch (error) {
      // Applied in this moment: then there is nothing left to drop.
      if (!(error instanceof GoneError)) throw error;
    }
  }
}
