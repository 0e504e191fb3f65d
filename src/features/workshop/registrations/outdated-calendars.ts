import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { readCalendarOwners } from './calendar-entries.queries';
import { changesOf, sendCalendarChanges } from './send-calendar-changes';
import { readWorkshopFacts } from './workshop-facts';

/** How many people's calendars show a venue, day or time that is not true any more. */
export async function countOutdatedCalendars(): Promise<number> {
  const workshop = await readWorkshopFacts();
  const owners = await readCalendarOwners('all');
  return owners.filter((owner) => changesOf(workshop, owner).some(({ kind }) => kind !== 'new'))
    .length;
}

/**
 * Sends everybody concerned what has to change in their calendar, after a new venue, day or hour.
 * @returns how many entries changed
 */
export async function sendAllCalendarChanges(actor: Actor): Promise<number> {
  return inTransaction(async (tx) => {
    const changed = await sendCalendarChanges(tx, 'all');
    if (changed > 0) {
      await recordAuditEvent(tx, actor, {
        action: 'registration.calendars_sent',
        subjectType: 'project',
        subjectId: 1,
        changes: { entries: changed },
      });
    }
    return changed;
  });
}
