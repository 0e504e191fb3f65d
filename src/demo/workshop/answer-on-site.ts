import type { Actor } from '../../audit/record-audit-event';
import { addTablet } from '../../features/workshop/surveys/tablets';
import { beginOnTablet } from '../../features/workshop/surveys/begin-on-tablet';
import { handOut } from '../../features/workshop/surveys/hand-out';
import { endSitting, personalTokenOf } from '../../features/workshop/surveys/sittings';
import { badgeCode } from '../../lib/badge-code';
import { messagesFor } from '../../messages/messages';
import type { Respondents } from '../answer-forms';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

/** How many answer the questionnaire at the workshop, and how. */
export const onSiteCounts = { tablet: 2, staff: 2 };

/**
 * Day 2: two tablets on tables. Of those who have not answered before, some do so on a tablet,
 * others tell a member of the team, who types.
 */
export async function answerOnSite(
  actor: Actor & { userId: number },
  respondents: Respondents,
  people: readonly InventedPerson[],
): Promise<void> {
  const tablet = await addTablet(actor, 'Table 1');
  await addTablet(actor, 'Table 2');
  const form = 'cluster_survey';
  const wanted = onSiteCounts.tablet + onSiteCounts.staff;
  let done = 0;
  for (const person of people) {
    if (done === wanted) return;
    const registration = await registrationOf(person);
    if (registration?.status !== 'registered') continue;
    done += 1;
    if (done <= onSiteCounts.tablet) {
      const sitting = await beginOnTablet(tablet, badgeCode(registration.id), messagesFor().tablet);
      await respondents.submit(form, person, await personalTokenOf(sitting));
      await endSitting(sitting);
    } else {
      const { id } = await personOf(person);
      await respondents.submit(form, person, await handOut(actor, id, 'staff'));
    }
  }
  throw new Error('Too few people at the workshop have not answered yet.');
}
