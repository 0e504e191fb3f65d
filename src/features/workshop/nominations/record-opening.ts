import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { FocalPoint } from '../../../models';
import { requireFocalLink } from './focal-link';

/**
 * Notes that a browser has shown the page behind a link, once. Not noted when the page is sent:
 * programs that scan mails open every link they see. As with links to forms, the time itself is
 * the record: the audit trail holds what people decide, not what they look at.
 * @throws NotFoundError, GoneError for the link
 */
export async function recordOpening(token: string): Promise<void> {
  const { id, openedAt } = await requireFocalLink(token);
  if (openedAt !== null) return;
  await inTransaction((transaction) =>
    FocalPoint.update({ openedAt: now() }, { where: { id, openedAt: null }, transaction }),
  );
}
