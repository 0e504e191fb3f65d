import type { Tx } from '../../../db/transaction';
import { hashToken } from '../../../lib/tokens';
import { type Economy, Nomination, NominationDecision } from '../../../models';
import { decisions as decidedStatuses } from './decision.input';
import { listEconomyRules } from './economy-rules.queries';
import type { FocalLink } from './focal-link';
import { listSendableLinks } from './send-focal-links';

/** The decision that stands on a nomination, of which its focal points have not been told. */
export interface UntoldDecision {
  id: number;
  nomination: Nomination;
}

export interface UntoldEconomy {
  economy: Economy;
  /** Who would be told: links in use, of people who can be written to. May be empty. */
  focalPoints: FocalLink[];
  /** In the order of nomination; at least one. */
  decisions: UntoldDecision[];
  /** Tells this list from any other of who is told what. */
  digest: string;
}

/**
 * What focal points have not been told yet, by economy in the order of APEC; in a fixed number of
 * statements. Only what stands is told: a decision that was changed before anybody was told of it
 * is not, nor one that ended where the last one that was told had been.
 */
export async function listUntoldDecisions(tx?: Tx): Promise<UntoldEconomy[]> {
  const within = tx === undefined ? {} : { transaction: tx };
  const nominations = await Nomination.findAll({
    where: { erasedAt: null, status: [...decidedStatuses] },
    order: ['id'],
    ...within,
  });
  const history = await NominationDecision.findAll({
    where: { nominationId: nominations.map(({ id }) => id) },
    order: ['id'],
    ...within,
  });
  const links = await listSendableLinks(tx);
  const byNomination = new Map<number, NominationDecision[]>();
  for (const one of history) {
    byNomination.set(one.nominationId, [...(byNomination.get(one.nominationId) ?? []), one]);
  }
  const untold = nominations.flatMap((nomination): UntoldDecision[] => {
    const id = untoldOf(byNomination.get(nomination.id) ?? []);
    return id === undefined ? [] : [{ id, nomination }];
  });
  return (await listEconomyRules(tx)).flatMap(({ economy }) => {
    const decisions = untold.filter(({ nomination }) => nomination.economyCode === economy.code);
    const focalPoints = links.filter(({ economyCode }) => economyCode === economy.code);
    return decisions.length === 0
      ? []
      : [{ economy, focalPoints, decisions, digest: digestOf(focalPoints, decisions) }];
  });
}

/** @param history of one nomination, oldest first */
function untoldOf(history: NominationDecision[]): number | undefined {
  const last = history.at(-1);
  if (last === undefined || last.toldIn !== null) return undefined;
  const told = history.findLast(({ toldIn }) => toldIn !== null);
  const same = told?.toStatus === last.toStatus && told.publicReason === last.publicReason;
  return same ? undefined : last.id;
}

function digestOf(focalPoints: FocalLink[], decisions: UntoldDecision[]): string {
  return hashToken(
    JSON.stringify([
      focalPoints.map(({ id, person }) => [id, person.email]),
      decisions.map(({ id, nomination }) => [id, nomination.revision]),
    ]),
  );
}
