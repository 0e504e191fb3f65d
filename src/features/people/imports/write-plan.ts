import { QueryTypes } from 'sequelize';
import { recordAuditEvents, type Actor, type AuditEntry } from '../../../audit/record-audit-event';
import { db, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { clusterKey, findOrCreateClusters, type ClusterName } from '../find-or-create-cluster';
import { emailKeyOf } from '../fold-name';
import { withKeys, type PersonFacts } from '../person-record';
import type { KnownPerson } from './compare-contact';
import type { ImportPlan, KnownPeople, PlannedRow } from './plan-import';

/** Statements of about 100 KB: SQLite takes 1 MB at most. */
const chunk = 200;

const columns = [
  'title',
  'given_name',
  'family_name',
  'name_key',
  'email',
  'email_key',
  'sex',
  'affiliation',
  'economy_code',
  'sector',
  'organisation',
  'organisation_key',
  'position',
  'role',
  'cluster_id',
  'language',
  'notes',
  'origin',
  'revision',
  'created_at',
  'updated_at',
];

type Cell = string | number | Date | null;

/** The values of `columns` in their order. */
function cellsOf(facts: PersonFacts, clusterId: number | null, revision: number): Cell[] {
  const person = withKeys(facts);
  const time = now();
  return [
    person.title,
    person.givenName,
    person.familyName,
    person.nameKey,
    person.email,
    person.emailKey,
    person.sex,
    person.affiliation,
    person.economyCode,
    person.sector,
    person.organisation,
    person.organisationKey,
    person.position,
    person.role,
    clusterId,
    person.language,
    person.notes,
    'import',
    revision,
    time,
    time,
  ];
}

/** Writes what a plan says, in a number of statements that does not grow with each row. */
export async function writePlan(
  tx: Tx,
  actor: Actor,
  plan: ImportPlan,
  known: KnownPeople,
): Promise<void> {
  const changed = changedPeople(plan, known);
  const added = plan.rows.flatMap(({ state, facts }) =>
    state === 'new' && facts !== null ? [facts] : [],
  );
  const clusters = await findOrCreateClusters(
    tx,
    [...added, ...changed.map(({ after }) => after)].flatMap(clusterOf),
  );
  const clusterIdOf = (facts: WithCluster): number | null =>
    clusterOf(facts)
      .map((cluster) => clusters.get(clusterKey(cluster)) ?? null)
      .at(0) ?? null;
  const entries = [
    ...(await insertPeople(tx, added, clusterIdOf)),
    ...(await updatePeople(tx, changed, clusterIdOf)),
  ];
  await recordAuditEvents(tx, actor, entries);
}

type WithCluster = PersonFacts & { clusterName: string | null };

function clusterOf({ clusterName, economyCode }: WithCluster): ClusterName[] {
  return clusterName === null || economyCode === null ? [] : [{ name: clusterName, economyCode }];
}

async function insertPeople(
  tx: Tx,
  people: WithCluster[],
  clusterIdOf: (facts: WithCluster) => number | null,
): Promise<AuditEntry[]> {
  // Sorted by address, so that two imports wait for each other in the same order.
  const sorted = [...people].sort((a, b) => ((a.email ?? '') < (b.email ?? '') ? -1 : 1));
  const entries: AuditEntry[] = [];
  for (let start = 0; start < sorted.length; start += chunk) {
    const part = sorted.slice(start, start + chunk);
    // The line break must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
    const inserted = await db().query<{ id: number; email_key: string | null; name_key: string }>(
      `INSERT
       INTO people (${columns.join(', ')}) VALUES :rows RETURNING id, email_key, name_key`,
      {
        type: QueryTypes.SELECT,
        transaction: tx,
        replacements: { rows: part.map((facts) => cellsOf(facts, clusterIdOf(facts), 1)) },
      },
    );
    // The order of what is returned is not promised: people are found again by their keys.
    const ids = new Map<string, number[]>();
    for (const { id, email_key: email, name_key: name } of inserted) {
      const key = email ?? ` ${name}`;
      ids.set(key, [...(ids.get(key) ?? []), id]);
    }
    for (const facts of part) {
      const key = facts.email === null ? ` ${withKeys(facts).nameKey}` : emailKeyOf(facts.email);
      const id = ids.get(key)?.pop() ?? 0;
      entries.push(entry('person.imported', id, { ...facts }));
    }
  }
  return entries;
}

function entry(action: string, id: number, changes: Record<string, unknown>): AuditEntry {
  return { action, subjectType: 'person', subjectId: id, personId: id, changes };
}

interface ChangedPerson {
  row: PlannedRow;
  person: KnownPerson;
  after: WithCluster;
}

function changedPeople(plan: ImportPlan, known: KnownPeople): ChangedPerson[] {
  const byId = new Map([...known.byEmail.values()].map((person) => [person.id, person]));
  return plan.rows.flatMap((row) => {
    const person = row.personId === null ? undefined : byId.get(row.personId);
    if (row.state !== 'changed' || person === undefined) return [];
    const after = {
      ...person,
      ...Object.fromEntries(row.changes.map(({ field, after: value }) => [field, value])),
    };
    return [{ row, person, after: after as WithCluster }];
  });
}

async function updatePeople(
  tx: Tx,
  changed: ChangedPerson[],
  clusterIdOf: (facts: WithCluster) => number | null,
): Promise<AuditEntry[]> {
  const kept = new Set(['origin', 'created_at']);
  const assignments = columns
    .filter((column) => !kept.has(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
  const sorted = [...changed].sort((a, b) => a.person.id - b.person.id);
  for (let start = 0; start < sorted.length; start += chunk) {
    const rows = sorted.slice(start, start + chunk).map(({ row, person, after }) => {
      const moved = row.changes.some(({ field }) => field === 'clusterName');
      const clusterId = moved ? clusterIdOf(after) : person.clusterId;
      return [person.id, ...cellsOf(after, clusterId, person.revision + 1)];
    });
    await db().query(
      `INSERT INTO people (id, ${columns.join(', ')}) VALUES :rows
       ON CONFLICT (id) DO UPDATE SET ${assignments}`,
      { type: QueryTypes.INSERT, transaction: tx, replacements: { rows } },
    );
  }
  return sorted.map(({ row, person }) =>
    entry(
      'person.corrected',
      person.id,
      Object.fromEntries(row.changes.map(({ field, before, after }) => [field, [before, after]])),
    ),
  );
}
