import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { NominationRule, NominationSettings } from '../../../models';
import { lockEconomy } from './economy-rules.queries';
import type { OwnRules } from './rules.input';

function editedMeanwhile(): ConflictError {
  return new ConflictError(
    'Somebody else changed these rules while you were editing. Open the page again and repeat your change.',
    'edited_meanwhile',
  );
}

/** Sets places and advice of economies without their own. @throws ConflictError */
export async function setGeneralRules(
  actor: Actor,
  { revision, ...rules }: { places: number; advice: string; revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const settings = await NominationSettings.findByPk(1, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (settings.revision !== revision) throw editedMeanwhile();
    const changes = changedFields({ ...settings.get() }, rules);
    if (Object.keys(changes).length === 0) return;
    await settings.update({ ...rules, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'nomination.general_rules_set',
      subjectType: 'nomination_settings',
      subjectId: 1,
      changes,
    });
  });
}

/**
 * Sets what differs for one economy. Fewer places than are taken already is allowed: nobody is
 * thrown out by it, and no place is left.
 * @throws NotFoundError, ConflictError
 */
export async function setEconomyRules(
  actor: Actor,
  economyCode: string,
  { revision, ...rules }: OwnRules,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockEconomy(tx, economyCode);
    const current = await NominationRule.findByPk(economyCode, { transaction: tx });
    if ((current?.revision ?? 0) !== revision) throw editedMeanwhile();
    const before = {
      places: current?.places ?? null,
      closesAt: current?.closesAt ?? null,
      advice: current?.advice ?? null,
    };
    const changes = changedFields(before, rules);
    if (Object.keys(changes).length === 0) return;
    if (current === null) {
      await NominationRule.create({ economyCode, ...rules, revision: 1 }, { transaction: tx });
    } else {
      await current.update({ ...rules, revision: revision + 1 }, { transaction: tx });
    }
    await recordAuditEvent(tx, actor, {
      action: 'nomination.rules_set',
      subjectType: 'economy',
      subjectId: economyCode,
      changes,
    });
  });
}
