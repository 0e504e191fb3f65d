import { ForeignKeyConstraintError, Op } from 'sequelize';
import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { ConflictError, requireRevision } from '../../lib/errors';
import { CoSponsor, Project, WorkshopDay } from '../../models';
import { moveLastDays } from '../oversight/move-last-days';
import { requireReason } from './counting-settings';
import type { ProjectInput } from './project.input';

/**
 * Corrects the project's facts, its co-sponsors and the workshop's days, as a whole.
 * @throws ValidationError on `reason` where figures change without one; ConflictError when somebody else changed the project since the page was opened
 */
export async function correctProject(actor: Actor, input: ProjectInput): Promise<void> {
  const { coSponsors, dayDates, dayThemes, revision, reason, ...facts } = input;
  const days = dayDates.map((date, index) => ({
    number: index + 1,
    date,
    theme: dayThemes[index] ?? '',
  }));
  await inTransaction(async (tx) => {
    const project = await Project.findByPk(1, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    requireRevision(project.revision, revision, 'the project');
    const before = await currentFacts(project, tx);
    const changes = changedFields(before, { ...facts, coSponsors, days });
    if (Object.keys(changes).length === 0) return;
    requireReason(changes, reason);
    await project.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    if ('timeZone' in changes) await moveLastDays(tx, facts.timeZone);
    await CoSponsor.destroy({ where: {}, transaction: tx });
    await CoSponsor.bulkCreate(
      coSponsors.map((economyCode) => ({ economyCode })),
      { transaction: tx },
    );
    await replaceDays(tx, days);
    await recordAuditEvent(tx, actor, {
      action: 'project.corrected',
      subjectType: 'project',
      subjectId: 1,
      changes: reason === '' ? changes : { ...changes, reason },
    });
  });
}

/** Days keep their rows, since sessions, registrations and attendance belong to them by number. */
async function replaceDays(
  tx: Tx,
  days: { number: number; date: string; theme: string }[],
): Promise<void> {
  await WorkshopDay.bulkCreate(days, {
    updateOnDuplicate: ['date', 'theme'],
    transaction: tx,
  });
  try {
    await WorkshopDay.destroy({
      where: { number: { [Op.gt]: days.length } },
      transaction: tx,
    });
  } catch (error) {
    if (!(error instanceof ForeignKeyConstraintError)) throw error;
    throw new ConflictError(
      `A day after day ${days.length} has sessions or people. Move them before you take the day away.`,
      'day_in_use',
    );
  }
}

async function currentFacts(project: Project, tx: Tx): Promise<Record<string, unknown>> {
  const coSponsors = await CoSponsor.findAll({ transaction: tx });
  const days = await WorkshopDay.findAll({ order: ['number'], transaction: tx });
  return {
    ...project.get(),
    coSponsors: coSponsors.map((coSponsor) => coSponsor.economyCode),
    days: days.map(({ number, date, theme }) => ({ number, date, theme })),
  };
}
