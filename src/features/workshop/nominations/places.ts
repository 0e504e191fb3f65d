import { Op } from 'sequelize';
import type { Tx } from '../../../db/transaction';
import { Nomination } from '../../../models';
import type { NominationStatus } from '../../../models/codes';

/** Statuses that hold a place of the economy; declined and withdrawn ones free it. */
export const statusesWithPlace: readonly NominationStatus[] = ['submitted', 'accepted', 'waiting'];

/** As many as anybody would look through; keeps a link that got about from filling the table. */
export const mostReserves = 10;

type Placed = Pick<Nomination, 'status' | 'reserveRank'>;

export function holdsPlace({ status, reserveRank }: Placed): boolean {
  return reserveRank === null && statusesWithPlace.includes(status);
}

export function isReserve({ status, reserveRank }: Placed): boolean {
  return reserveRank !== null && statusesWithPlace.includes(status);
}

/** Places nobody holds; a quota that was lowered below what is taken leaves none, not fewer. */
export function placesLeft(places: number, nominations: readonly Placed[]): number {
  return Math.max(0, places - nominations.filter(holdsPlace).length);
}

/**
 * Those of an economy that count, in the order of a focal point's list; behind lockEconomy. Who was
 * erased stands in no list and holds no place.
 */
export async function listCounting(tx: Tx, economyCode: string): Promise<Nomination[]> {
  return Nomination.findAll({
    where: { economyCode, erasedAt: null, status: { [Op.in]: [...statusesWithPlace] } },
    order: ['reserveRank', 'id'],
    transaction: tx,
  });
}

/** The rank behind the last reserve. */
export function nextRank(nominations: readonly Placed[]): number {
  return 1 + Math.max(0, ...nominations.map(({ reserveRank }) => reserveRank ?? 0));
}
