import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { GoneError, NotFoundError } from '../../lib/errors';
import { AuditEvent, Draft, Response, Upload } from '../../models';
import { eraseFrozen } from '../responses/frozen-answers';
import { lockLink } from '../responses/lock-link';
import { codedAnswersOnly } from './coded-answers';
import { makeNameless } from './erase-answers';
import { emptyMessages } from './redact-traces';
import { removeErasedFiles } from './remove-erased-files';
import { forgetAnnouncement } from './retention/personal-data';

/**
 * Takes everything personal out of answers that came through an open link and belong to no
 * person's record: what stays are codes and numbers. Files and receipts go too.
 * @throws NotFoundError; GoneError when it was done already
 */
export async function eraseOpenAnswers(actor: Actor, responseId: string): Promise<void> {
  const found = await Response.findByPk(responseId, { attributes: ['accessKey'] });
  if (found === null) throw new NotFoundError('There are no such answers.');
  const { accessKey } = found;
  const files = await inTransaction(async (tx) => {
    await lockLink(tx, accessKey);
    const response = await Response.findOne({
      where: { id: responseId, accessKey, personId: null, invitationId: null },
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (response === null) throw new GoneError('These answers are nameless already.');
    const uploads = await Upload.findAll({ where: { accessKey }, transaction: tx });
    await Upload.destroy({ where: { accessKey }, transaction: tx });
    await Draft.destroy({ where: { accessKey }, transaction: tx });
    await eraseFrozen(tx, [response], codedAnswersOnly);
    await makeNameless(tx, response);
    const messageIds = await emptyMessages(tx, 'dedupe_key LIKE :receipts', {
      receipts: `receipt:${responseId}:%`,
    });
    await AuditEvent.update(
      { changes: JSON.stringify({ redacted: true }) },
      { where: { subjectType: 'response', subjectId: responseId }, transaction: tx },
    );
    await forgetAnnouncement(tx, 'response', responseId);
    await recordAuditEvent(tx, actor, {
      action: 'response.made_nameless',
      subjectType: 'survey',
      subjectId: response.surveyId,
      changes: { files: uploads.length, messages: messageIds.length },
    });
    return { uploadIds: uploads.map(({ id }) => id), messageIds };
  });
  await removeErasedFiles(files);
}
