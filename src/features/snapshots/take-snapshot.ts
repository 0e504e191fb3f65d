import { QueryTypes } from 'sequelize';
import { recordAuditEvent, systemActor, type Actor } from '../../audit/record-audit-event';
import { db, inSnapshot, inTransaction, type Tx } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { AppError, ConflictError } from '../../lib/errors';
import { Snapshot, SnapshotValue } from '../../models';
import { evidenceSince } from './evidence-difference';
import { facts, type EvidenceState, type RecordChange } from './evidence-state';
import { readPresent } from './read-present';
import type { SnapshotFigure } from './snapshot-figures';

type SnapshotRequest =
  | { kind: 'daily'; actor: Actor }
  /** `label`: why it is taken. */
  | { kind: 'manual'; label: string; actor: Actor }
  /**
   * `label`: the name of the milestone. `claim` notes the number with the milestone in the transaction of
   * the snapshot, and is false when it has one by now.
   */
  | {
      kind: 'milestone';
      label: string;
      actor: Actor;
      claim: (number: number, tx: Tx) => Promise<boolean>;
    };

const attempts = 10;

/**
 * Keeps how all indicators stand now. Everything is read from one state of the database, under one
 * version of the rules; when another snapshot is taken meanwhile it is read anew, so that each snapshot
 * follows the one before. To be called outside of transactions.
 *
 * @returns its number; of daily ones that of the first of the date
 * @throws AppError 503 snapshot_busy when others are taken all the time; ConflictError
 *   `snapshot_not_wanted` for a milestone that has its own by now
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<number> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = await inSnapshot((tx) => observe(request, tx));
    if (typeof found === 'number') return found;
    const isWritten = await inTransaction((tx) => write(request, found, tx));
    if (isWritten) return found.number;
  }
  throw new AppError(
    503,
    'snapshot_busy',
    'Other snapshots are being taken at this moment. Please try again.',
  );
}

/** For the work of the day: any number of times and processes make one snapshot of a date. */
export async function takeDailySnapshot(): Promise<void> {
  await takeSnapshot({ kind: 'daily', actor: systemActor });
}

interface Observed {
  number: number;
  takenOn: string;
  takenAt: Date;
  rulesVersion: number;
  k: number;
  team: SnapshotFigure[];
  overseer: SnapshotFigure[];
  changes: RecordChange[];
}

/** The number of the daily snapshot of the date, if there is one already. */
async function observe({ kind }: SnapshotRequest, tx: Tx): Promise<Observed | number> {
  const present = await readPresent(tx);
  const takenAt = now();
  const takenOn = dateIn(present.project.timeZone, takenAt);
  if (kind === 'daily') {
    const taken = await Snapshot.findOne({ where: { dailyOn: takenOn }, transaction: tx });
    if (taken !== null) return taken.number;
  }
  const last = (await Snapshot.max<number | null, Snapshot>('number', { transaction: tx })) ?? 0;
  return {
    number: last + 1,
    takenOn,
    takenAt,
    rulesVersion: present.rules.version,
    k: present.project.suppressionK,
    team: present.team,
    overseer: present.overseer,
    changes: await evidenceSince(last, present, tx),
  };
}

/** False when a snapshot of this number, or of this date, was taken meanwhile. */
async function write(request: SnapshotRequest, found: Observed, tx: Tx): Promise<boolean> {
  const { number, takenOn, takenAt, rulesVersion, k } = found;
  const { kind, actor } = request;
  const label = kind === 'daily' ? '' : request.label;
  // The line break after INSERT must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
  const inserted = await db().query(
    `INSERT
     INTO snapshots (number, kind, label, taken_on, daily_on, taken_at, taken_by, taken_by_name,
       rules_version, k)
     VALUES (:number, :kind, :label, :takenOn, :dailyOn, :takenAt, :takenBy, :takenByName,
       :rulesVersion, :k)
     ON CONFLICT DO NOTHING RETURNING number`,
    {
      type: QueryTypes.SELECT,
      transaction: tx,
      replacements: {
        ...{ number, kind, label, takenOn, takenAt, rulesVersion, k },
        dailyOn: kind === 'daily' ? takenOn : null,
        takenBy: actor.userId ?? null,
        takenByName: actor.name,
      },
    },
  );
  if (inserted.length === 0) return false;
  if (request.kind === 'milestone' && !(await request.claim(number, tx))) {
    throw new ConflictError('The milestone has its snapshot already.', 'snapshot_not_wanted');
  }
  await SnapshotValue.bulkCreate(
    (['team', 'overseer'] as const).flatMap((audience) =>
      found[audience].map(({ indicator, value, status, split, base, details }) => ({
        ...{ snapshotNumber: number, audience, indicator, value, status, base },
        women: split?.women ?? null,
        men: split?.men ?? null,
        notStated: split?.notStated ?? null,
        details: JSON.stringify(details),
      })),
    ),
    { transaction: tx },
  );
  await writeEvidence(number, found.changes, tx);
  await recordAuditEvent(tx, actor, {
    action: 'snapshot.taken',
    subjectType: 'snapshot',
    subjectId: number,
    changes: { kind, label, rulesVersion, recordsChanged: found.changes.length },
  });
  return true;
}

const linesAtOnce = 500;

/** Plain SQL: the first snapshot of a project that has run for long writes a row for every record. */
async function writeEvidence(
  number: number,
  changes: readonly RecordChange[],
  tx: Tx,
): Promise<void> {
  const lines = changes.map(({ before, after }) => {
    const state = after ?? goneFrom(before);
    const { source, recordId, indicators } = state;
    return [number, source, recordId, indicators, ...facts.map((fact) => state[fact])];
  });
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const part = lines.slice(start, start + linesAtOnce);
    await db().query(
      `INSERT INTO snapshot_evidence (snapshot_number, source, record_id, indicators, ${facts.join(', ')})
       VALUES ${part.map(() => '(?)').join(', ')}`,
      { type: QueryTypes.INSERT, replacements: part, transaction: tx },
    );
  }
}

function goneFrom(before: EvidenceState | null): EvidenceState {
  if (before === null) throw new Error('A record that changed was there before or is there now.');
  const none = Object.fromEntries(facts.map((fact) => [fact, '']));
  return { ...before, ...none, indicators: '' };
}
