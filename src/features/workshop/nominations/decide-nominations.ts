import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Nomination, NominationDecision, Person } from '../../../models';
import { fullName } from '../../people/fold-name';
import type { DecisionInput } from './decision.input';
import { getEconomyRules, lockEconomy } from './economy-rules.queries';
import { findOrCreatePerson } from './known-person';
import { inviteNominee, uninviteNominee } from './register-nominee';

export interface DecisionOutcome {
  /** How many nominations changed; the others were decided in this way before. */
  changed: number;
}

/**
 * Decides on one or several nominations, all of them or none. An economy never has more people
 * accepted than places, whoever decides at the same time.
 * @throws ValidationError on `ids` when an economy's places do not suffice; ConflictError for one
 *   that was withdrawn meanwhile, and for taking off somebody who has registered; NotFoundError
 */
export async function decideNominations(
  actor: Actor,
  input: DecisionInput,
): Promise<DecisionOutcome> {
  try {
    return await decide(actor, input);
  } catch (error) {
    // The same person is being added or registered by somebody else: now they are found.
    const met = error instanceof ConflictError && error.code === 'already_exists';
    if (!met) throw error;
    return decide(actor, input);
  }
}

function decide(actor: Actor, input: DecisionInput): Promise<DecisionOutcome> {
  return inTransaction(async (tx) => {
    const nominations = await lockNominations(tx, [...new Set(input.ids)]);
    const outcome: DecisionOutcome = { changed: 0 };
    for (const nomination of nominations) {
      const same =
        nomination.status === input.decision && nomination.publicReason === input.publicReason;
      if (same) continue;
      await decideOne(tx, actor, nomination, input);
      outcome.changed += 1;
    }
    if (input.decision === 'accepted') await requirePlaces(tx, nominations);
    return outcome;
  });
}

/** Economies first and in one order, as focal points' writes do: nobody waits in a circle. */
async function lockNominations(tx: Tx, ids: number[]): Promise<Nomination[]> {
  const asked = await Nomination.findAll({
    attributes: ['economyCode'],
    where: { id: ids },
    transaction: tx,
  });
  const codes = [...new Set(asked.map(({ economyCode }) => economyCode))].sort();
  for (const code of codes) await lockEconomy(tx, code);
  const nominations = await Nomination.findAll({
    where: { id: ids },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  if (nominations.length !== ids.length || nominations.some(({ erasedAt }) => erasedAt !== null)) {
    throw new NotFoundError('One of these nominations does not exist any more.');
  }
  const withdrawn = nominations.find(({ status }) => status === 'withdrawn');
  if (withdrawn !== undefined) {
    throw new ConflictError(
      `The nomination of ${fullName(withdrawn)} was withdrawn by the focal point. Nothing was decided.`,
      'withdrawn',
    );
  }
  return nominations;
}

async function decideOne(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
  { decision, publicReason, note }: DecisionInput,
): Promise<void> {
  const from = nomination.status;
  let { personId } = nomination;
  if (decision === 'accepted' && from !== 'accepted') {
    const person = await findOrCreatePerson(tx, actor, nomination);
    await inviteNominee(tx, actor, nomination, person);
    personId = person.id;
  } else if (decision !== 'accepted' && from === 'accepted' && personId !== null) {
    const person = await Person.findByPk(personId, { transaction: tx, rejectOnEmpty: true });
    await uninviteNominee(tx, actor, nomination, person);
  }
  await nomination.update(
    {
      status: decision,
      publicReason,
      personId,
      // A reserve that is accepted takes a place.
      ...(decision === 'accepted' ? { reserveRank: null } : {}),
      revision: nomination.revision + 1,
    },
    { transaction: tx },
  );
  await NominationDecision.create(
    {
      nominationId: nomination.id,
      fromStatus: from,
      toStatus: decision,
      publicReason,
      note,
      decidedBy: actor.name,
      decidedAt: now(),
    },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: `nomination.${decision === 'waiting' ? 'put_on_waiting_list' : decision}`,
    subjectType: 'nomination',
    subjectId: nomination.id,
    ...(personId === null ? {} : { personId }),
    changes: { economyCode: nomination.economyCode, status: [from, decision] },
  });
}

async function requirePlaces(tx: Tx, nominations: Nomination[]): Promise<void> {
  for (const code of new Set(nominations.map(({ economyCode }) => economyCode))) {
    const { economy, places } = await getEconomyRules(code, tx);
    const accepted = await Nomination.count({
      where: { economyCode: code, status: 'accepted', erasedAt: null },
      transaction: tx,
    });
    if (accepted > places) {
      throw new ValidationError({
        ids: `${economy.name} has ${places === 1 ? '1 place' : `${places} places`}, and ${accepted} people would be accepted. Give the economy more places first, or choose fewer people.`,
      });
    }
  }
}
