import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { SpeakerSheet } from '../../../models';
import { openSheet } from './save-sheet';
import type { ReviewInput } from './sheet.input';

/**
 * Decides whether an expert is suitable. The same decision with another reason is kept, too.
 * @throws ConflictError `edited_meanwhile`; `contributed` for an expert who is marked as having
 *   contributed and is to be unsuitable; NotFoundError; GoneError
 */
export async function reviewExpert(
  actor: Actor & { userId: number },
  personId: number,
  { review, reason, revision }: ReviewInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const sheet = await openSheet(tx, { personId, kind: 'expert' }, revision);
    if (review === 'not_suitable' && sheet.contributed) {
      throw new ConflictError(
        'This expert is marked as having contributed. Take the mark back first.',
        'contributed',
      );
    }
    if (sheet.review === review && sheet.reviewReason === reason) return;
    const before = sheet.review;
    await sheet.update(
      {
        review,
        reviewReason: reason,
        reviewedBy: actor.userId,
        reviewedAt: now(),
        revision: sheet.revision + 1,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'speaker_sheet.reviewed',
      subjectType: 'speaker_sheet',
      subjectId: sheet.id,
      personId,
      changes: { review: [before, review], reason },
    });
  });
}

/**
 * Marks an expert as having contributed, or takes the mark back. Marking again changes nothing.
 * @throws ConflictError `not_suitable` for experts judged unsuitable; NotFoundError; GoneError
 */
export async function markContribution(
  actor: Actor & { userId: number },
  personId: number,
  contributed: boolean,
): Promise<void> {
  await inTransaction(async (tx) => {
    const existing = await SpeakerSheet.findOne({
      where: { personId, kind: 'expert' },
      transaction: tx,
    });
    const sheet = await openSheet(tx, { personId, kind: 'expert' }, existing?.revision ?? 0);
    if (contributed && sheet.review === 'not_suitable') {
      throw new ConflictError('This expert was judged unsuitable.', 'not_suitable');
    }
    if (sheet.contributed === contributed) return;
    await sheet.update(
      {
        contributed,
        contributedBy: contributed ? actor.userId : null,
        contributedAt: contributed ? now() : null,
        revision: sheet.revision + 1,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'speaker_sheet.contribution_marked',
      subjectType: 'speaker_sheet',
      subjectId: sheet.id,
      personId,
      changes: { contributed: [!contributed, contributed] },
    });
  });
}
