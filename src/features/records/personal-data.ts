import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import {
  DraftComment,
  FocalPointVerification,
  Implementer,
  MemberAction,
  Response,
  type Person,
} from '../../models';
import { daysAfter } from '../people/retention/retention-dates';
import { listWorkshopDays } from '../workshop/project.queries';
import { lastDateOf } from './last-workshop-day';

/** What the records of organisers hold about one person, for the right to a copy. */
export async function exportRecords(personId: number): Promise<object> {
  const [comments, actions, parts, verifications] = await Promise.all([
    DraftComment.findAll({ where: { personId }, order: ['id'] }),
    MemberAction.findAll({ where: { personId }, order: ['id'] }),
    Implementer.findAll({ where: { personId }, order: ['id'] }),
    FocalPointVerification.findAll({ where: { personId }, order: ['id'] }),
  ]);
  return {
    commentsOnDrafts: comments.map(({ draft, receivedOn, comment, substantial }) => ({
      draft,
      receivedOn,
      comment,
      substantial,
    })),
    actionsAsMember: actions.map(({ kind, actedOn, note }) => ({ kind, actedOn, note })),
    verifiedAsFocalPoint: verifications.map((one) => ({
      economyCode: one.economyCode,
      method: one.method,
      verifiedOn: one.verifiedOn,
      note: one.note,
      takenBackAt: one.takenBackAt,
      takenBackReason: one.takenBackReason,
    })),
    partsInTheProject: parts.map(({ part, task, fromOn, toOn }) => ({ part, task, fromOn, toOn })),
  };
}

/**
 * Takes an erased person out of the records. The comment is the economy's and stays, as does that
 * a member was active and that somebody carried the project out; in what words an organiser noted it
 * does not.
 */
export async function eraseFromRecords(tx: Tx, personId: number): Promise<void> {
  await MemberAction.update({ note: '' }, { where: { personId }, transaction: tx });
  await FocalPointVerification.update({ note: '' }, { where: { personId }, transaction: tx });
  await FocalPointVerification.update(
    { takenBackReason: '' },
    { where: { personId, takenBackAt: { [Op.ne]: null } }, transaction: tx },
  );
  await Implementer.update({ task: '' }, { where: { personId }, transaction: tx });
}

/**
 * That a member of PPSTI answered after the workshop is counted by the person (I17). Where the
 * answers stay without a name, it is noted on the nameless member: once, and without the day of
 * the answers, which would join the two. Comes before the answers lose their person.
 */
export async function keepAnsweringAsAction(tx: Tx, person: Person): Promise<void> {
  if (person.role !== 'ppsti_member') return;
  const lastDay = lastDateOf(await listWorkshopDays());
  const answered = await Response.count({
    where: { personId: person.id, valid: true, submittedOn: { [Op.gt]: lastDay } },
    transaction: tx,
  });
  if (answered === 0) return;
  const actedOn = daysAfter(lastDay, 1);
  await MemberAction.create(
    { personId: person.id, kind: 'survey', actedOn, note: '' },
    { transaction: tx },
  );
}
