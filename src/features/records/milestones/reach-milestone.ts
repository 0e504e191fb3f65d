import { Op } from 'sequelize';
import { systemActor, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { logger } from '../../../lib/logger';
import { Milestone } from '../../../models';
import { tellOfMilestone } from '../../oversight/tell-changes';
import { takeSnapshot } from '../../snapshots/take-snapshot';
import type { ReachedInput } from './milestone.input';
import { markReached } from './write-milestone';

/**
 * Says that a milestone was reached (or not after all), keeps how the indicators stand, and tells
 * readers who asked to be told at milestones.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `reachedOn`
 */
export async function reachMilestone(actor: Actor, id: number, input: ReachedInput): Promise<void> {
  await markReached(actor, id, input);
  try {
    await followUp(actor);
  } catch (error) {
    // The milestone is reached whatever comes of the rest, which the work of the day does again.
    logger.error({ err: error, milestone: id }, 'the snapshot of a milestone was not taken');
  }
}

/** What was cut off when milestones were reached. For the work of the day. */
export function followUpMilestones(): Promise<void> {
  return followUp(systemActor);
}

async function followUp(actor: Actor): Promise<void> {
  const waiting = await Milestone.findAll({
    where: {
      reachedOn: { [Op.ne]: null },
      [Op.or]: [{ snapshotNumber: null }, { toldAt: null }],
    },
    order: ['id'],
  });
  for (const milestone of waiting) {
    const { id, title } = milestone;
    const number = milestone.snapshotNumber ?? (await snapshotOf(milestone, actor));
    // Taken back in the meantime.
    if (number === null) continue;
    // Taking a milestone back and reaching it again takes a snapshot anew, and tells nobody twice.
    if (milestone.toldAt !== null) continue;
    await tellOfMilestone({ id, title }, number);
    await inTransaction((transaction) =>
      Milestone.update({ toldAt: now() }, { where: { id, toldAt: null }, transaction }),
    );
  }
}

/**
 * Takes the snapshot of a milestone, which holds its number from the same moment on: whoever else
 * follows up at this time, and whatever breaks off afterwards, it gets one.
 * @returns the number of the one it has; null when the milestone is not reached any more
 */
async function snapshotOf({ id, title }: Milestone, actor: Actor): Promise<number | null> {
  const claim = async (snapshotNumber: number, transaction: Tx): Promise<boolean> => {
    const where = { id, reachedOn: { [Op.ne]: null }, snapshotNumber: null };
    const [claimed] = await Milestone.update({ snapshotNumber }, { where, transaction });
    return claimed === 1;
  };
  try {
    return await takeSnapshot({ kind: 'milestone', label: title, actor, claim });
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'snapshot_not_wanted') throw error;
    return (await Milestone.findByPk(id))?.snapshotNumber ?? null;
  }
}
