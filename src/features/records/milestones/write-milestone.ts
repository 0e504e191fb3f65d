import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { dateIn, now } from '../../../lib/clock';
import {
  ConflictError,
  NotFoundError,
  requireRevision,
  ValidationError,
} from '../../../lib/errors';
import { Milestone, Project } from '../../../models';
import { requireOwner } from '../owner';
import type { MilestoneFacts, ReachedInput } from './milestone.input';
import { usualMilestones } from './usual-milestones';

/** @returns its id @throws ValidationError on `ownerId` */
export function addMilestone(actor: Actor, facts: MilestoneFacts): Promise<number> {
  return inTransaction(async (tx) => {
    if (facts.ownerId !== null) await requireOwner(tx, facts.ownerId);
    const { id } = await Milestone.create({ ...stored(facts), revision: 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'milestone.added',
      subjectType: 'milestone',
      subjectId: id,
      changes: { title: facts.title },
    });
    return id;
  });
}

/**
 * Adds the milestones that projects of this kind usually have, to a list that is still empty.
 * @throws ConflictError `not_empty`
 */
export async function addUsualMilestones(actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    // The project's row is the lock: two presses at once must not both find the list empty.
    await Project.findByPk(1, { transaction: tx, lock: tx.LOCK.UPDATE, rejectOnEmpty: true });
    if ((await Milestone.count({ transaction: tx })) > 0) {
      throw new ConflictError('There are milestones already. Nothing was added.', 'not_empty');
    }
    await Milestone.bulkCreate(
      usualMilestones.map((one) => ({
        ...stored({ ...one, fixedOn: null, ownerId: null }),
        revision: 1,
      })),
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'milestone.usual_added',
      subjectType: 'project',
      subjectId: 1,
      changes: { milestones: usualMilestones.length },
    });
  });
}

/** @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `ownerId` */
export async function correctMilestone(
  actor: Actor,
  id: number,
  { revision, ...facts }: MilestoneFacts & { revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const milestone = await lockMilestone(tx, id);
    requireRevision(milestone.revision, revision, 'this milestone');
    if (facts.ownerId !== null && facts.ownerId !== milestone.ownerId) {
      await requireOwner(tx, facts.ownerId);
    }
    const { note: noteBefore, ...before } = milestone.get();
    const { note, ...after } = stored(facts);
    const changes: Record<string, unknown> = changedFields({ ...before }, after);
    // Notes are written freely and may name people: the trail says that they changed.
    if (note !== noteBefore) changes.fields = ['note'];
    if (Object.keys(changes).length === 0) return;
    await milestone.update({ ...after, note, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'milestone.corrected',
      subjectType: 'milestone',
      subjectId: id,
      changes,
    });
  });
}

/**
 * Says that a milestone was reached, on which day and with what note, or takes that back.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `reachedOn` for a day to come
 */
export async function markReached(
  actor: Actor,
  id: number,
  { revision, reachedOn, reachedNote }: ReachedInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const milestone = await lockMilestone(tx, id);
    requireRevision(milestone.revision, revision, 'this milestone');
    const { timeZone } = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    if (reachedOn !== null && reachedOn > dateIn(timeZone)) {
      throw new ValidationError({ reachedOn: 'This day is still to come.' });
    }
    const before = milestone.reachedOn ?? null;
    const isSame = before === reachedOn && (milestone.reachedNote ?? '') === reachedNote;
    if (isSame || (before === null && reachedOn === null)) return;
    await milestone.update(
      reachedOn === null
        ? {
            reachedOn,
            reachedNote: null,
            reachedBy: null,
            reachedAt: null,
            snapshotNumber: null,
            revision: revision + 1,
          }
        : {
            reachedOn,
            reachedNote,
            reachedBy: actor.userId ?? null,
            reachedAt: now(),
            revision: revision + 1,
          },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: reachedOn === null ? 'milestone.reopened' : 'milestone.reached',
      subjectType: 'milestone',
      subjectId: id,
      changes: { title: milestone.title, reachedOn: [before, reachedOn] },
    });
  });
}

/** @throws NotFoundError */
export async function removeMilestone(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const milestone = await lockMilestone(tx, id);
    await milestone.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'milestone.removed',
      subjectType: 'milestone',
      subjectId: id,
      changes: { title: milestone.title },
    });
  });
}

function stored({ remindDays, ...facts }: MilestoneFacts) {
  return { ...facts, remindDays: remindDays.join(',') };
}

async function lockMilestone(tx: Tx, id: number): Promise<Milestone> {
  const milestone = await Milestone.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (milestone === null) throw new NotFoundError('There is no such milestone.');
  return milestone;
}
