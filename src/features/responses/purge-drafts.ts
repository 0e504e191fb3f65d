import { Op } from 'sequelize';
import { recordAuditEvent, systemActor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { accessKeyOf, linkToken } from '../../lib/link-tokens';
import { Draft, Invitation, Survey } from '../../models';
import { lockLink } from './lock-link';

/** Days that answers which were begun and never sent are kept after their last change. */
export const unsentAnswersKeptDays = 90;

const day = 24 * 3_600_000;
const draftsAtOnce = 100;

/**
 * Removes answers that were begun and not sent, 90 days after their last change; those behind the
 * personal link of an invitation not before the form is closed. Answers sent stay, also where
 * their correction was left unfinished.
 * @returns how many were removed
 */
export async function purgeDrafts(): Promise<number> {
  let removed = 0;
  for (const survey of await Survey.findAll({ order: ['id'] })) {
    removed += await purgeDraftsOf(survey);
  }
  return removed;
}

async function purgeDraftsOf(survey: Survey): Promise<number> {
  // A day more: drafts of anonymous forms know the day of their last change only.
  const before = new Date(now().getTime() - (unsentAnswersKeptDays + 1) * day);
  const old = await Draft.findAll({
    attributes: ['accessKey'],
    where: { surveyId: survey.id, savedAt: { [Op.lt]: before } },
    order: ['accessKey'],
  });
  if (old.length === 0) return 0;
  const kept = isClosed(survey) ? new Set<string>() : await personalKeys(survey.id);
  const keys = old.map(({ accessKey }) => accessKey).filter((key) => !kept.has(key));
  let removed = 0;
  for (let start = 0; start < keys.length; start += draftsAtOnce) {
    removed += await remove(survey, keys.slice(start, start + draftsAtOnce), before);
  }
  return removed;
}

function isClosed({ closedAt, closesAt }: Survey): boolean {
  return closedAt !== null || (closesAt !== null && closesAt <= now());
}

/** Nothing stored tells a personal draft from others: the keys are derived again from the links. */
async function personalKeys(surveyId: number): Promise<Set<string>> {
  const invitations = await Invitation.findAll({ attributes: ['id'], where: { surveyId } });
  return new Set(invitations.map(({ id }) => accessKeyOf(linkToken(`invitation:${id}`))));
}

/** Looks at the time of the last change again: somebody may just have gone on. */
function remove(survey: Survey, accessKey: string[], before: Date): Promise<number> {
  return inTransaction(async (tx) => {
    for (const key of accessKey) await lockLink(tx, key);
    const drafts = await Draft.destroy({
      where: { accessKey, savedAt: { [Op.lt]: before } },
      transaction: tx,
    });
    if (drafts > 0) {
      await recordAuditEvent(tx, systemActor, {
        action: 'survey.unsent_answers_removed',
        subjectType: 'survey',
        subjectId: survey.id,
        changes: { form: survey.form, drafts, keptDays: unsentAnswersKeptDays },
      });
    }
    return drafts;
  });
}
