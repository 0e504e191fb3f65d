import { randomUUID } from 'node:crypto';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { AppError, GoneError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Material, Person, ProgrammeSession, SessionPerson } from '../../../models';
import {
  arrivingPath,
  diskError,
  removeMaterialFiles,
  settleFile,
  startOf,
} from './material-files';
import type { MaterialFacts } from './material.input';
import { slideKindOf, slidesName, slideTypes, wrongSlides } from './slide-type';

/** Bytes of one file: slides with many pictures. */
export const largestSlides = 100 * 1024 * 1024;

const mostFilesAPerson = 10;

/** Whose the material is, and who may choose which session. */
export interface MaterialOwner {
  /** null: the organisers' own, e.g. the survey's results */
  personId: number | null;
  /** The person adds it: only sessions in which they have a part. */
  ownSessionsOnly: boolean;
}

/** A file whose bytes are in arrivingPath(fileKey). */
export interface ArrivedFile {
  fileKey: string;
  /** As the sender named it. */
  fileName: string;
  bytes: number;
}

/** A key under which bytes can arrive; see arrivingPath. */
export function newFileKey(): string {
  return randomUUID();
}

/**
 * Keeps slides that have arrived; nobody else sees them until they
 * are released.
 * @throws ValidationError on `file` for what are no slides or one too many, on `sessionId`;
 *   GoneError when the person was erased meanwhile; AppError 507 or 503 when the disk takes nothing
 */
export async function addMaterial(
  actor: Actor,
  owner: MaterialOwner,
  facts: MaterialFacts,
  file: ArrivedFile,
): Promise<Material> {
  const arriving = arrivingPath(file.fileKey);
  try {
    const kind = await slideKindOf(arriving, await startOf(arriving));
    if (kind === undefined) throw new ValidationError({ file: wrongSlides });
    const fileName = slidesName(file.fileName, kind);
    await settleFile(file.fileKey);
    return await writeRow(actor, owner, {
      fileKey: file.fileKey,
      sessionId: facts.sessionId,
      title: facts.title ?? fileName.replace(/\.[^.]+$/, ''),
      fileName,
      mediaType: slideTypes[kind],
      bytes: file.bytes,
    });
  } catch (error) {
    // When the connection broke at the commit, nobody knows whether the row stands: bytes without
    // a row are swept up later, a row without its bytes would be a loss.
    const unknown = error instanceof AppError && error.code === 'database_unreachable';
    if (!unknown) await removeMaterialFiles([file.fileKey]);
    throw diskError(error);
  }
}

type NewRow = Pick<
  Material,
  'fileKey' | 'sessionId' | 'title' | 'fileName' | 'mediaType' | 'bytes'
>;

function writeRow(
  actor: Actor,
  { personId, ownSessionsOnly }: MaterialOwner,
  row: NewRow,
): Promise<Material> {
  return inTransaction(async (tx) => {
    if (personId !== null) await requireRoom(tx, personId);
    await requireSession(tx, row.sessionId, ownSessionsOnly ? personId : null);
    const material = await Material.create(
      { ...row, personId, release: 'held', releasedAt: null, revision: 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'material.added',
      subjectType: 'material',
      subjectId: material.id,
      ...(personId === null ? {} : { personId }),
      changes: { sessionId: row.sessionId, mediaType: row.mediaType, bytes: row.bytes },
    });
    return material;
  });
}

async function requireRoom(tx: Tx, personId: number): Promise<void> {
  const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (person === null) throw new NotFoundError('There is no such person.');
  if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
  const kept = await Material.count({ where: { personId }, transaction: tx });
  if (kept >= mostFilesAPerson) {
    throw new ValidationError({
      file: `There are ${mostFilesAPerson} files already. Please remove one first.`,
    });
  }
}

/** @param ofPersonId with it, only sessions in which this person has a part */
export async function requireSession(
  tx: Tx,
  sessionId: number | null,
  ofPersonId: number | null,
): Promise<void> {
  if (sessionId === null) return;
  const found =
    ofPersonId === null
      ? await ProgrammeSession.count({ where: { id: sessionId }, transaction: tx })
      : await SessionPerson.count({ where: { sessionId, personId: ofPersonId }, transaction: tx });
  if (found === 0) throw new ValidationError({ sessionId: 'Please choose a session of the list.' });
}
