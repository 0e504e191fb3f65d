import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { requireRevision } from '../../../lib/errors';
import { WorkshopSettings } from '../../../models';
import type { SettingsInput } from './settings.input';

/**
 * Corrects how the workshop is held, as a whole.
 * @throws ConflictError when somebody else changed it since the page was opened
 */
export async function correctSettings(actor: Actor, input: SettingsInput): Promise<void> {
  const { revision, ...facts } = input;
  await inTransaction(async (tx) => {
    const settings = await WorkshopSettings.findByPk(1, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    requireRevision(settings.revision, revision, 'the settings');
    const changes = changedFields({ ...settings.get() }, facts);
    if (Object.keys(changes).length === 0) return;
    await settings.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'workshop.settings_corrected',
      subjectType: 'workshop',
      subjectId: 1,
      changes,
    });
  });
}
