import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { linkToken } from '../../../lib/link-tokens';
import { hashToken, newToken } from '../../../lib/tokens';
import { cancelQueued } from '../../../mail/decide';
import { FocalPoint, Message, Person } from '../../../models';
import { isRowId } from '../../people/row-id';
import { lockEconomy } from './economy-rules.queries';
import { speaksFor, type FocalLink } from './focal-link';

/**
 * Names a person as focal point of their economy, with a link of their own. No mail is sent.
 * Named twice is named once.
 * @throws ValidationError on `personId` for somebody who cannot be one; NotFoundError
 */
export async function nameFocalPoint(
  actor: Actor,
  economyCode: string,
  personId: number,
): Promise<FocalPoint> {
  return inTransaction(async (tx) => {
    await lockEconomy(tx, economyCode);
    const person = isRowId(personId) ? await Person.findByPk(personId, { transaction: tx }) : null;
    if (person === null || person.erasedAt !== null) {
      throw new ValidationError({ personId: 'Please choose a person.' });
    }
    if (!speaksFor(person, economyCode)) {
      throw new ValidationError({
        personId: 'Only people noted as focal point of this economy can be named.',
      });
    }
    if (person.email === null) {
      throw new ValidationError({
        personId: 'This person has no e-mail address to send the link to.',
      });
    }
    const inUse = await FocalPoint.findOne({
      where: { economyCode, personId, withdrawnAt: null },
      transaction: tx,
    });
    return inUse ?? addLink(tx, actor, economyCode, personId);
  });
}

/**
 * Withdraws a link: from now on it only says that it was withdrawn. Mails that carry it and still
 * wait are cancelled. Twice is once.
 * @throws NotFoundError
 */
export async function withdrawFocalLink(actor: Actor, focalPointId: number): Promise<FocalPoint> {
  return inTransaction(async (tx) => {
    const focalPoint = await lockFocalPoint(tx, focalPointId);
    await withdraw(tx, actor, focalPoint);
    return focalPoint;
  });
}

/**
 * Withdraws a link and makes a new one for the same person.
 * @throws NotFoundError; ConflictError when the link was withdrawn before
 */
export async function renewFocalLink(actor: Actor, focalPointId: number): Promise<FocalPoint> {
  return inTransaction(async (tx) => {
    const focalPoint = await lockFocalPoint(tx, focalPointId);
    if (focalPoint.withdrawnAt !== null) {
      throw new ConflictError('This link was withdrawn before.', 'withdrawn_link');
    }
    await withdraw(tx, actor, focalPoint);
    return addLink(tx, actor, focalPoint.economyCode, focalPoint.personId);
  });
}

/**
 * Withdraws the links of people who have another role or economy now. Called after people were
 * corrected; until then their links open nothing either.
 */
export async function withdrawLinksOfOthers(actor: Actor): Promise<void> {
  const inUse = await FocalPoint.findAll({
    where: { withdrawnAt: null },
    include: [{ model: Person, as: 'person' }],
    order: ['id'],
  });
  for (const found of inUse as FocalLink[]) {
    if (speaksFor(found.person, found.economyCode)) continue;
    await inTransaction(async (tx) => {
      const focalPoint = await lockFocalPoint(tx, found.id);
      const person = await Person.findByPk(focalPoint.personId, {
        transaction: tx,
        rejectOnEmpty: true,
      });
      if (speaksFor(person, focalPoint.economyCode)) return;
      await withdraw(tx, actor, focalPoint);
    });
  }
}

async function addLink(
  tx: Tx,
  actor: Actor,
  economyCode: string,
  personId: number,
): Promise<FocalPoint> {
  // The link is derived from the id, which the row must have first.
  const focalPoint = await FocalPoint.create(
    { economyCode, personId, tokenHash: newToken() },
    { transaction: tx },
  );
  await focalPoint.update(
    { tokenHash: hashToken(linkToken(`focal_point:${focalPoint.id}`)) },
    { transaction: tx },
  );
  await audit(tx, actor, focalPoint, 'nomination.focal_point_named');
  return focalPoint;
}

async function lockFocalPoint(tx: Tx, focalPointId: number): Promise<FocalPoint> {
  const found = isRowId(focalPointId) ? await FocalPoint.findByPk(focalPointId) : null;
  if (found === null) throw new NotFoundError('There is no such link.');
  await lockEconomy(tx, found.economyCode);
  return found.reload({ transaction: tx, lock: tx.LOCK.UPDATE });
}

async function withdraw(tx: Tx, actor: Actor, focalPoint: FocalPoint): Promise<void> {
  if (focalPoint.withdrawnAt !== null) return;
  await focalPoint.update({ withdrawnAt: now() }, { transaction: tx });
  const waiting = await Message.findAll({
    attributes: ['id'],
    where: { linkSubject: `focal_point:${focalPoint.id}`, status: 'queued' },
    transaction: tx,
  });
  for (const { id } of waiting) await cancelQueued(tx, { id });
  await audit(tx, actor, focalPoint, 'nomination.link_withdrawn');
}

async function audit(
  tx: Tx,
  actor: Actor,
  { id, economyCode, personId }: FocalPoint,
  action: string,
): Promise<void> {
  await recordAuditEvent(tx, actor, {
    action,
    subjectType: 'focal_point',
    subjectId: id,
    personId,
    changes: { economyCode },
  });
}
