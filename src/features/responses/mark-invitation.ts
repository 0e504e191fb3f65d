import { QueryTypes } from 'sequelize';
import { runStatements, type Statement } from '../../db/statements';
import { db, inOneStatement, inTransaction, isPostgres, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import type { AnsweringLink } from './find-link';

type Mark = 'opened' | 'started' | 'finished';

const assignments: Record<Mark, string> = {
  opened: 'opened_at = COALESCE(opened_at, :time)',
  started: 'opened_at = COALESCE(opened_at, :time), started_at = COALESCE(started_at, :time)',
  finished: `opened_at = COALESCE(opened_at, :time), started_at = COALESCE(started_at, :time),
    finished = TRUE, finished_at = COALESCE(finished_at, :time)`,
};

/**
 * Notes how far an invited person has come: what the funnel counts and what stops reminders.
 * For anonymous forms see markAnonymously.
 */
export async function markInvitation(tx: Tx, link: AnsweringLink, mark: Mark): Promise<void> {
  if (link.invitation === null) return;
  if (link.anonymous) {
    await markAnonymously(tx, link.surveyId, [link.invitation.id], mark);
    return;
  }
  await runStatements(tx, [markStatement(link.invitation.id, mark)]);
}

/** The same as a statement, to be run with others; never for a form that is anonymous. */
export function markStatement(invitationId: number, mark: Mark): Statement {
  return {
    sql: `UPDATE invitations SET ${assignments[mark]} WHERE id = :id`,
    values: { id: invitationId, time: now() },
  };
}

/**
 * The same for a form whose answers must not be joined to people. A day would join the only one
 * who came on it to the only answers of it, so no time is kept: opened and started hold the time
 * of the invitation, finished none. PostgreSQL writes a changed row anew, behind the others and
 * with the number of its transaction, which would tell the order of finishing and so the
 * answers: there every invitation of the form is rewritten in one statement, changed or not.
 */
export async function markAnonymously(
  tx: Tx,
  surveyId: number,
  invitationIds: number[],
  mark: Mark,
): Promise<void> {
  if (invitationIds.length === 0) return;
  const replacements = { surveyId, ids: invitationIds };
  const pick = (column: string): string =>
    `${column} = CASE WHEN id IN (:ids) THEN COALESCE(${column}, created_at) ELSE ${column} END`;
  const opened = pick('opened_at');
  const started = `${opened}, ${pick('started_at')}`;
  const finished = `${started}, finished = (finished OR id IN (:ids))`;
  const set = { opened, started, finished }[mark];
  if (isPostgres()) {
    await db().query('SELECT pg_advisory_xact_lock(:lock, :surveyId)', {
      type: QueryTypes.SELECT,
      replacements: { lock: invitationsLock, surveyId },
      transaction: tx,
    });
  }
  await db().query(
    `UPDATE invitations SET ${set} WHERE survey_id = :surveyId${isPostgres() ? '' : ' AND id IN (:ids)'}`,
    { type: QueryTypes.UPDATE, replacements, transaction: tx },
  );
}

// Any number; tells these locks from others.
const invitationsLock = 31_2020;

/** Notes that the person has the form before them. Called by the page, never by fetching it. */
export async function recordOpening(link: AnsweringLink): Promise<void> {
  if (link.invitation === null || link.invitation.opened || link.state !== 'open') return;
  const write = link.anonymous ? inTransaction : inOneStatement;
  await write((tx) => markInvitation(tx, link, 'opened'));
}
