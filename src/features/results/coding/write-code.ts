import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import {
  ConflictError,
  NotFoundError,
  requireRevision,
  ValidationError,
} from '../../../lib/errors';
import { foldText } from '../../../lib/fold-text';
import { CodedAnswer, OpenCode, OpenCodeChange } from '../../../models';
import type { CodeChange } from '../../../models/codes';
import type { CodeCorrection, CodeDecision, CodeInput } from './coding.input';

type Coder = Actor & { userId: number };

/** Where a code belongs. */
export interface CodePlace {
  surveyId: number;
  question: string;
}

/** Adds a code to a question. @throws ValidationError when the question has one of this name */
export async function addCode(actor: Coder, place: CodePlace, input: CodeInput): Promise<number> {
  return inTransaction(async (tx) => (await insertCode(tx, actor, place, input)).id);
}

/** The same inside a transaction. */
export async function insertCode(
  tx: Tx,
  actor: Coder,
  place: CodePlace,
  { name, description }: CodeInput,
): Promise<OpenCode> {
  await requireFreeName(tx, place, name, null);
  const code = await OpenCode.create(
    { ...place, name, nameKey: foldText(name), description, revision: 1 },
    { transaction: tx },
  );
  await noteChange(tx, actor, code, 'added', '', name);
  return code;
}

/**
 * Renames or describes a code.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError for a name in use
 */
export async function changeCode(
  actor: Coder,
  place: CodePlace,
  codeId: number,
  { name, description, revision }: CodeCorrection,
): Promise<void> {
  await inTransaction(async (tx) => {
    const code = await lockCode(tx, place, codeId);
    requireRevision(code.revision, revision, 'this code');
    await requireFreeName(tx, place, name, codeId);
    const before = { name: code.name, description: code.description };
    await code.update(
      { name, nameKey: foldText(name), description, revision: revision + 1 },
      { transaction: tx },
    );
    if (before.name !== name) await noteChange(tx, actor, code, 'renamed', before.name, name);
    if (before.description !== description) {
      await noteChange(tx, actor, code, 'described', before.description, description);
    }
  });
}

/**
 * Retires a code (no new answer gets it), takes it back, or gives all its answers to another code.
 * @throws NotFoundError; ConflictError `not_possible`; ValidationError for a code that cannot take over
 */
export async function decideCode(
  actor: Coder,
  place: CodePlace,
  codeId: number,
  { decision, into }: CodeDecision,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Both in one order, so that two merges cannot wait for each other.
    const locked = new Map<number, OpenCode>();
    for (const id of [...new Set([codeId, into ?? codeId])].sort((a, b) => a - b)) {
      const one = await OpenCode.findOne({
        where: { id, ...place },
        transaction: tx,
        lock: tx.LOCK.UPDATE,
      });
      if (one !== null) locked.set(id, one);
    }
    const code = locked.get(codeId);
    if (code === undefined) throw new NotFoundError('There is no such code.');
    const isOpen = code.retiredAt === null && code.mergedInto === null;
    if (code.mergedInto !== null || isOpen === (decision === 'restore')) {
      throw new ConflictError(
        'This is no longer possible. Somebody may have changed the code meanwhile.',
        'not_possible',
      );
    }
    const revision = code.revision + 1;
    if (decision === 'merge') {
      const other = locked.get(into ?? 0);
      if (other === undefined || other === code || other.retiredAt !== null) {
        throw new ValidationError({ into: 'Please choose another code that is in use.' });
      }
      await giveAnswersTo(tx, code, other);
      await code.update({ mergedInto: other.id, retiredAt: now(), revision }, { transaction: tx });
      await noteChange(tx, actor, code, 'merged', code.name, other.name);
      return;
    }
    const retiredAt = decision === 'retire' ? now() : null;
    await code.update({ retiredAt, revision }, { transaction: tx });
    const change = decision === 'retire' ? 'retired' : 'restored';
    await noteChange(tx, actor, code, change, code.name, code.name);
  });
}

async function giveAnswersTo(tx: Tx, code: OpenCode, other: OpenCode): Promise<void> {
  const rows = await CodedAnswer.findAll({ where: { codeId: code.id }, transaction: tx });
  await CodedAnswer.bulkCreate(
    rows.map((row) => ({ ...row.get(), codeId: other.id })),
    { transaction: tx, ignoreDuplicates: true },
  );
  await CodedAnswer.destroy({ where: { codeId: code.id }, transaction: tx });
}

async function lockCode(tx: Tx, place: CodePlace, id: number): Promise<OpenCode> {
  const code = await OpenCode.findOne({
    where: { id, ...place },
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  if (code === null) throw new NotFoundError('There is no such code.');
  return code;
}

async function requireFreeName(
  tx: Tx,
  place: CodePlace,
  name: string,
  own: number | null,
): Promise<void> {
  const nameKey = foldText(name);
  const known = await OpenCode.findOne({ where: { ...place, nameKey }, transaction: tx });
  if (known === null || known.id === own) return;
  throw new ValidationError({
    name:
      known.retiredAt === null
        ? 'There is a code of this name.'
        : 'There is a code of this name, which was retired or merged. Please choose another name.',
  });
}

async function noteChange(
  tx: Tx,
  actor: Coder,
  code: OpenCode,
  change: CodeChange,
  beforeText: string,
  afterText: string,
): Promise<void> {
  await OpenCodeChange.create(
    { codeId: code.id, change, beforeText, afterText, madeBy: actor.userId, madeAt: now() },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: `open_code.${change}`,
    subjectType: 'survey',
    subjectId: code.surveyId,
    changes: { question: code.question, code: { before: beforeText, after: afterText } },
  });
}
