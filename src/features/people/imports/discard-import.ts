import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ContactImport } from '../../../models';
import { readStoredImport, requireWaiting } from './stored-import';

/** What is left of an import when it is over: that it was, but none of its rows. */
export const emptied = { headers: '[]', rows: '[]', mapping: '[]' } as const;

/**
 * Drops an upload with its rows. Discarding again changes nothing.
 * @throws GoneError once the import is applied
 */
export async function discardImport(actor: Actor, importId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await ContactImport.findByPk(importId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (row.status === 'discarded') return;
    requireWaiting(readStoredImport(row));
    await row.update({ ...emptied, status: 'discarded' }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'contacts.discarded',
      subjectType: 'contact_import',
      subjectId: importId,
    });
  });
}
