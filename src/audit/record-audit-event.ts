import type { Tx } from '../db/transaction';
import { now } from '../lib/clock';
import { AuditEvent } from '../models';
import type { ActorKind } from '../models/codes';

/** Who acts. `name` is shown in the audit trail; respondents of anonymous forms have none. */
export interface Actor {
  kind: ActorKind;
  userId?: number;
  name: string;
  requestId?: string;
}

export const systemActor: Actor = { kind: 'system', name: 'PEC' };

export interface AuditEntry {
  /** Verb of the past, dotted by feature: "person.updated", "survey.published". */
  action: string;
  subjectType: string;
  subjectId: string | number;
  /** The person the change is about, so that erasing them finds and redacts the line. */
  personId?: number;
  /** What changed: { field: [before, after] } or plain facts. Never tokens, never answers. */
  changes?: Record<string, unknown>;
}

/** Writes the line in the transaction of the change it describes. */
export async function recordAuditEvent(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await AuditEvent.create(lineOf(actor, entry), { transaction: tx });
}

const linesAtOnce = 200;

/** The same for many changes of one write, in a statement for each 200 lines. */
export async function recordAuditEvents(
  tx: Tx,
  actor: Actor,
  entries: AuditEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += linesAtOnce) {
    const part = entries.slice(start, start + linesAtOnce);
    await AuditEvent.bulkCreate(
      part.map((entry) => lineOf(actor, entry)),
      { transaction: tx },
    );
  }
}

function lineOf(actor: Actor, entry: AuditEntry) {
  return {
    at: now(),
    actorKind: actor.kind,
    actorUserId: actor.userId ?? null,
    actorName: actor.name,
    area: entry.action.split('.', 1).join(),
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: String(entry.subjectId),
    personId: entry.personId ?? null,
    changes: JSON.stringify(entry.changes ?? {}),
    requestId: actor.requestId ?? null,
  };
}

/** The fields that differ, as { field: [before, after] }; empty when nothing changed. */
export function changedFields<T extends Record<string, unknown>>(
  before: T,
  after: Partial<T>,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [field, value] of Object.entries(after)) {
    if (JSON.stringify(before[field]) !== JSON.stringify(value)) {
      changes[field] = [before[field], value];
    }
  }
  return changes;
}
