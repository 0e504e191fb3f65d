import { Op } from 'sequelize';
import { recordAuditEvent } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ValidationError } from '../../../lib/errors';
import { Nomination, NominationDecision } from '../../../models';
import { emailKeyOf, fullName } from '../../people/fold-name';
import { openForNominations } from './focal-link';
import type { NewNomination } from './nomination.input';
import { isReserve, listCounting, mostReserves, nextRank, placesLeft } from './places';

/**
 * Nominates a person through a focal point's link. The same form sent twice is one nomination;
 * of two at the last free place, one is refused.
 * @throws ValidationError on `as` when no place is free, on `email` for somebody nominated
 *   already; ConflictError after the deadline; NotFoundError, GoneError for the link
 */
export async function addNomination(token: string, input: NewNomination): Promise<Nomination> {
  const { as, submissionKey, ...facts } = input;
  return inTransaction(async (tx) => {
    const { link, rules, actor } = await openForNominations(tx, token);
    const economyCode = rules.economy.code;
    const before = await Nomination.findOne({
      where: { submissionKey, economyCode },
      transaction: tx,
    });
    if (before !== null) return before;
    await requireNewAddress(tx, economyCode, facts.email);
    const counting = await listCounting(tx, economyCode);
    if (as === 'place' && placesLeft(rules.places, counting) === 0) {
      throw new ValidationError({ as: noPlace(rules.places, rules.economy.name) });
    }
    if (as === 'reserve' && counting.filter(isReserve).length >= mostReserves) {
      throw new ValidationError({
        as: `There are ${mostReserves} reserves already: that is the most.`,
      });
    }
    const nomination = await Nomination.create(
      {
        ...facts,
        emailKey: emailKeyOf(facts.email),
        economyCode,
        focalPointId: link.id,
        submissionKey,
        reserveRank: as === 'reserve' ? nextRank(counting) : null,
        status: 'submitted',
        publicReason: '',
        revision: 1,
      },
      { transaction: tx },
    );
    await NominationDecision.create(
      {
        nominationId: nomination.id,
        fromStatus: null,
        toStatus: 'submitted',
        publicReason: '',
        note: '',
        decidedBy: 'Focal point',
        decidedAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'nomination.added',
      subjectType: 'nomination',
      subjectId: nomination.id,
      changes: { economyCode, role: facts.role, reserve: as === 'reserve' },
    });
    return nomination;
  });
}

function noPlace(places: number, economy: string): string {
  const taken = places === 1 ? 'The one place' : `All ${places} places`;
  return places === 0
    ? `${economy} has no place for now. You can nominate reserves.`
    : `${taken} of ${economy} ${places === 1 ? 'is' : 'are'} taken. Nominate this person as a reserve, or withdraw somebody first.`;
}

/**
 * One person is nominated once by an economy. Behind lockEconomy.
 * @param exceptId the nomination that is being corrected
 * @throws ValidationError on `email`
 */
export async function requireNewAddress(
  tx: Tx,
  economyCode: string,
  email: string,
  exceptId = 0,
): Promise<void> {
  const same = await Nomination.findOne({
    where: {
      economyCode,
      emailKey: emailKeyOf(email),
      status: { [Op.ne]: 'withdrawn' },
      id: { [Op.ne]: exceptId },
    },
    transaction: tx,
  });
  if (same === null) return;
  throw new ValidationError({
    email: `${fullName(same)} has been nominated with this address already. Each person needs an address of their own.`,
  });
}
