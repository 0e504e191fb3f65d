import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Meeting, MeetingSlot, WorkshopDay } from '../../../models';
import { isRowId } from '../../people/row-id';
import { stretchProblem } from '../clock-problem';
import { getProject } from '../project.queries';
import { planSlotOf } from './matchmaking.queries';
import { overlap } from './meeting-times';
import { slotTimes, type SlotSeriesInput } from './slots.input';

/**
 * Adds one slot after another with a break between them; all or none.
 * @returns how many
 * @throws ValidationError for a day that is not one of the workshop's, a series that does not
 *   end on its day, a time that the clocks show twice or not at all, or a slot that overlaps another
 */
export async function addSlots(actor: Actor, input: SlotSeriesInput): Promise<number> {
  const { timeZone } = await getProject();
  return inTransaction(async (tx) => {
    // Two organisers adding slots to a day do so one after the other.
    const day = await WorkshopDay.findByPk(input.day, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (day === null) throw new ValidationError({ day: 'Please choose a day of the workshop.' });
    const times = slotTimes(input);
    for (const time of times) {
      const problem = stretchProblem(day.date, time, timeZone);
      if (problem !== undefined) throw new ValidationError({ startsAt: problem });
    }
    const existing = (
      await MeetingSlot.findAll({ where: { dayNumber: day.number }, transaction: tx })
    ).map(planSlotOf);
    const wanted = times.map((time) => ({ ...time, day: day.number }));
    const clash = existing.find((slot) => wanted.some((time) => overlap(time, slot)));
    if (clash !== undefined) {
      throw new ValidationError({
        startsAt: `There is a slot at ${clash.startsAt}–${clash.endsAt} already: slots of a day must not overlap.`,
      });
    }
    await MeetingSlot.bulkCreate(
      times.map(({ startsAt, endsAt }) => ({
        dayNumber: day.number,
        startsAt,
        endsAt,
        tableCount: input.tables,
        revision: 1,
      })),
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'meeting_slot.added',
      subjectType: 'workshop_day',
      subjectId: day.number,
      changes: { slots: times.map(({ startsAt }) => startsAt), tables: input.tables },
    });
    return times.length;
  });
}

/**
 * @throws NotFoundError; ConflictError `slot_changed`; ValidationError when a meeting sits at a
 *   table that would go
 */
export async function setTables(
  actor: Actor,
  slotId: number,
  { tables, revision }: { tables: number; revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const slot = await lockSlot(tx, slotId, revision);
    const before = slot.tableCount;
    if (before === tables) return;
    const meetings = await Meeting.findAll({ where: { slotId }, transaction: tx });
    const highest = Math.max(
      0,
      ...meetings
        .filter(({ status }) => status !== 'cancelled')
        .map(({ tableNumber }) => tableNumber),
    );
    if (tables < highest) {
      throw new ValidationError({
        tables: `There is a meeting at table ${highest}. Move it first.`,
      });
    }
    await slot.update({ tableCount: tables, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'meeting_slot.changed',
      subjectType: 'meeting_slot',
      subjectId: slotId,
      changes: { tables: [before, tables] },
    });
  });
}

/** @throws NotFoundError; ConflictError `slot_changed`, `slot_in_use` */
export async function removeSlot(actor: Actor, slotId: number, revision: number): Promise<void> {
  await inTransaction(async (tx) => {
    const slot = await lockSlot(tx, slotId, revision);
    if ((await Meeting.count({ where: { slotId }, transaction: tx })) > 0) {
      throw new ConflictError(
        'Nothing was removed: meetings were placed in this slot, and their history stays.',
        'slot_in_use',
      );
    }
    await slot.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'meeting_slot.removed',
      subjectType: 'meeting_slot',
      subjectId: slotId,
      changes: { day: slot.dayNumber, startsAt: slot.startsAt },
    });
  });
}

async function lockSlot(tx: Tx, slotId: number, revision: number): Promise<MeetingSlot> {
  const slot = isRowId(slotId)
    ? await MeetingSlot.findByPk(slotId, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (slot === null) throw new NotFoundError('There is no such slot.');
  if (slot.revision !== revision) {
    throw new ConflictError(
      'Nothing was changed: somebody else has changed this slot meanwhile. Please look at it again.',
      'slot_changed',
    );
  }
  return slot;
}
