import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { requireRevision, ValidationError } from '../../../lib/errors';
import { IndicatorRule, IndicatorTarget, Project, WorkshopDay } from '../../../models';
import { rulesInForce } from './rules.queries';
import type { RuleNumbers } from './rules';
import type { RulesInput } from './rules.input';

/**
 * Puts a new version of the rules in force. Earlier ones stay as they are, and with them what was
 * counted under them.
 *
 * @returns the number of the new version
 * @throws ConflictError when the rules changed since the page was opened
 * @throws ValidationError when nothing differs, or a day is none of the workshop
 */
export async function changeRules(
  actor: Actor & { userId: number },
  { numbers, reason, version }: RulesInput,
): Promise<number> {
  return inTransaction(async (tx) => {
    // Whoever changes the rules waits here for whoever came first.
    await Project.findByPk(1, { transaction: tx, lock: tx.LOCK.UPDATE });
    const current = await rulesInForce(tx);
    requireRevision(current.version, version, 'the rules');
    const days = await WorkshopDay.count({ transaction: tx });
    if (numbers.invitationsFromDay > Math.max(days, 1)) {
      throw new ValidationError({
        invitationsFromDay: `The workshop has ${days} days.`,
      });
    }
    const changes = changedFields(flat(current), flat(numbers));
    if (Object.keys(changes).length === 0) {
      throw new ValidationError({}, 'These are the rules in force already. Nothing was changed.');
    }
    const { satisfaction, invitationsFromDay, targets } = numbers;
    const next = current.version + 1;
    await IndicatorRule.create(
      {
        version: next,
        decidedAt: now(),
        decidedBy: actor.userId,
        decidedByName: actor.name,
        reason,
        satisfiedOverallMin: satisfaction.overallMin,
        satisfiedCoreMeanMin: satisfaction.coreMeanMin,
        satisfiedCoreAnsweredMin: satisfaction.coreAnsweredMin,
        invitationsFromDay,
      },
      { transaction: tx },
    );
    await IndicatorTarget.bulkCreate(
      [...targets].map(([target, value]) => ({ version: next, target, value })),
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'rules.changed',
      subjectType: 'rules',
      subjectId: next,
      changes: { ...changes, reason },
    });
    return next;
  });
}

function flat({ satisfaction, invitationsFromDay, targets }: RuleNumbers): Record<string, number> {
  return { ...satisfaction, invitationsFromDay, ...Object.fromEntries(targets) };
}
