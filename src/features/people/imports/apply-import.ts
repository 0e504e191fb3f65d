import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { ContactImport } from '../../../models';
import { withdrawLinksOfOthers } from '../../workshop/nominations/name-focal-point';
import { emptied } from './discard-import';
import { mappingProblems } from './import-fields';
import { findKnownPeople, lockPeople } from './known-people';
import { planImport, type ImportPlan } from './plan-import';
import { readContacts } from './read-contact';
import { readStoredImport, requireWaiting, type ImportOutcome } from './stored-import';
import { writePlan } from './write-plan';

/** The code of the error when the dry run that was seen is no longer what would happen. */
export const changedMeanwhile = 'changed_meanwhile';

/**
 * Applies an import as a whole or not at all. The plan is made again from the database as it is
 * now and must be the one that was seen.
 * @param fingerprint of the plan that was seen
 * @returns false when the import was applied before, which then changes nothing
 * @throws ConflictError `changed_meanwhile` when the outcome would differ; `rows_with_errors`;
 *   GoneError when it was discarded
 */
export async function applyImport(
  actor: Actor,
  importId: number,
  fingerprint: string,
): Promise<boolean> {
  try {
    const applied = await inTransaction((tx) => applyInside(tx, actor, importId, fingerprint));
    if (applied) await withdrawLinksOfOthers(actor);
    return applied;
  } catch (error) {
    // Somebody added one of these addresses in the same moment.
    if (error instanceof ConflictError && error.code === 'already_exists') throw meanwhile();
    throw error;
  }
}

function meanwhile(): ConflictError {
  return new ConflictError(
    'The list of people changed since this dry run, so applying it would do something else than shown. Nothing was changed. Below is the new dry run.',
    changedMeanwhile,
  );
}

async function applyInside(
  tx: Tx,
  actor: Actor,
  importId: number,
  fingerprint: string,
): Promise<boolean> {
  const row = await ContactImport.findByPk(importId, {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
    rejectOnEmpty: true,
  });
  if (row.status === 'applied') return false;
  const stored = readStoredImport(row);
  requireWaiting(stored);
  const rows = readContacts(stored.rows, stored.mapping, stored.options.nameOrder);
  const matched = await findKnownPeople(rows, tx);
  await lockPeople(
    tx,
    [...matched.byEmail.values()].map(({ id }) => id),
  );
  const known = await findKnownPeople(rows, tx);
  const plan = planImport(rows, known, stored.options);
  if (plan.fingerprint !== fingerprint) throw meanwhile();
  refuseErrors(plan, mappingProblems(stored.mapping));
  await writePlan(tx, actor, plan, known);
  const outcome: ImportOutcome = { totals: plan.totals };
  await row.update(
    { ...emptied, status: 'applied', outcome: JSON.stringify(outcome), appliedAt: now() },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: 'contacts.imported',
    subjectType: 'contact_import',
    subjectId: importId,
    changes: { ...plan.totals },
  });
  return true;
}

function refuseErrors(plan: ImportPlan, unclear: string[]): void {
  if (plan.totals.error === 0 && unclear.length === 0) return;
  throw new ConflictError(
    'Some rows have errors. Correct them in the file and upload it again, or change what the columns hold.',
    'rows_with_errors',
  );
}
