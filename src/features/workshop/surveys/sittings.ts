import { Op } from 'sequelize';
import { recordAuditEvent } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { GoneError } from '../../../lib/errors';
import { accessKeyOf, linkToken } from '../../../lib/link-tokens';
import { hashToken, newToken } from '../../../lib/tokens';
import { messagesFor } from '../../../messages/messages';
import { Draft, Invitation, Tablet, TabletSitting } from '../../../models';

// Tells a sitting's token from those of links, which hold no dot.
const mark = 'sitting.';

const minute = 60_000;
/** From the beginning, and since answers were last saved. The tablet itself asks much sooner. */
const longest = 180 * minute;
const longestIdle = 20 * minute;
/** The last save of a page that is left may arrive after the leaving. */
const savesAfterEnd = minute / 2;
const keptFor = 24 * 60 * minute;

export interface Sitting {
  /** Of the person's own link: never to be shown on the tablet. */
  personalToken: string;
  /** Of the tablet's start page. */
  tabletToken: string;
  ended: boolean;
}

export function isSittingToken(token: string): boolean {
  return token.startsWith(mark);
}

/** A token for one person, one tablet and one sitting. Sittings of days past are forgotten. */
export async function beginSitting(tx: Tx, tablet: Tablet, invitationId: number): Promise<string> {
  const token = mark + newToken();
  const begunAt = now();
  await TabletSitting.destroy({
    where: { begunAt: { [Op.lt]: new Date(begunAt.getTime() - keptFor) } },
    transaction: tx,
  });
  await TabletSitting.create(
    { tokenHash: hashToken(token), tabletId: tablet.id, invitationId, begunAt },
    { transaction: tx },
  );
  return token;
}

/** The sitting behind a token, also one that is over; null for one that never was or is long past. */
export async function findSitting(token: string): Promise<Sitting | null> {
  const sitting = await TabletSitting.findOne({ where: { tokenHash: hashToken(token) } });
  if (sitting === null) return null;
  const personalToken = linkToken(`invitation:${sitting.invitationId}`);
  return {
    personalToken,
    tabletToken: linkToken(`tablet:${sitting.tabletId}`),
    ended: sitting.endedAt !== null || (await isTimedOut(sitting, personalToken)),
  };
}

async function isTimedOut({ begunAt, tabletId }: TabletSitting, token: string): Promise<boolean> {
  const [draft, tablet] = await Promise.all([
    Draft.findOne({ attributes: ['savedAt'], where: { accessKey: accessKeyOf(token) } }),
    Tablet.count({ where: { id: tabletId, withdrawnAt: null } }),
  ]);
  const time = now().getTime();
  const lastSign = Math.max(begunAt.getTime(), draft?.savedAt.getTime() ?? 0);
  return tablet === 0 || time - begunAt.getTime() > longest || time - lastSign > longestIdle;
}

/**
 * The token of the person's own link behind what an address holds: itself, unless it is of a
 * sitting at a tablet.
 * @param use `save` is let through for half a minute after the end, for what was typed last
 * @throws GoneError when the sitting is over
 */
export async function personalTokenOf(
  token: string,
  use: 'read' | 'save' = 'read',
): Promise<string> {
  if (!isSittingToken(token)) return token;
  const sitting = await findSitting(token);
  if (sitting !== null && (!sitting.ended || (use === 'save' && (await hasJustEnded(token))))) {
    return sitting.personalToken;
  }
  throw new GoneError(messagesFor().tablet.over, 'sitting_over');
}

async function hasJustEnded(token: string): Promise<boolean> {
  const since = new Date(now().getTime() - savesAfterEnd);
  return (
    (await TabletSitting.count({
      where: { tokenHash: hashToken(token), endedAt: { [Op.gte]: since } },
    })) > 0
  );
}

/** Ends the sitting; its token opens nothing from now on. A second time changes nothing. */
export async function endSitting(token: string): Promise<void> {
  if (!isSittingToken(token)) return;
  await inTransaction(async (tx) => {
    const sitting = await TabletSitting.findOne({
      where: { tokenHash: hashToken(token), endedAt: null },
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (sitting === null) return;
    await sitting.update({ endedAt: now() }, { transaction: tx });
    const { tabletId, invitationId } = sitting;
    const tablet = await Tablet.findByPk(tabletId, { transaction: tx, rejectOnEmpty: true });
    const invitation = await Invitation.findByPk(invitationId, { transaction: tx });
    await recordAuditEvent(
      tx,
      { kind: 'respondent', name: tablet.name },
      {
        action: 'survey.ended_on_tablet',
        subjectType: 'invitation',
        subjectId: invitationId,
        ...(invitation !== null && { personId: invitation.personId }),
        changes: { tablet: tablet.name },
      },
    );
  });
}
