import { rowsOf } from '../../db/statements';
import { inOneStatement, inTransaction, isPostgres } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { AppError, ConflictError, ValidationError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import { checkDraft } from '../../survey-engine/check-answers';
import { loadVersion, type LoadedVersion } from '../surveys/survey-cache';
import type { DraftInput } from './answering.input';
import { requireLink, requireOpen } from './answering.policy';
import { readAnswerState } from './answer-state';
import { findLink, type AnsweringLink } from './find-link';
import { lockLink } from './lock-link';
import { markInvitation } from './mark-invitation';

export interface SavedDraft {
  revision: number;
  /** ISO time. */
  savedAt: string;
}

/**
 * Keeps unfinished answers. The draft must still be at the revision the device last saw, and
 * what was sent must be what it last saw; else nothing is written.
 *
 * @throws AppError 403 (not open), 422 `answers_refused` with problems; ConflictError
 * `changed_elsewhere` with the server's `state`
 */
export async function saveDraft(token: string, input: DraftInput): Promise<SavedDraft> {
  const link = requireLink(await findLink(token));
  requireOpen(link);
  const { compiled } = await versionFor(link, input.versionId);
  const checked = checkDraft(compiled, input.answers);
  if (!checked.ok) {
    throw new AppError(422, 'answers_refused', messagesFor(link.language).refusals.notSaved, {
      problems: checked.problems,
    });
  }
  const time = now();
  const savedAt = link.anonymous ? new Date(`${dateIn(link.timeZone, time)}T00:00:00Z`) : time;
  const answers = JSON.stringify(checked.answers);
  const starts = link.invitation?.started === false;
  const sql = statementFor(input);
  const write = starts ? inTransaction : inOneStatement;
  const revision = await write(async (tx) => {
    await lockLink(tx, link.accessKey);
    const values = {
      accessKey: link.accessKey,
      surveyId: link.surveyId,
      versionId: input.versionId,
      answers,
      page: input.page,
      savedAt,
      revision: input.revision,
      sent: input.sent,
      invitationId: link.invitation?.id ?? null,
    };
    const [row] = await rowsOf<{ revision: number }>(sql, values, tx);
    if (row !== undefined && starts) await markInvitation(tx, link, 'started');
    return row?.revision;
  });
  if (revision === undefined) throw await changedElsewhere(token);
  return { revision, savedAt: time.toISOString() };
}

function statementFor({ revision, sent }: DraftInput): string {
  const asSent =
    sent === null
      ? 'NOT EXISTS (SELECT 1 FROM responses r WHERE r.access_key = $accessKey)'
      : 'EXISTS (SELECT 1 FROM responses r WHERE r.access_key = $accessKey AND r.corrections = $sent)';
  // The person may have been erased since: nothing may be written behind that.
  const asSeen = `${asSent} AND NOT EXISTS (SELECT 1 FROM invitations i
      JOIN people p ON p.id = i.person_id
      WHERE i.id = $invitationId AND p.erased_at IS NOT NULL)`;
  const update = `answers = $answers, page = $page, saved_at = $savedAt,
      revision = drafts.revision + 1`;
  const same = `drafts.revision = $revision AND drafts.version_id = $versionId`;
  if (revision > 0) {
    return `UPDATE drafts SET ${update}
      WHERE access_key = $accessKey AND ${same} AND ${asSeen} RETURNING revision`;
  }
  return `INSERT INTO drafts (access_key, survey_id, version_id, answers, page, revision, saved_at)
    SELECT $accessKey, CAST($surveyId AS INTEGER), CAST($versionId AS INTEGER), $answers,
      CAST($page AS INTEGER), 1, ${isPostgres() ? 'CAST($savedAt AS TIMESTAMPTZ)' : '$savedAt'}
    WHERE ${asSeen}
    ON CONFLICT (access_key) DO UPDATE SET ${update} WHERE ${same} RETURNING revision`;
}

/**
 * The version that answers are given to. A link keeps the version it began with.
 * @throws ValidationError for a version of another form
 */
export async function versionFor(link: AnsweringLink, versionId: number): Promise<LoadedVersion> {
  const loaded = await loadVersion(versionId);
  if (loaded.version.surveyId !== link.surveyId) {
    throw new ValidationError({ versionId: messagesFor(link.language).refusals.otherForm });
  }
  return loaded;
}

/** The error that tells a device what the server holds instead. */
export async function changedElsewhere(token: string): Promise<ConflictError> {
  const link = requireLink(await findLink(token));
  return new ConflictError(
    messagesFor(link.language).refusals.changedElsewhere,
    'changed_elsewhere',
    { state: await readAnswerState(link) },
  );
}
