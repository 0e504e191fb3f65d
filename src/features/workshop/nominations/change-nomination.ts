import { changedFields, recordAuditEvent } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Nomination, NominationDecision } from '../../../models';
import { emailKeyOf, fullName } from '../../people/fold-name';
import { isRowId } from '../../people/row-id';
import { requireNewAddress } from './add-nomination';
import { openForNominations, type OpenLink } from './focal-link';
import type { Move, NominationFacts } from './nomination.input';
import { isReserve, listCounting, mostReserves, nextRank, placesLeft } from './places';

/** What a focal point may still do with a nomination before the deadline. */
export function mayBeChanged({ status }: Pick<Nomination, 'status'>): boolean {
  return status === 'submitted' || status === 'waiting';
}

/**
 * Corrects what a focal point said about a person.
 * @param revision the state the form was opened with
 * @throws ConflictError when it was changed or decided meanwhile, or after the deadline;
 *   ValidationError on `email` for somebody nominated already
 */
export async function correctNomination(
  token: string,
  nominationId: number,
  revision: number,
  facts: NominationFacts,
): Promise<void> {
  await changeOwn(token, nominationId, async (tx, { actor }, nomination) => {
    if (nomination.revision !== revision) {
      throw new ConflictError(
        'This nomination was changed meanwhile. Open it again and repeat your change.',
        'edited_meanwhile',
      );
    }
    await requireNewAddress(tx, nomination.economyCode, facts.email, nomination.id);
    const changes = changedFields({ ...nomination.get() }, facts);
    if (Object.keys(changes).length === 0) return;
    await nomination.update(
      { ...facts, emailKey: emailKeyOf(facts.email), revision: revision + 1 },
      { transaction: tx },
    );
    // The names of the fields only: what they said of a person is not for the audit trail.
    await recordAuditEvent(tx, actor, {
      action: 'nomination.corrected',
      subjectType: 'nomination',
      subjectId: nomination.id,
      changes: { fields: Object.keys(changes) },
    });
  });
}

/** Takes a nomination back; its place is free again. Twice is once. */
export async function withdrawNomination(token: string, nominationId: number): Promise<void> {
  await changeOwn(
    token,
    nominationId,
    async (tx, { actor }, nomination) => {
      if (nomination.status === 'withdrawn') return;
      const fromStatus = nomination.status;
      await nomination.update(
        {
          status: 'withdrawn',
          reserveRank: null,
          publicReason: '',
          revision: nomination.revision + 1,
        },
        { transaction: tx },
      );
      await NominationDecision.create(
        {
          nominationId,
          fromStatus,
          toStatus: 'withdrawn',
          publicReason: '',
          note: '',
          decidedBy: 'Focal point',
          decidedAt: now(),
        },
        { transaction: tx },
      );
      await recordAuditEvent(tx, actor, {
        action: 'nomination.withdrawn',
        subjectType: 'nomination',
        subjectId: nominationId,
        changes: { status: [fromStatus, 'withdrawn'] },
      });
    },
    ['withdrawn'],
  );
}

/**
 * Moves a nomination up or down among the reserves, from there to a free place, or from a place
 * to the end of the reserves.
 * @throws ValidationError on `move` when no place is free; ConflictError after the deadline
 */
export async function moveNomination(
  token: string,
  nominationId: number,
  move: Move,
): Promise<void> {
  await changeOwn(token, nominationId, async (tx, { rules, actor }, nomination) => {
    const counting = await listCounting(tx, nomination.economyCode);
    const from = nomination.reserveRank;
    if (move === 'place') {
      if (from === null) return;
      if (placesLeft(rules.places, counting) === 0) {
        throw new ValidationError({ move: 'No place is free. Withdraw somebody first.' });
      }
      await setRank(tx, nomination, null);
    } else if (move === 'reserve') {
      if (from !== null) return;
      if (counting.filter(isReserve).length >= mostReserves) {
        throw new ValidationError({ move: `There are ${mostReserves} reserves already.` });
      }
      await setRank(tx, nomination, nextRank(counting));
    } else if (!(await swapWithNeighbour(tx, nomination, counting.filter(isReserve), move))) {
      return;
    }
    await recordAuditEvent(tx, actor, {
      action: 'nomination.moved',
      subjectType: 'nomination',
      subjectId: nominationId,
      changes: { move },
    });
  });
}

/** @returns false at the end of the list, and for one that is no reserve */
async function swapWithNeighbour(
  tx: Tx,
  nomination: Nomination,
  reserves: Nomination[],
  move: 'up' | 'down',
): Promise<boolean> {
  const at = reserves.findIndex(({ id }) => id === nomination.id);
  const neighbour = at === -1 ? undefined : reserves[move === 'up' ? at - 1 : at + 1];
  if (neighbour === undefined) return false;
  const rank = neighbour.reserveRank;
  await setRank(tx, neighbour, nomination.reserveRank);
  await setRank(tx, nomination, rank);
  return true;
}

async function setRank(tx: Tx, nomination: Nomination, reserveRank: number | null): Promise<void> {
  await nomination.update({ reserveRank, revision: nomination.revision + 1 }, { transaction: tx });
}

/** A write about a nomination of the link's own economy. */
async function changeOwn(
  token: string,
  nominationId: number,
  write: (tx: Tx, link: OpenLink, nomination: Nomination) => Promise<void>,
  alsoWith: Nomination['status'][] = [],
): Promise<void> {
  await inTransaction(async (tx) => {
    const link = await openForNominations(tx, token);
    const nomination = isRowId(nominationId)
      ? await Nomination.findOne({
          where: { id: nominationId, economyCode: link.rules.economy.code },
          transaction: tx,
          lock: tx.LOCK.UPDATE,
        })
      : null;
    if (nomination === null || nomination.erasedAt !== null) {
      throw new NotFoundError('There is no such nomination.');
    }
    if (!mayBeChanged(nomination) && !alsoWith.includes(nomination.status)) {
      throw new ConflictError(
        `The nomination of ${fullName(nomination)} has been decided and cannot be changed here any more. Please write to the organisers.`,
        'decided',
      );
    }
    await write(tx, link, nomination);
  });
}
