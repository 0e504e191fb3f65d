import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError, requireRevision } from '../../../lib/errors';
import { DraftComment } from '../../../models';
import type { Decision } from '../decision.input';
import { requireKnownPerson } from '../../people/require-person';
import type { CommentFacts } from './comment.input';

/** Keeps a comment of an economy. @returns its id @throws ValidationError on `personId` */
export function addComment(actor: Actor, facts: CommentFacts): Promise<number> {
  return inTransaction(async (tx) => {
    if (facts.personId !== null) await requireKnownPerson(tx, facts.personId);
    const { id } = await DraftComment.create({ ...facts, revision: 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'draft_comment.added',
      subjectType: 'draft_comment',
      subjectId: id,
      personId: facts.personId ?? undefined,
      changes: { draft: facts.draft, economyCode: facts.economyCode, receivedOn: facts.receivedOn },
    });
    return id;
  });
}

/** @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `personId` */
export async function correctComment(
  actor: Actor,
  id: number,
  { revision, ...facts }: CommentFacts & { revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const comment = await lockComment(tx, id);
    requireRevision(comment.revision, revision, 'this comment');
    if (facts.personId !== null && facts.personId !== comment.personId) {
      await requireKnownPerson(tx, facts.personId);
    }
    const changed = Object.keys(changedFields({ ...comment.get() }, facts));
    if (changed.length === 0) return;
    await comment.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    // What was said stays out of the trail, which says which part changed.
    await recordAuditEvent(tx, actor, {
      action: 'draft_comment.corrected',
      subjectType: 'draft_comment',
      subjectId: id,
      personId: facts.personId ?? undefined,
      changes: { fields: changed },
    });
  });
}

/**
 * Marks a comment as substantial or not, or takes the mark back.
 * @throws NotFoundError; ConflictError `edited_meanwhile`
 */
export async function decideComment(actor: Actor, id: number, decision: Decision): Promise<void> {
  await inTransaction(async (tx) => {
    const comment = await lockComment(tx, id);
    requireRevision(comment.revision, decision.revision, 'this comment');
    const before = { substantial: comment.substantial, reason: comment.decisionReason };
    const after = {
      substantial: decision.counts,
      reason: decision.counts === null ? null : decision.reason,
    };
    if (before.substantial === after.substantial && before.reason === after.reason) return;
    await comment.update(
      {
        substantial: after.substantial,
        decisionReason: after.reason,
        decidedBy: after.substantial === null ? null : (actor.userId ?? null),
        decidedAt: after.substantial === null ? null : now(),
        revision: comment.revision + 1,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'draft_comment.decided',
      subjectType: 'draft_comment',
      subjectId: id,
      changes: { before, after },
    });
  });
}

/** @throws NotFoundError */
export async function removeComment(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const comment = await lockComment(tx, id);
    await comment.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'draft_comment.removed',
      subjectType: 'draft_comment',
      subjectId: id,
      personId: comment.personId ?? undefined,
      changes: { draft: comment.draft, economyCode: comment.economyCode },
    });
  });
}

async function lockComment(tx: Tx, id: number): Promise<DraftComment> {
  const comment = await DraftComment.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (comment === null) throw new NotFoundError('There is no such comment.');
  return comment;
}
