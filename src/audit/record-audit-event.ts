import { runStatements, type Statement } from '../db/statements';
import type { Tx } from '../db/transaction';
import { now } from '../lib/clock';
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
  await runStatements(tx, [auditStatement(actor, [entry])]);
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
    await runStatements(tx, [auditStatement(actor, part)]);
  }
}

/** The lines as a statement, to be run with the change; at most some hundreds at once. */
export function auditStatement(actor: Actor, entries: AuditEntry[]): Statement {
  const lines = entries.map((entry) => lineOf(actor, entry));
  return { sql: `${insert} VALUES ${lines.map(() => '(?)').join(', ')}`, values: lines };
}

// Plain SQL: every write pays for its line, and a model's create costs several times as much.
const insert = `INSERT INTO audit_events (at, actor_kind, actor_user_id, actor_name, area, action,
  subject_type, subject_id, person_id, changes, request_id)`;

/** In the order of `insert`. */
function lineOf(actor: Actor, entry: AuditEntry): (string | number | Date | null)[] {
  return [
    now(),
    actor.kind,
    actor.userId ?? null,
    actor.name,
    entry.action.split('.', 1).join(),
    entry.action,
    entry.subjectType,
    String(entry.subjectId),
    entry.personId ?? null,
    JSON.stringify(entry.changes ?? {}),
    actor.requestId ?? null,
  ];
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
