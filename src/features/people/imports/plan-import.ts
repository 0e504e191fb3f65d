import { createHash } from 'node:crypto';
import { emailKeyOf, foldText, fullName, nameKeyOf } from '../fold-name';
import type { PersonFacts } from '../person-record';
import { changesTo, completeContact, type FactChange, type KnownPerson } from './compare-contact';
import type { CellRemark, ReadRow } from './read-contact';

export const rowStates = [
  'error',
  'new',
  'changed',
  'unchanged',
  'left_alone',
  'namesake',
  'duplicate',
] as const;
/**
 * What applying would do with a row. `left_alone`: would change somebody, but existing people are
 * to be left alone. `namesake`: same name and economy as somebody else, not taken. `duplicate`:
 * the same address stands further up in the file, not taken.
 */
export type RowState = (typeof rowStates)[number];

export interface ImportOptions {
  existing: 'update' | 'leave';
  namesakes: 'leave_out' | 'add';
}

export interface PlannedRow {
  line: number;
  state: RowState;
  /** how the row is called on the page */
  label: string;
  email: string | null;
  /** the person that the row is about, or the other one of that name */
  personId: number | null;
  changes: FactChange[];
  problems: CellRemark[];
  warnings: CellRemark[];
  /** what is written for a new row */
  facts: (PersonFacts & { clusterName: string | null }) | null;
}

export interface ImportPlan {
  rows: PlannedRow[];
  totals: Record<RowState, number>;
  /** Two plans with the same fingerprint write the same. */
  fingerprint: string;
}

/** The people in the database whom a file may be about. */
export interface KnownPeople {
  byEmail: Map<string, KnownPerson>;
  byName: Map<string, KnownPerson>;
}

/** Same name, in either order of its parts, and same economy. */
export function namesakeKey(person: {
  givenName: string;
  familyName: string;
  economyCode: string | null;
}): string {
  const words = foldText(`${person.givenName} ${person.familyName}`).split(' ').sort();
  return `${person.economyCode ?? '-'} ${words.join(' ')}`;
}

/** What applying the rows would do to these people. Pure: the same input gives the same plan. */
export function planImport(
  rows: ReadRow[],
  known: KnownPeople,
  options: ImportOptions,
): ImportPlan {
  const seen: Seen = { byEmail: new Map(), byName: new Map() };
  const planned = rows.map((row) => planRow(row, known, seen, options));
  const totals = Object.fromEntries(
    rowStates.map((state) => [state, planned.filter((row) => row.state === state).length]),
  ) as Record<RowState, number>;
  const essence = planned.map(({ line, state, personId, changes, facts, problems }) => [
    line,
    state,
    personId,
    changes,
    facts,
    problems,
  ]);
  const fingerprint = createHash('sha256').update(JSON.stringify(essence)).digest('hex');
  return { rows: planned, totals, fingerprint };
}

interface Seen {
  byEmail: Map<string, { line: number; contact: string }>;
  byName: Map<string, number>;
}

function planRow(row: ReadRow, known: KnownPeople, seen: Seen, options: ImportOptions): PlannedRow {
  const { line, contact } = row;
  const emailKey = contact.email ? emailKeyOf(contact.email) : undefined;
  const base: PlannedRow = {
    line,
    state: 'error',
    label: labelOfRow(row),
    email: contact.email ?? null,
    personId: null,
    changes: [],
    problems: row.problems,
    warnings: [...row.warnings],
    facts: null,
  };
  const existing = emailKey === undefined ? undefined : known.byEmail.get(emailKey);
  const written = JSON.stringify(contact);
  const first = emailKey === undefined ? undefined : seen.byEmail.get(emailKey);
  if (emailKey !== undefined && first === undefined) {
    seen.byEmail.set(emailKey, { line, contact: written });
  }
  if (first !== undefined && row.problems.length === 0) {
    const same = first.contact === written ? 'says the same' : 'says something else';
    base.warnings.push({
      column: 'E-mail',
      message: `The address stands in line ${first.line} already, which ${same}. This line is not taken.`,
    });
    return { ...base, state: 'duplicate' };
  }
  return existing === undefined
    ? planNew(base, row, known, seen, options)
    : planExisting(base, row, existing, options);
}

function planExisting(
  base: PlannedRow,
  row: ReadRow,
  existing: KnownPerson,
  options: ImportOptions,
): PlannedRow {
  const { changes, problems, warnings } = changesTo(existing, row.contact);
  const all = {
    ...base,
    label: fullName(existing),
    personId: existing.id,
    problems: [...row.problems, ...problems],
    warnings: [...base.warnings, ...warnings],
  };
  if (all.problems.length > 0) return { ...all, state: 'error' };
  if (changes.length === 0) return { ...all, state: 'unchanged' };
  return { ...all, changes, state: options.existing === 'update' ? 'changed' : 'left_alone' };
}

function planNew(
  base: PlannedRow,
  row: ReadRow,
  known: KnownPeople,
  seen: Seen,
  options: ImportOptions,
): PlannedRow {
  const { facts, problems, warnings } = completeContact(row.contact);
  // A cell that could not be read is not also missing.
  const refused = new Set(row.problems.map(({ column }) => column));
  const all = {
    ...base,
    problems: [...row.problems, ...problems.filter(({ column }) => !refused.has(column))],
    warnings: [...base.warnings, ...warnings],
  };
  if (all.problems.length > 0) return { ...all, state: 'error' };
  const key = namesakeKey(facts);
  const other = known.byName.get(key);
  const earlier = seen.byName.get(key);
  if (earlier === undefined) seen.byName.set(key, row.line);
  if (other === undefined && earlier === undefined) return { ...all, facts, state: 'new' };
  const who =
    other === undefined
      ? `line ${earlier ?? 0}`
      : `somebody in the list${other.email === null ? '' : ` (${other.email})`}`;
  const taken = options.namesakes === 'add';
  all.warnings.push({
    column: 'Full name',
    message: `Same name and economy as ${who}.${taken ? ' Added as another person.' : ' Not taken.'}`,
  });
  return taken
    ? { ...all, facts, state: 'new' }
    : { ...all, personId: other?.id ?? null, state: 'namesake' };
}

function labelOfRow({ contact }: ReadRow): string {
  const { givenName = '', familyName = '', email } = contact;
  return fullName({ givenName, familyName }) || email || 'No name';
}

/** The keys under which people of these names are kept, with both orders of the parts. */
export function nameKeysOf(rows: ReadRow[]): string[] {
  const keys = rows.flatMap(({ contact: { givenName = '', familyName = '' } }) =>
    familyName === '' ? [] : [nameKeyOf(givenName, familyName), nameKeyOf(familyName, givenName)],
  );
  return [...new Set(keys)];
}
