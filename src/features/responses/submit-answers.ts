import { createHash, randomUUID } from 'node:crypto';
import { auditStatement } from '../../audit/record-audit-event';
import { runStatements, type Statement } from '../../db/statements';
import { inTransaction, type Tx } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { AppError, ConflictError } from '../../lib/errors';
import { accessKeyOf } from '../../lib/link-tokens';
import { messagesFor } from '../../messages/messages';
import type { Answers } from '../../survey-engine/answers';
import { answerValues } from '../../survey-engine/answer-values';
import { checkAnswers } from '../../survey-engine/check-answers';
import { consentsStatement } from '../people/record-consents';
import type { SurveyFacts } from '../surveys/facts';
import type { LoadedVersion } from '../surveys/survey-cache';
import type { SubmissionInput } from './answering.input';
import { requireLink, requireOpen } from './answering.policy';
import { clusterOf } from './cluster-of';
import { factsOf } from './facts-of-form';
import { findLink, type AnsweringLink } from './find-link';
import type { AdjustmentBy } from './frozen-answers';
import { lockLink } from './lock-link';
import { markInvitation, markStatement } from './mark-invitation';
import { newReceiptCode } from './receipt-code';
import { consentsIn, factsIn, type ResponseFacts } from './response-facts';
import { changedElsewhere, versionFor } from './save-draft';
import { enqueueReceipt, receiptRecipient, type ReceiptRecipient } from './receipt-mail';
import { requireOwnFiles } from './uploads.queries';
import { insertResponse, replaceResponse, type ResponseRow } from './write-response';

export interface Receipt {
  /** Eight characters, see formatReceipt. */
  receipt: string;
  corrections: number;
}

interface CheckedSubmission {
  input: SubmissionInput;
  contentHash: string;
  answers: Answers;
  loaded: LoadedVersion;
  facts: SurveyFacts;
  told: ResponseFacts;
  recipient: ReceiptRecipient | null;
}

/**
 * Takes the answers for good. The same submission id with the same content is the same success
 * again, also after closing; another id by the same link replaces the answers sent before.
 *
 * @throws AppError 403 (not open), 422 `answers_refused` with `problems`; ConflictError
 * `changed_elsewhere` with the server's `state`, `other_content` for a submission id in use
 */
export async function submitAnswers(token: string, input: SubmissionInput): Promise<Receipt> {
  const link = requireLink(await findLink(token));
  const contentHash = hashOf(input);
  const before = repeated(link, input, contentHash);
  if (before !== undefined) {
    await healMark(link);
    return before;
  }
  requireOpen(link);
  const submission = await check(link, input, contentHash);
  const receipt = await store(token, submission);
  // Anonymous: not in the transaction of the answers, whose number would join the two.
  if (link.anonymous) await healMark(link);
  return receipt;
}

function hashOf({ versionId, answers }: SubmissionInput): string {
  return createHash('sha256')
    .update(JSON.stringify([versionId, answers]))
    .digest('hex');
}

function repeated(
  { sent, language }: AnsweringLink,
  input: SubmissionInput,
  contentHash: string,
): Receipt | undefined {
  if (sent?.submissionId !== input.submissionId) return undefined;
  if (sent.contentHash === contentHash) {
    return { receipt: sent.receipt, corrections: sent.corrections };
  }
  throw otherContent(language);
}

function otherContent(language: string): ConflictError {
  return new ConflictError(messagesFor(language).refusals.otherContent, 'other_content');
}

async function healMark(link: AnsweringLink): Promise<void> {
  if (!link.anonymous || link.invitation === null || link.invitation.finished) return;
  await inTransaction((tx) => markInvitation(tx, link, 'finished'));
}

async function check(
  link: AnsweringLink,
  input: SubmissionInput,
  contentHash: string,
): Promise<CheckedSubmission> {
  const loaded = await versionFor(link, input.versionId);
  const result = checkAnswers(loaded.compiled, input.answers, { today: dateIn(link.timeZone) });
  if (!result.ok) {
    throw new AppError(422, 'answers_refused', messagesFor(link.language).refusals.lookAgain, {
      problems: result.problems,
    });
  }
  await requireOwnFiles(link, result.answers);
  const facts = await factsOf(loaded);
  const told = factsIn(result.answers, facts);
  return {
    input,
    contentHash,
    answers: result.answers,
    loaded,
    facts,
    told,
    recipient: await receiptRecipient(link, told),
  };
}

async function store(token: string, submission: CheckedSubmission): Promise<Receipt> {
  const { input } = submission;
  const outcome = await inTransaction(async (tx): Promise<Receipt | 'stale'> => {
    await lockLink(tx, accessKeyOf(token));
    const link = requireLink(await findLink(token, tx));
    const before = repeated(link, input, submission.contentHash);
    if (before !== undefined) return before;
    if (isStale(link, input)) return 'stale';
    // Again, behind the lock: files that nobody had sent may have been removed since.
    await requireOwnFiles(link, submission.answers, tx);
    return write(tx, token, link, submission);
  });
  if (outcome === 'stale') throw await changedElsewhere(token);
  return outcome;
}

function isStale(link: AnsweringLink, { revision, sent }: SubmissionInput): boolean {
  if (sent !== undefined && sent !== (link.sent?.corrections ?? null)) return true;
  return revision !== undefined && revision !== (link.draft?.revision ?? 0);
}

async function write(
  tx: Tx,
  token: string,
  link: AnsweringLink,
  submission: CheckedSubmission,
): Promise<Receipt> {
  const row = await rowOf(tx, link, submission);
  const values = answerValues(submission.loaded.compiled, submission.answers);
  if (link.sent === null) await insertResponse(tx, row, values);
  else await replaceResponse(tx, row, values, correctionBy(link));
  const receipt = {
    receipt: row.receipt,
    corrections: link.sent === null ? 0 : link.sent.corrections + 1,
  };
  const statements = [
    ...(link.draft === null ? [] : [draftDeletion(link.accessKey)]),
    ...(link.anonymous ? [] : namedStatements(link, submission, row, receipt.corrections)),
  ];
  await runStatements(tx, statements);
  const { recipient } = submission;
  if (!link.anonymous && recipient !== null) {
    const sentAt = now();
    await enqueueReceipt(tx, token, link, { recipient, responseId: row.id, sentAt, ...receipt });
  }
  return receipt;
}

async function rowOf(
  tx: Tx,
  link: AnsweringLink,
  { input, contentHash, answers, loaded, told }: CheckedSubmission,
): Promise<ResponseRow> {
  const named = link.anonymous ? null : link.invitation;
  return {
    id: link.sent?.responseId ?? randomUUID(),
    surveyId: link.surveyId,
    versionId: input.versionId,
    accessKey: link.accessKey,
    submissionId: input.submissionId,
    contentHash,
    receipt: link.sent?.receipt ?? newReceiptCode(),
    invitationId: named?.id ?? null,
    personId: named?.personId ?? null,
    clusterId: await clusterOf(tx, told),
    economyCode: told.economyCode,
    sex: told.sex,
    sector: told.sector,
    // For anonymous forms one origin for all: the only answer by a personal link would be hers who
    // is the only one marked as finished.
    origin: link.anonymous || link.invitation === null ? 'open_link' : originOf(link),
    language: loaded.compiled.language,
    answers: JSON.stringify(answers),
    submittedOn: dateIn(link.timeZone),
    submittedAt: link.anonymous ? null : now(),
  };
}

function originOf(link: AnsweringLink): 'staff' | 'personal_link' {
  return link.enteredByStaff ? 'staff' : 'personal_link';
}

/** For the log of adjustments; who of the team began the entry stands in the audit trail. */
function correctionBy({ enteredByStaff }: AnsweringLink): AdjustmentBy {
  return enteredByStaff
    ? {
        kind: 'corrected_by_staff',
        reason: 'Entered by the team for the person.',
        madeBy: null,
      }
    : { kind: 'corrected_by_respondent', reason: '', madeBy: null };
}

function draftDeletion(accessKey: string): Statement {
  return { sql: 'DELETE FROM drafts WHERE access_key = :accessKey', values: { accessKey } };
}

/** What only forms with names leave behind, but for the mail: the mark, consents, a line in the audit trail. */
function namedStatements(
  link: AnsweringLink,
  { answers, facts, loaded }: CheckedSubmission,
  { id, personId, origin }: ResponseRow,
  corrections: number,
): Statement[] {
  const { invitation } = link;
  const given = personId === null ? [] : consentsIn(answers, facts, loaded.definition);
  const line = {
    action: corrections === 0 ? 'response.submitted' : 'response.corrected',
    subjectType: 'response',
    subjectId: id,
    ...(personId === null ? {} : { personId }),
    changes: { form: link.form, corrections, origin },
  };
  return [
    ...(invitation?.finished === false ? [markStatement(invitation.id, 'finished')] : []),
    ...(personId === null ? [] : consentsStatement({ personId, source: link.form, given })),
    auditStatement({ kind: 'respondent', name: 'Respondent' }, [line]),
  ];
}
