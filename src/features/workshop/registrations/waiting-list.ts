import { QueryTypes } from 'sequelize';
import type { Actor } from '../../../audit/record-audit-event';
import { db, inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { fullName } from '../../people/fold-name';
import { moveTo } from './change-registration';
import { lockRegistration } from './find-own-registration';
import { lockSeats, readSeats, type Seats } from './seats';
import { isOver } from './registration.policy';
import { readWorkshopFacts, type WorkshopFacts } from './workshop-facts';

export interface NextInLine {
  registrationId: number;
  name: string;
  /** Null: they must be told in another way than by mail. */
  email: string | null;
}

/** Whom the seats that are free now are kept for. */
export interface WaitingList {
  /** Those who have waited longest, as many as there are free seats. */
  next: NextInLine[];
  /** Of these people in this order: tells whether the list is the one that was shown. */
  digest: string;
}

/** Nobody is next while no seat is free, where seats are not limited, or once the workshop is over. */
async function readWaitingList(
  seats: Seats,
  workshop: WorkshopFacts,
  tx?: Tx,
): Promise<WaitingList> {
  const rows =
    seats.free === null || seats.free === 0 || isOver(workshop)
      ? []
      : await db().query<{
          id: number;
          givenName: string;
          familyName: string;
          email: string | null;
        }>(
          `SELECT g.id AS id, p.given_name AS "givenName", p.family_name AS "familyName", p.email
           FROM registrations g JOIN people p ON p.id = g.person_id
           WHERE g.status = 'waiting' AND g.mode = 'on_site' AND g.role <> 'organising_team'
             AND p.erased_at IS NULL
           ORDER BY (SELECT MAX(c.id) FROM registration_changes c
             WHERE c.registration_id = g.id AND c.to_status = 'waiting'), g.id
           LIMIT :free`,
          {
            type: QueryTypes.SELECT,
            replacements: { free: seats.free },
            transaction: tx ?? null,
          },
        );
  const next = rows.map(({ id, email, ...name }) => ({
    registrationId: id,
    name: fullName(name),
    email,
  }));
  return { next, digest: hashToken(JSON.stringify(next.map((one) => one.registrationId))) };
}

/** The waiting list as it stands. */
export async function currentWaitingList(): Promise<WaitingList> {
  return readWaitingList(await readSeats(), await readWorkshopFacts());
}

/**
 * Gives the free seats to those who have waited longest; each of them is told by mail. The list is
 * made again and must be the one that was shown.
 * @param shown `digest` of the list on the page
 * @returns how many were moved up, and how many of them have no address
 * @throws ConflictError `list_changed`
 */
export async function moveUpWaiting(
  actor: Actor,
  shown: string,
): Promise<{ moved: number; untold: number }> {
  return inTransaction(async (tx) => {
    const seats = await lockSeats(tx);
    const workshop = await readWorkshopFacts(tx);
    const { next, digest } = await readWaitingList(seats, workshop, tx);
    if (digest !== shown) {
      throw new ConflictError(
        'The waiting list or the free seats have changed meanwhile. Nobody was moved up. Please read the new list below.',
        'list_changed',
      );
    }
    for (const { registrationId } of next) {
      const record = await lockRegistration(tx, registrationId);
      const move = { to: 'registered', reason: 'A seat became free.' } as const;
      await moveTo(tx, actor, { ...record, workshop }, move);
    }
    return { moved: next.length, untold: next.filter(({ email }) => email === null).length };
  });
}
