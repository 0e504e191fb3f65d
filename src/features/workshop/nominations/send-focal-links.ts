import { recordAuditEvents, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import type { MailContent } from '../../../mail/compose-mail';
import { enqueueMany } from '../../../mail/enqueue';
import { focalPointLinkMail } from '../../../mail/messages/focal-point-link';
import { Economy, FocalPoint, Person, type Project } from '../../../models';
import { fullName } from '../../people/fold-name';
import { getProject } from '../project.queries';
import type { FocalLink } from './focal-link';
import { listEconomyRules, takesNominations, type EconomyRules } from './economy-rules.queries';

/** The mail with which a focal point gets the link: what is previewed and what is sent. */
export function focalLinkMail(link: FocalLink, rules: EconomyRules, project: Project): MailContent {
  return focalPointLinkMail({
    toName: fullName(link.person),
    economy: link.economy.name,
    workshop: project.name,
    places: rules.places,
    closesAt: rules.closesAt,
    timeZone: project.timeZone,
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  });
}

/** Links in use, in the order of APEC, of people who can be written to. */
export async function listSendableLinks(tx?: Tx): Promise<FocalLink[]> {
  const links = (await FocalPoint.findAll({
    where: { withdrawnAt: null },
    include: [
      { model: Person, as: 'person' },
      { model: Economy, as: 'economy' },
    ],
    order: [[{ model: Economy, as: 'economy' }, 'sort', 'ASC'], 'id'],
    ...(tx === undefined ? {} : { transaction: tx }),
  })) as FocalLink[];
  return links.filter(({ person }) => person.email !== null && person.erasedAt === null);
}

/**
 * Sends their links to exactly these focal points, or to nobody. The same form sent twice sends
 * one mail each.
 * @param key made with the form
 * @returns how many mails were put into the outbox
 * @throws ConflictError when a link was withdrawn or the deadline passed since the list was shown
 */
export async function sendFocalLinks(
  actor: Actor,
  focalPointIds: number[],
  key: string,
): Promise<number> {
  const project = await getProject();
  return inTransaction(async (tx) => {
    // Against a link that is withdrawn in the same moment.
    await FocalPoint.findAll({
      where: { id: focalPointIds },
      order: ['id'],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    const links = (await listSendableLinks(tx)).filter(({ id }) => focalPointIds.includes(id));
    if (links.length !== new Set(focalPointIds).size) {
      throw new ConflictError(
        'The list has changed meanwhile: somebody on it has no link any more. Nothing was sent. Please look through the list again.',
        'list_changed',
      );
    }
    const rules = new Map((await listEconomyRules(tx)).map((one) => [one.economy.code, one]));
    const mails = links.map((link) => {
      const ofEconomy = rules.get(link.economyCode);
      if (ofEconomy === undefined || !takesNominations(ofEconomy)) {
        throw new ConflictError(
          `The time for nominations of ${link.economy.name} is over. Set a later deadline first. Nothing was sent.`,
          'nominations_closed',
        );
      }
      return {
        dedupeKey: `focal_point_link:${link.id}:${key}`,
        kind: 'focal_point_link' as const,
        to: { name: fullName(link.person), address: link.person.email ?? '' },
        content: focalLinkMail(link, ofEconomy, project),
        linkSubject: `focal_point:${link.id}` as const,
        personId: link.personId,
      };
    });
    const results = await enqueueMany(tx, mails);
    const queued = links.filter((_, index) => results[index] === 'queued');
    await recordAuditEvents(
      tx,
      actor,
      queued.map(({ id, economyCode, personId }) => ({
        action: 'nomination.link_sent',
        subjectType: 'focal_point',
        subjectId: id,
        personId,
        changes: { economyCode },
      })),
    );
    return queued.length;
  });
}
