import { Op } from 'sequelize';
import { recordAuditEvents, systemActor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { OversightLink, OversightSession, OversightSubscription } from '../../models';

/** How long it stays known who read, for those who look into it afterwards. */
const keptFor = 365 * 86_400_000;

/**
 * Takes name and address out of links that have opened nothing for a year; that there was a link,
 * for what and how often it was opened stays. For the work of the day.
 */
export async function forgetReaders(): Promise<void> {
  const before = new Date(now().getTime() - keptFor);
  await inTransaction(async (tx) => {
    const links = await OversightLink.findAll({
      attributes: ['id'],
      where: {
        readerName: { [Op.ne]: '' },
        [Op.or]: [{ expiresAt: { [Op.lt]: before } }, { withdrawnAt: { [Op.lt]: before } }],
      },
      order: ['id'],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    const ids = links.map(({ id }) => id);
    if (ids.length === 0) return;
    await OversightSubscription.destroy({ where: { linkId: ids }, transaction: tx });
    await OversightSession.destroy({ where: { linkId: ids }, transaction: tx });
    await OversightLink.update(
      { readerName: '', readerEmail: null },
      { where: { id: ids }, transaction: tx },
    );
    await recordAuditEvents(
      tx,
      systemActor,
      ids.map((id) => ({
        action: 'oversight.reader_forgotten',
        subjectType: 'oversight_link',
        subjectId: id,
      })),
    );
  });
}
