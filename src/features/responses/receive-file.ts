import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inTransaction } from '../../db/transaction';
import { dateIn } from '../../lib/clock';
import { dataPath } from '../../lib/data-folder';
import { isDiskFull, isNotWritable } from '../../lib/disk-errors';
import { AppError } from '../../lib/errors';
import { messagesFor, type Messages } from '../../messages/messages';
import { Upload } from '../../models';
import { checkDraft } from '../../survey-engine/check-answers';
import { walkQuestions, type QuestionDefinition } from '../../survey-engine/definition';
import { questionsIn } from '../../survey-engine/definition';
import { loadVersion, type LoadedVersion } from '../surveys/survey-cache';
import { requireLink, requireOpen } from './answering.policy';
import { versionOf } from './answer-state';
import { detectType, safeFileName, signatureLength, type MediaType } from './file-type';
import { findLink } from './find-link';
import { lockLink } from './lock-link';
import { requireRoom } from './upload-budget';
import { hideTime, uploadFolder, uploadPath } from './upload-files';

/** Whatever a form says; also the limit of a form that says nothing. */
export const largestFile = 10_000_000;

type Words = Messages['fileRefusals'];

/** A file as it stands in answers. */
export interface ReceivedFile {
  name: string;
  type: MediaType;
  content: `file:${string}`;
}

/**
 * Takes one file for a question of the form. What it is decides its content, not its name.
 *
 * @param file its stream; `truncated()` tells afterwards whether it was longer than `largestFile`
 * @throws AppError 404 `no_file_question`, 413 `file_too_large`, 415 `file_type`,
 * 409 when there is no room (see requireRoom), 507 or 503 when the disk takes nothing; nothing is
 * kept then
 */
export async function receiveFile(
  token: string,
  questionName: string,
  file: { name: string; stream: Readable; truncated: () => boolean },
): Promise<ReceivedFile> {
  const link = requireLink(await findLink(token));
  requireOpen(link);
  const version = await loadVersion(versionOf(link) ?? 0);
  const words = messagesFor(link.language).fileRefusals;
  const question = fileQuestion(version, questionName, words);
  await requireRoom(link, 1);
  const id = randomUUID();
  const part = dataPath('unfinished', id);
  try {
    await mkdir(uploadFolder(), { recursive: true });
    if (file.stream.destroyed) {
      throw new AppError(400, 'no_file', words.none);
    }
    await pipeline(file.stream, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    const { bytes, start } = await look(part);
    const largest = Math.min(question.maxSize || largestFile, largestFile);
    if (file.truncated() || bytes > largest) throw tooLarge(largest, words);
    const type = detectType(start);
    if (type === undefined) throw wrongType(words);
    const name = safeFileName(file.name, type);
    const answer: ReceivedFile = { name, type, content: `file:${id}` };
    if (!isAccepted(version, question, answer)) throw wrongType(words);
    await hideTime(part);
    await rename(part, uploadPath(id));
    await inTransaction(async (transaction) => {
      const { accessKey, surveyId, timeZone } = link;
      // Also keeps two files from being counted side by side. An upload takes long enough for the
      // person to be erased meanwhile.
      await lockLink(transaction, accessKey);
      requireLink(await findLink(token, transaction));
      await requireRoom(link, bytes, transaction);
      await Upload.create(
        {
          id,
          accessKey,
          surveyId,
          fileName: name,
          mediaType: type,
          bytes,
          createdOn: dateIn(timeZone),
        },
        { transaction },
      );
    });
    return answer;
  } catch (error) {
    await rm(part, { force: true });
    if (isUndone(error)) await rm(uploadPath(id), { force: true });
    throw diskError(error, words);
  }
}

function fileQuestion(version: LoadedVersion, name: string, words: Words): QuestionDefinition {
  let found: QuestionDefinition | undefined;
  walkQuestions(version.definition, (question) => {
    for (const candidate of [question, ...questionsIn(question.templateElements ?? [])]) {
      if (candidate.type === 'file' && candidate.name === name) found = candidate;
    }
  });
  if (found === undefined) {
    throw new AppError(404, 'no_file_question', words.noQuestion);
  }
  return found;
}

async function look(path: string): Promise<{ bytes: number; start: Uint8Array }> {
  const handle = await open(path, 'r');
  try {
    const start = new Uint8Array(signatureLength);
    await handle.read(start, 0, signatureLength, 0);
    return { bytes: (await handle.stat()).size, start };
  } finally {
    await handle.close();
  }
}

/** The form's own list of types; inside repeated parts it is checked when the answers are sent. */
function isAccepted(
  { compiled }: LoadedVersion,
  { name }: QuestionDefinition,
  answer: ReceivedFile,
): boolean {
  return !compiled.group.keys.has(name) || checkDraft(compiled, { [name]: [answer] }).ok;
}

function tooLarge(largest: number, words: Words): AppError {
  return new AppError(413, 'file_too_large', words.tooLarge(Math.floor(largest / 1_000_000)));
}

function wrongType(words: Words): AppError {
  return new AppError(415, 'file_type', words.kind);
}

/**
 * Whether no row can stand in the database. When the connection broke at the commit, nobody
 * knows: bytes without a row are swept up later, a row without its bytes would be a loss.
 */
function isUndone(error: unknown): boolean {
  return !(error instanceof AppError && error.code === 'database_unreachable');
}

function diskError(error: unknown, words: Words): unknown {
  if (isDiskFull(error)) return new AppError(507, 'disk_full', words.diskFull);
  if (isNotWritable(error)) return new AppError(503, 'not_writable', words.notNow);
  return error;
}
