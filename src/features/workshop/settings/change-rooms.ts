import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { ProgrammeSession, Room } from '../../../models';
import { isRowId } from '../../people/row-id';
import type { RoomInput } from './settings.input';

/** Adds a room after the others. @throws ValidationError when the name is taken */
export async function addRoom(actor: Actor, input: RoomInput): Promise<void> {
  await named(async (tx) => {
    const last = await Room.max<number | null, Room>('sort', { transaction: tx });
    const room = await Room.create({ ...input, sort: (last ?? 0) + 1 }, { transaction: tx });
    await record(tx, actor, 'added', room.id, { ...input });
  });
}

/** @throws NotFoundError; ValidationError when the name is taken */
export async function correctRoom(actor: Actor, roomId: number, input: RoomInput): Promise<void> {
  await named(async (tx) => {
    const room = await lockRoom(tx, roomId);
    const changes = changedFields({ ...room.get() }, input);
    if (Object.keys(changes).length === 0) return;
    await room.update(input, { transaction: tx });
    await record(tx, actor, 'corrected', roomId, changes);
  });
}

/** @throws NotFoundError; ConflictError while sessions take place in the room */
export async function removeRoom(actor: Actor, roomId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const room = await lockRoom(tx, roomId);
    const sessions = await ProgrammeSession.count({ where: { roomId }, transaction: tx });
    if (sessions > 0) {
      throw new ConflictError(
        `${room.name} cannot be removed: ${sessions === 1 ? 'a session takes' : `${sessions} sessions take`} place there. Give them another room first.`,
        'room_in_use',
      );
    }
    await room.destroy({ transaction: tx });
    await record(tx, actor, 'removed', roomId, { name: room.name });
  });
}

async function named(write: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await inTransaction(write);
  } catch (error) {
    if (error instanceof ConflictError && error.details.columns === 'name') {
      throw new ValidationError({ roomName: 'There is a room of this name already.' });
    }
    throw error;
  }
}

async function lockRoom(tx: Tx, roomId: number): Promise<Room> {
  const room = isRowId(roomId)
    ? await Room.findByPk(roomId, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (room === null) throw new NotFoundError('There is no such room.');
  return room;
}

function record(
  tx: Tx,
  actor: Actor,
  verb: 'added' | 'corrected' | 'removed',
  roomId: number,
  changes: Record<string, unknown>,
): Promise<void> {
  return recordAuditEvent(tx, actor, {
    action: `workshop.room_${verb}`,
    subjectType: 'room',
    subjectId: roomId,
    changes,
  });
}
