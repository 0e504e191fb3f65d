import type { Tx } from '../../db/transaction';
import { DraftComment, MemberAction } from '../../models';

/** What the records of organisers hold about one person, for the right to a copy. */
export async function exportRecords(personId: number): Promise<object> {
  const [comments, actions] = await Promise.all([
    DraftComment.findAll({ where: { personId }, order: ['id'] }),
    MemberAction.findAll({ where: { personId }, order: ['id'] }),
  ]);
  return {
    commentsOnDrafts: comments.map(({ draft, receivedOn, comment, substantial }) => ({
      draft,
      receivedOn,
      comment,
      substantial,
    })),
    actionsAsMember: actions.map(({ kind, actedOn, note }) => ({ kind, actedOn, note })),
  };
}

/**
 * Takes an erased person out of the records. The comment is the economy's and stays, as does that
 * a member was active; in what words an organiser noted it does not.
 */
export async function eraseFromRecords(tx: Tx, personId: number): Promise<void> {
  await MemberAction.update({ note: '' }, { where: { personId }, transaction: tx });
}
