import { Op, type WhereOptions } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { literally } from '../../../db/like';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, GoneError, NotFoundError } from '../../../lib/errors';
import { newToken } from '../../../lib/tokens';
import {
  AuditEvent,
  FocalPoint,
  Nomination,
  NominationDecision,
  NominationLetter,
  type Person,
} from '../../../models';
import { emptyMessages } from '../../people/redact-traces';
import { removeErasedFiles } from '../../people/remove-erased-files';
import { forgetAnnouncement } from '../../people/retention/personal-data';
import { isRowId } from '../../people/row-id';
import { lockEconomy } from './economy-rules.queries';
import { removeLetterFiles } from './letter-files';
import { decisionMailKey } from './tell-decisions';

/** What was found about one person and dealt with. */
export interface ErasedNominations {
  nominationIds: number[];
  /** ids of letters whose rows are gone; the bytes in the data folder go after the commit */
  letterIds: string[];
  /** mails that told focal points of decisions on this person: empty now, their files still there */
  messageIds: number[];
}

type Whom = Pick<Person, 'id' | 'emailKey'>;

function ofPerson({ id, emailKey }: Whom) {
  return { [Op.or]: [{ personId: id }, ...(emailKey === null ? [] : [{ emailKey }])] };
}

/**
 * Keeps others from deciding on this person until the transaction ends. Comes before the person's
 * row is locked, as it does in decisions.
 */
export async function lockNominationsOf(tx: Tx, person: Whom): Promise<void> {
  const nominations = await Nomination.findAll({
    attributes: ['economyCode'],
    where: ofPerson(person),
    transaction: tx,
  });
  const links = await FocalPoint.findAll({
    attributes: ['economyCode'],
    where: { personId: person.id },
    transaction: tx,
  });
  const codes = new Set([...nominations, ...links].map(({ economyCode }) => economyCode));
  for (const code of [...codes].sort()) await lockEconomy(tx, code);
}

/**
 * Empties what focal points said about a person and ends the person's own links of a focal point.
 * Letters of an economy name whom it nominates, so those of the economies concerned go as well;
 * the economy can send them anew without this person.
 * @param keepCategories sex and sector stay on the nameless nomination
 */
export async function eraseNominations(
  tx: Tx,
  person: Whom,
  keepCategories: boolean,
): Promise<ErasedNominations> {
  const nominations = await Nomination.findAll({
    where: ofPerson(person),
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const messageIds = await emptyDecisionMails(tx, nominations);
  for (const nomination of nominations) await makeNameless(tx, nomination, keepCategories);
  const links = await FocalPoint.findAll({ where: { personId: person.id }, transaction: tx });
  for (const link of links) {
    await link.update(
      { tokenHash: `erased:${newToken()}`, withdrawnAt: link.withdrawnAt ?? now() },
      { transaction: tx },
    );
  }
  const letterIds = await removeLetters(tx, {
    [Op.or]: [
      { economyCode: nominations.map(({ economyCode }) => economyCode) },
      { focalPointId: links.map(({ id }) => id) },
    ],
  });
  return { nominationIds: nominations.map(({ id }) => id), letterIds, messageIds };
}

/**
 * Erases somebody who was nominated and never became a person of the project.
 * @param keep whether sex and sector stay on the nameless nomination
 * @throws NotFoundError, GoneError; ConflictError for somebody who has a person's record, which
 *   is erased as a whole
 */
export async function eraseNominee(
  actor: Actor,
  nominationId: number,
  keep = { keepCategories: false },
): Promise<void> {
  const { letterIds, messageIds } = await inTransaction(async (tx) => {
    const found = isRowId(nominationId) ? await Nomination.findByPk(nominationId) : null;
    if (found === null) throw new NotFoundError('There is no such nomination.');
    await lockEconomy(tx, found.economyCode);
    const nomination = await found.reload({ transaction: tx, lock: tx.LOCK.UPDATE });
    if (nomination.erasedAt !== null) throw new GoneError('This nomination is erased already.');
    if (nomination.personId !== null) {
      throw new ConflictError(
        'This nomination belongs to a person of the project. Erase the person instead.',
        'has_person',
      );
    }
    const messageIds = await emptyDecisionMails(tx, [nomination]);
    await makeNameless(tx, nomination, keep.keepCategories);
    await forgetAnnouncement(tx, 'nomination', nominationId);
    await recordAuditEvent(tx, actor, {
      action: 'nomination.erased',
      subjectType: 'nomination',
      subjectId: nominationId,
      changes: { economyCode: nomination.economyCode },
    });
    return {
      letterIds: await removeLetters(tx, { economyCode: nomination.economyCode }),
      messageIds,
    };
  });
  await removeLetterFiles(letterIds);
  await removeErasedFiles({ uploadIds: [], messageIds });
}

/** The mails by which focal points were told of decisions on these people, with all they say. */
async function emptyDecisionMails(tx: Tx, nominations: Nomination[]): Promise<number[]> {
  const told = await NominationDecision.findAll({
    attributes: ['toldIn'],
    where: { nominationId: nominations.map(({ id }) => id), toldIn: { [Op.ne]: null } },
    transaction: tx,
  });
  const presses = [...new Set(told.flatMap(({ toldIn }) => toldIn ?? []))];
  if (presses.length === 0) return [];
  return emptyMessages(
    tx,
    presses.map((_, index) => `dedupe_key LIKE :press${index} ESCAPE '!'`).join(' OR '),
    Object.fromEntries(
      presses.map((press, index) => [`press${index}`, `${literally(decisionMailKey(press))}%`]),
    ),
  );
}

async function makeNameless(tx: Tx, nomination: Nomination, keep: boolean): Promise<void> {
  const undecided = nomination.status === 'submitted' || nomination.status === 'waiting';
  await nomination.update(
    {
      title: null,
      givenName: '',
      familyName: '',
      email: null,
      emailKey: null,
      position: null,
      organisation: null,
      clusterName: null,
      why: '',
      publicReason: '',
      submissionKey: `erased:${newToken()}`,
      ...(keep ? {} : { sex: null, sector: null }),
      ...(undecided ? { status: 'withdrawn' as const, reserveRank: null } : {}),
      erasedAt: now(),
      revision: nomination.revision + 1,
    },
    { transaction: tx },
  );
  await NominationDecision.update(
    { publicReason: '', note: '' },
    { where: { nominationId: nomination.id }, transaction: tx },
  );
  await AuditEvent.update(
    { changes: JSON.stringify({ redacted: true }) },
    {
      where: { subjectType: 'nomination', subjectId: String(nomination.id) },
      transaction: tx,
    },
  );
}

async function removeLetters(tx: Tx, where: WhereOptions<NominationLetter>): Promise<string[]> {
  const letters = await NominationLetter.findAll({ where, transaction: tx });
  const ids = letters.map(({ id }) => id);
  await NominationLetter.destroy({ where: { id: ids }, transaction: tx });
  return ids;
}
