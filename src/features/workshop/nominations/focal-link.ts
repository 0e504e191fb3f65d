import type { Tx } from '../../../db/transaction';
import type { Actor } from '../../../audit/record-audit-event';
import { ConflictError, GoneError, NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { Economy, FocalPoint, Person } from '../../../models';
import {
  getEconomyRules,
  lockEconomy,
  takesNominations,
  type EconomyRules,
} from './economy-rules.queries';

export type FocalLink = FocalPoint & { person: Person; economy: Economy };

/** The longest token there is has 32 characters; nothing longer is worth hashing. */
const longestToken = 100;

/** Whom a link was made for, withdrawn or not; undefined for a token that leads nowhere. */
export async function findFocalLink(token: string, tx?: Tx): Promise<FocalLink | undefined> {
  if (token.length > longestToken) return undefined;
  const found = await FocalPoint.findOne({
    where: { tokenHash: hashToken(token) },
    include: [
      { model: Person, as: 'person' },
      { model: Economy, as: 'economy' },
    ],
    ...(tx === undefined ? {} : { transaction: tx }),
  });
  return (found as FocalLink | null) ?? undefined;
}

/** Whether a person is noted as focal point of this economy: what a link rests on. */
export function speaksFor(person: Person, economyCode: string): boolean {
  return person.role === 'focal_point' && person.economyCode === economyCode;
}

/**
 * @throws NotFoundError `unknown_link`; GoneError `withdrawn_link`, also once the person has another
 *   role or economy
 */
export async function requireFocalLink(token: string, tx?: Tx): Promise<FocalLink> {
  const link = await findFocalLink(token, tx);
  if (link === undefined) throw new NotFoundError('This link leads nowhere.', 'unknown_link');
  if (link.withdrawnAt !== null || !speaksFor(link.person, link.economyCode)) {
    throw new GoneError('This link has been withdrawn.', 'withdrawn_link');
  }
  return link;
}

/**
 * Comes before anything typed is looked at: whoever is too late hears that, and no advice on fields.
 * @throws as openForNominations does
 */
export async function requireOpenLink(token: string): Promise<void> {
  const { economyCode } = await requireFocalLink(token);
  requireOpen(await getEconomyRules(economyCode));
}

export interface OpenLink {
  link: FocalLink;
  rules: EconomyRules;
  actor: Actor;
}

/**
 * Begins a write of a focal point: nobody else writes nominations of the economy until the
 * transaction ends, the link is in use and the deadline has not passed.
 * @throws NotFoundError, GoneError, ConflictError `nominations_closed`
 */
export async function openForNominations(tx: Tx, token: string): Promise<OpenLink> {
  const { economyCode } = await requireFocalLink(token, tx);
  await lockEconomy(tx, economyCode);
  // Read again: while this write waited, the link may have been withdrawn.
  const link = await requireFocalLink(token, tx);
  const rules = await getEconomyRules(economyCode, tx);
  requireOpen(rules);
  return { link, rules, actor: focalPointActor(link) };
}

function requireOpen(rules: EconomyRules): void {
  if (takesNominations(rules)) return;
  throw new ConflictError(
    'The time for nominations is over. Nothing was changed.',
    'nominations_closed',
  );
}

/** The audit trail says for which economy; who that was is on the page of the economy. */
export function focalPointActor({ economy }: FocalLink): Actor {
  return { kind: 'respondent', name: `Focal point of ${economy.name}` };
}
