import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { CodedAnswer, OpenCode, Response } from '../../../models';
import type { CodingInput } from './coding.input';
import { insertCode, type CodePlace } from './write-code';

/**
 * Gives codes to an open answer and takes codes away: only those whose mark differs from what the page
 * showed, so that two people who code one answer at the same time lose nothing of each other. A code
 * that was merged meanwhile stands for the one that took it over; one retired meanwhile is not given.
 *
 * @throws NotFoundError; ValidationError for a new code whose name is in use
 */
export async function codeAnswer(
  actor: Actor & { userId: number },
  place: CodePlace,
  responseId: string,
  { codes: chosen, seen, newCode }: CodingInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const response = await Response.findOne({
      attributes: ['id', 'personId', 'corrections'],
      where: { id: responseId, surveyId: place.surveyId },
      transaction: tx,
    });
    if (response === null) throw new NotFoundError('There is no such answer.');
    const added = await inUse(
      tx,
      place,
      chosen.filter((id) => !seen.includes(id)),
    );
    const removed = await inUse(
      tx,
      place,
      seen.filter((id) => !chosen.includes(id)),
    );
    const given = added.filter(({ retiredAt }) => retiredAt === null);
    if (newCode !== '') {
      given.push(await insertCode(tx, actor, place, { name: newCode, description: '' }));
    }
    await CodedAnswer.destroy({
      where: { responseId, codeId: removed.map(({ id }) => id) },
      transaction: tx,
    });
    // All marks are of the answer as it reads now, also those that stay.
    await CodedAnswer.update(
      { contentVersion: response.corrections },
      { where: { responseId, codeId: chosen }, transaction: tx },
    );
    await CodedAnswer.bulkCreate(
      given.map(({ id: codeId }) => ({
        responseId,
        codeId,
        contentVersion: response.corrections,
        codedBy: actor.userId,
        codedAt: now(),
      })),
      { transaction: tx, ignoreDuplicates: true },
    );
    if (given.length + removed.length === 0) return;
    await recordAuditEvent(tx, actor, {
      action: 'answer.coded',
      subjectType: 'response',
      subjectId: responseId,
      ...(response.personId === null ? {} : { personId: response.personId }),
      changes: {
        question: place.question,
        given: given.map(({ name }) => name).join('; '),
        taken: removed.map(({ name }) => name).join('; '),
      },
    });
  });
}

/** The codes of these numbers, each merged one as the code that took it over; held until the end. */
async function inUse(tx: Tx, place: CodePlace, ids: readonly number[]): Promise<OpenCode[]> {
  const found = new Map<number, OpenCode>();
  for (const id of [...ids].sort((a, b) => a - b)) {
    let next: number | null = id;
    while (next !== null) {
      const code: OpenCode | null = await OpenCode.findOne({
        where: { id: next, ...place },
        transaction: tx,
        lock: tx.LOCK.SHARE,
      });
      if (code === null) break;
      if (code.mergedInto === null) found.set(code.id, code);
      next = code.mergedInto;
    }
  }
  return [...found.values()];
}
