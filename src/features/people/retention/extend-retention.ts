import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { GoneError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Person, RetentionExtension } from '../../../models';
import { peopleDue, retentionCalendar } from './due-records.queries';
import type { ExtensionInput } from './extension.input';
import { dueOf } from './retention-dates';
import { forgetAnnouncement } from './personal-data';

/**
 * Lets the time of keeping begin again on the day of a newer consent of one person, who thereby
 * leaves the list. Only for somebody who stands on it.
 * @returns the new day on which the details are due
 * @throws NotFoundError, GoneError; ValidationError on `consentOn` for a day that is to come, or
 *   from which the details would not be kept longer
 */
export async function extendRetention(
  actor: Actor & { userId: number },
  personId: number,
  { consentOn, reason }: ExtensionInput,
): Promise<string> {
  const calendar = await retentionCalendar();
  if (consentOn > calendar.today) {
    throw new ValidationError({ consentOn: 'A consent cannot be of a day that is to come.' });
  }
  return inTransaction(async (tx) => {
    const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (person === null) throw new NotFoundError('There is no such person.');
    if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
    const [before] = await peopleDue(calendar, calendar.listedUntil, { personId, tx });
    if (before === undefined) throw new NotFoundError('This person is not due soon.');
    const after = dueOf({
      workshopEndsOn: before.due.from,
      receivedOn: before.due.from,
      extendedOn: consentOn,
    });
    if (after.on <= calendar.listedUntil) {
      throw new ValidationError({
        consentOn: 'With a consent of this day the details would be due soon all the same.',
      });
    }
    await RetentionExtension.create(
      { personId, consentOn, reason, decidedBy: actor.userId, decidedAt: now() },
      { transaction: tx },
    );
    await forgetAnnouncement(tx, 'person', personId);
    await recordAuditEvent(tx, actor, {
      action: 'retention.extended',
      subjectType: 'person',
      subjectId: personId,
      personId,
      changes: { consentOn, due: [before.due.on, after.on], reason },
    });
    return after.on;
  });
}
