import { inTransaction } from '../../../db/transaction';
import { formatDate } from '../../../http/format';
import { dateIn } from '../../../lib/clock';
import { enqueueMany, type OutgoingMail } from '../../../mail/enqueue';
import { milestoneReminderMail } from '../../../mail/messages/milestone-reminder';
import { Milestone, Project, WorkshopDay } from '../../../models';
import { listOrganisers } from '../owner';
import { dueDate, reminderDue, remindersOf } from './due-date';

const dayLength = 86_400_000;

/**
 * Puts the reminders of milestones whose day has come into the outbox, one for each recipient and
 * date: when Day 1 moves, the new date gets its own reminders, and no date gets one twice.
 */
export async function sendMilestoneReminders(): Promise<void> {
  await inTransaction(async (tx) => {
    const open = await Milestone.findAll({
      where: { reachedOn: null },
      order: ['id'],
      transaction: tx,
    });
    const project = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    const dayOne = await WorkshopDay.findByPk(1, { transaction: tx });
    const anchors = { dayOne: dayOne?.date ?? null, projectEnd: project.endsOn };
    const today = dateIn(project.timeZone);
    const organisers = await listOrganisers(tx);
    const mails = open.flatMap((milestone) => {
      const due = dueDate(milestone, anchors);
      const days = due === null ? null : reminderDue(due, remindersOf(milestone), today);
      if (due === null || days === null) return [];
      // Somebody who left the team reads no reminders: then it is everybody's.
      const owner = organisers.find(({ id }) => id === milestone.ownerId);
      return (owner === undefined ? organisers : [owner]).map((user): OutgoingMail => ({
        dedupeKey: `milestone_reminder:${milestone.id}:${due}:${days}:${user.id}`,
        kind: 'milestone_reminder',
        to: { name: user.name, address: user.email },
        content: milestoneReminderMail({
          toName: user.name,
          milestone: milestone.title,
          project: project.name,
          due: formatDate(due),
          daysLeft: (Date.parse(due) - Date.parse(today)) / dayLength,
          note: milestone.note,
        }),
        linkSubject: 'page:milestones',
      }));
    });
    await enqueueMany(tx, mails);
  });
}
