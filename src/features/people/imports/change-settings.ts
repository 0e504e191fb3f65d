import { inTransaction } from '../../../db/transaction';
import { ContactImport } from '../../../models';
import type { Mapping } from './import-fields';
import { readStoredImport, requireWaiting, type StoredOptions } from './stored-import';

/**
 * Sets what the columns hold and how the rows are applied, for the next dry run.
 * @throws GoneError once the import is applied or discarded
 */
export async function changeSettings(
  importId: number,
  settings: { mapping: Mapping; options: StoredOptions },
): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await ContactImport.findByPk(importId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    const stored = readStoredImport(row);
    requireWaiting(stored);
    await row.update(
      {
        mapping: JSON.stringify(settings.mapping),
        options: JSON.stringify({ options: settings.options, file: stored.file }),
      },
      { transaction: tx },
    );
  });
}
