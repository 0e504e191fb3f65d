import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError, NotFoundError } from '../../lib/errors';
import { Response, ResponseReview, Survey } from '../../models';
import { noteValidity } from './frozen-answers';
import type { ReviewInput } from './review.input';
import { decisionsFor, effectOf } from './review.policy';

/**
 * Notes an organiser's decision about a response, with its reason, and what it changes.
 * @throws NotFoundError; ConflictError `not_possible` when somebody decided otherwise meanwhile
 */
export async function reviewResponse(
  actor: Actor & { userId: number },
  responseId: string,
  { decision, reason }: ReviewInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const response = await Response.findByPk(responseId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (response === null) throw new NotFoundError('There is no such response.');
    const survey = await Survey.findByPk(response.surveyId, {
      attributes: ['form'],
      transaction: tx,
      rejectOnEmpty: true,
    });
    const { review, valid, assignedToReport } = response;
    const before = { review, valid, assignedToReport };
    if (!decisionsFor({ form: survey.form, ...before }).includes(decision)) {
      throw new ConflictError(
        'This decision is no longer possible. Somebody may have decided otherwise meanwhile.',
        'not_possible',
      );
    }
    const after = { ...before, ...effectOf(decision) };
    await response.update(after, { transaction: tx });
    await ResponseReview.create(
      { responseId, decision, reason, decidedBy: actor.userId, decidedAt: now() },
      { transaction: tx },
    );
    if (after.valid !== before.valid) {
      await noteValidity(tx, response, {
        kind: after.valid ? 'valid_again' : 'not_valid',
        reason,
        madeBy: actor.userId,
      });
    }
    await recordAuditEvent(tx, actor, {
      action: 'response.reviewed',
      subjectType: 'response',
      subjectId: responseId,
      ...(response.personId === null ? {} : { personId: response.personId }),
      changes: { decision, ...changedFields(before, after) },
    });
  });
}
