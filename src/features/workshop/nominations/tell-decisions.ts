import { recordAuditEvents, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { newToken } from '../../../lib/tokens';
import type { MailContent } from '../../../mail/compose-mail';
import { enqueueMany } from '../../../mail/enqueue';
import { nominationDecisionsMail } from '../../../mail/messages/nomination-decisions';
import { NominationDecision, type Project } from '../../../models';
import { fullName } from '../../people/fold-name';
import { getProject } from '../project.queries';
import { lockEconomy } from './economy-rules.queries';
import type { FocalLink } from './focal-link';
import { nameWithTitle } from './focal-page.view-model';
import { nominationStatusWords } from './nomination-words';
import { listUntoldDecisions, type UntoldEconomy } from './untold-decisions.queries';

/** An economy as an organiser saw it in the list. */
export interface SeenEconomy {
  code: string;
  digest: string;
}

/** How the keys of the mails of one press begin, by which they are found again. */
export function decisionMailKey(press: string): string {
  return `nomination_decisions:${press}:`;
}

/**
 * Tells the focal points of these economies what became of their nominations: exactly what the
 * list showed, or nobody anything. A decision that was told is never told again, so the same
 * press twice sends nothing the second time.
 * @returns how many mails were put into the outbox
 * @throws ConflictError `list_changed` when an economy's decisions or focal points are others by
 *   now; `no_recipients` for an economy without anybody to write to
 */
export async function tellDecisions(actor: Actor, seen: readonly SeenEconomy[]): Promise<number> {
  const project = await getProject();
  const wanted = new Map(seen.map(({ code, digest }) => [code, digest]));
  return inTransaction(async (tx) => {
    // In the order in which decisions are made; links are named and withdrawn behind it, too.
    for (const code of [...wanted.keys()].sort()) await lockEconomy(tx, code);
    const untold = (await listUntoldDecisions(tx)).filter(({ economy }) =>
      wanted.has(economy.code),
    );
    for (const one of untold) requireAsSeen(one, wanted.get(one.economy.code));
    const press = newToken();
    const told = untold.flatMap((one) => one.focalPoints.map((link) => ({ one, link })));
    await enqueueMany(
      tx,
      told.map(({ one, link }) => ({
        dedupeKey: `${decisionMailKey(press)}${link.id}`,
        kind: 'nomination_decisions' as const,
        to: { name: fullName(link.person), address: link.person.email ?? '' },
        content: decisionsMail(link, one, project),
        linkSubject: `focal_point:${link.id}` as const,
        personId: link.personId,
      })),
    );
    await NominationDecision.update(
      { toldIn: press },
      {
        where: { id: untold.flatMap(({ decisions }) => decisions.map(({ id }) => id)) },
        transaction: tx,
      },
    );
    await recordAuditEvents(
      tx,
      actor,
      told.map(({ one, link }) => ({
        action: 'nomination.decisions_told',
        subjectType: 'focal_point',
        subjectId: link.id,
        personId: link.personId,
        changes: { economyCode: one.economy.code, decisions: one.decisions.length },
      })),
    );
    return told.length;
  });
}

function requireAsSeen(
  { economy, focalPoints, digest }: UntoldEconomy,
  seen: string | undefined,
): void {
  if (digest !== seen) {
    throw new ConflictError(
      `Nothing was sent: the decisions or the focal points of ${economy.name} have changed meanwhile. Please look through the list again.`,
      'list_changed',
    );
  }
  if (focalPoints.length === 0) {
    throw new ConflictError(
      `Nothing was sent: ${economy.name} has no focal point who can be written to.`,
      'no_recipients',
    );
  }
}

function decisionsMail(
  { person }: FocalLink,
  { economy, decisions }: UntoldEconomy,
  project: Project,
): MailContent {
  return nominationDecisionsMail({
    toName: fullName(person),
    economy: economy.name,
    workshop: project.name,
    decisions: decisions.map(({ nomination }) => ({
      name: nameWithTitle(nomination),
      status: nominationStatusWords[nomination.status].label,
      reason: nomination.publicReason,
    })),
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  });
}
