import { formatDateTime } from '../../http/format';
import { wordsForField } from './audit-words';

export interface ShownChange {
  label: string;
  /** undefined for a plain fact and for a hidden value */
  before: string | undefined;
  /** undefined when the value is not for this reader */
  after: string | undefined;
}

export interface ChangeReader {
  /** Overseers see that something changed, but neither names of persons nor personal values. */
  seesPersonal: boolean;
  timeZone: string;
}

interface ChangedRecord {
  area: string;
  personId: number | null;
  changes: string;
}

const longest = 300;

/** Areas whose values are the project's, not a person's, but for the fields that name somebody. */
const impersonalAreas = new Set(['project', 'survey', 'indicator']);
const namesSomebody = /contact|email|address|person|people|recipient/i;
/** Areas that are about one person each: not even a number of theirs is shown. */
const personalAreas = new Set(['person', 'account', 'response', 'consent', 'sign_in']);
/**
 * Areas whose numbers count answers as they came. Beside what was released, a live count would tell of
 * the few people between the two; reminders go to those who have not answered.
 */
const countingAreas = new Set(['adjustment', 'answer', 'data_set', 'reminders', 'responses']);
const countsAnswers = /^(answers|drafts|recordsChanged)$/;

/** What changed, field by field, as this reader may see it. */
export function shownChanges(record: ChangedRecord, reader: ChangeReader): ShownChange[] {
  const changes = JSON.parse(record.changes) as Record<string, unknown>;
  return Object.entries(changes).map(([field, value]) => {
    const label = wordsForField(field);
    const pair: unknown[] = Array.isArray(value) && value.length === 2 ? value : [value];
    if (!reader.seesPersonal && !pair.every((part) => isImpersonal(record, field, part))) {
      return { label, before: undefined, after: undefined };
    }
    const [first, second] = pair.map((part) => inWords(part, reader.timeZone));
    return pair.length === 2
      ? { label, before: first, after: second }
      : { label, before: undefined, after: first };
  });
}

function isImpersonal(record: ChangedRecord, field: string, value: unknown): boolean {
  if (countingAreas.has(record.area) || countsAnswers.test(field)) return false;
  if (impersonalAreas.has(record.area)) return !namesSomebody.test(field);
  if (personalAreas.has(record.area) || record.personId !== null) return false;
  return typeof value === 'number' || typeof value === 'boolean';
}

function inWords(value: unknown, timeZone: string): string {
  const text = plain(value, timeZone);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function plain(value: unknown, timeZone: string): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return isMoment(value) ? momentText(value, timeZone) : value;
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'nothing'
      : value.map((item: unknown) => plain(item, timeZone)).join('; ');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([field, item]) => `${wordsForField(field).toLowerCase()} ${plain(item, timeZone)}`)
      .join(', ');
  }
  return JSON.stringify(value);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}

function momentText(text: string, timeZone: string): string {
  return formatDateTime(new Date(text), timeZone);
}
