import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import type { Answers } from '../../survey-engine/answers';
import type { AnsweringLink } from './find-link';
import { parseAnswers } from './stored-answers';

/** What a device needs to go on where the person stopped. */
export interface AnswerState {
  /** `sent`: sent and not being corrected; `correcting`: sent, and a draft of a correction exists. */
  status: 'empty' | 'draft' | 'sent' | 'correcting';
  /** Of the draft; 0 while there is none. */
  revision: number;
  answers: Answers;
  /** Index in the definition's pages. */
  page: number;
  /** ISO time of the draft; null while there is none, and always for anonymous forms. */
  savedAt: string | null;
  versionId: number;
  /** Null before the answers are sent for the first time, then how often they were corrected. */
  sent: number | null;
}

/** The version a link works on: that of its draft, of what was sent, or else the newest. */
export function versionOf(link: AnsweringLink): number | null {
  return link.draft?.versionId ?? link.sent?.versionId ?? link.currentVersionId;
}

/** The stored answers of a link; the draft's when there is one. */
export async function readAnswerState(link: AnsweringLink): Promise<AnswerState> {
  const row = await readStored(link);
  const hasDraft = link.draft !== null && link.draft.revision > 0;
  const savedAt = row?.saved_at ?? null;
  return {
    status: statusOf(link.sent !== null, hasDraft),
    revision: link.draft?.revision ?? 0,
    answers: row === undefined ? {} : parseAnswers(row.answers),
    page: row?.page ?? 0,
    savedAt:
      savedAt === null || link.anonymous || !hasDraft ? null : new Date(savedAt).toISOString(),
    versionId: versionOf(link) ?? 0,
    sent: link.sent?.corrections ?? null,
  };
}

interface StoredRow {
  answers: string;
  page: number;
  saved_at: string | Date | null;
}

async function readStored(link: AnsweringLink): Promise<StoredRow | undefined> {
  if (link.draft === null && link.sent === null) return undefined;
  const [row] = await db().query<StoredRow>(
    link.draft === null
      ? 'SELECT answers, 0 AS page, NULL AS saved_at FROM responses WHERE access_key = :accessKey'
      : 'SELECT answers, page, saved_at FROM drafts WHERE access_key = :accessKey',
    { type: QueryTypes.SELECT, replacements: { accessKey: link.accessKey } },
  );
  return row;
}

function statusOf(sent: boolean, hasDraft: boolean): AnswerState['status'] {
  if (sent) return hasDraft ? 'correcting' : 'sent';
  return hasDraft ? 'draft' : 'empty';
}

/** The answers as they were last sent. */
export async function readSentAnswers(responseId: string): Promise<Answers> {
  const [row] = await db().query<{ answers: string }>(
    'SELECT answers FROM responses WHERE id = :responseId',
    { type: QueryTypes.SELECT, replacements: { responseId } },
  );
  return row === undefined ? {} : parseAnswers(row.answers);
}
