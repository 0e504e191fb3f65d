import { ANSWER_LIMITS } from './answer-limits';
import type { ProblemCode, ProblemList } from './answer-problems';
import { isRecord, type Answers } from './answers';
import { hasRow, type CompiledField, type FieldGroup } from './compiled-survey';
import { readFiles } from './read-files';
import { isStorableText } from './value-formats';

/** The known answers of an unfinished form, kept as they are; problems only with names, types and sizes. */
export function readDraft(
  group: FieldGroup,
  raw: Answers,
  prefix: string,
  problems: ProblemList,
): Answers {
  const answers: Answers = {};
  const at = (key: string): string => (prefix === '' ? key : `${prefix}.${key}`);
  for (const key of Object.keys(raw)) {
    if (problems.full) break;
    if (prefix === '') problems.question = key;
    if (!group.keys.has(key)) problems.add(at(key), 'unknown_key', key);
  }
  for (const field of group.fields) {
    if (prefix === '') problems.question = field.key;
    const value = own(raw, field.key);
    if (value !== undefined && value !== null) {
      const kept = readValue(field, value, at(field.key), problems);
      if (kept !== undefined && kept !== null) answers[field.key] = kept;
    }
    if (field.comment === undefined) continue;
    const { key, maxLength } = field.comment;
    const comment = own(raw, key);
    if (comment !== undefined && scalar(comment, at(key), field.title, maxLength, problems)) {
      answers[key] = comment;
    }
  }
  return answers;
}

function readValue(
  { rule, title }: CompiledField,
  value: unknown,
  path: string,
  problems: ProblemList,
): unknown {
  const refuse = (code: ProblemCode, n?: number): null => {
    problems.add(path, code, title, n);
    return null;
  };
  const isScalar = (one: unknown, onePath = path): boolean =>
    scalar(one, onePath, title, rule.kind === 'text' ? rule.maxLength : undefined, problems);
  switch (rule.kind) {
    case 'file':
      return Array.isArray(value) && value.length === 0
        ? undefined
        : readFiles(value, rule, path, title, problems);
    case 'choices':
      if (!Array.isArray(value)) return refuse('not_a_list');
      if (value.length > rule.items.size) return refuse('too_many_choices', rule.items.size);
      return value.every((one: unknown) => isScalar(one)) ? value : undefined;
    case 'list': {
      if (!Array.isArray(value)) return refuse('not_a_record');
      const max = Math.min(rule.max, ANSWER_LIMITS.rows);
      if (value.length > max) return refuse('too_many_rows', max);
      return value.map((row: unknown, index) => {
        if (isRecord(row)) return readDraft(rule.group, row, `${path}[${index}]`, problems);
        if (row !== null) problems.add(`${path}[${index}]`, 'not_a_record', title);
        return {};
      });
    }
    case 'record':
      return isRecord(value)
        ? readDraft(rule.group, value, path, problems)
        : refuse('not_a_record');
    case 'table':
    case 'matrix': {
      if (!isRecord(value)) return refuse('not_a_record');
      const rows: Answers = {};
      for (const [row, cell] of Object.entries(value)) {
        if (problems.full) break;
        const rowPath = `${path}.${row}`;
        if (!hasRow(rule.rows, row)) {
          problems.add(rowPath, 'unknown_row', title);
        } else if (rule.kind === 'table') {
          if (isRecord(cell)) rows[row] = readDraft(rule.group, cell, rowPath, problems);
          else if (cell !== null) problems.add(rowPath, 'not_a_record', title);
        } else if (!Array.isArray(cell)) {
          if (cell !== null && isScalar(cell, rowPath)) rows[row] = cell;
        } else if (!rule.multiple || cell.length > rule.columns.size) {
          problems.add(rowPath, 'not_a_list', title);
        } else if (cell.every((one: unknown) => isScalar(one, rowPath))) {
          rows[row] = cell;
        }
      }
      return rows;
    }
    default:
      return isScalar(value) ? value : undefined;
  }
}

/** Half-typed values are texts, numbers or truth values of bounded size. */
function scalar(
  value: unknown,
  path: string,
  title: string,
  maxLength: number | undefined,
  problems: ProblemList,
): boolean {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
    return true;
  }
  const limit = maxLength ?? ANSWER_LIMITS.textLength;
  if (typeof value !== 'string') problems.add(path, 'not_text', title);
  else if (value.length > limit) problems.add(path, 'too_long', title, limit);
  else if (!isStorableText(value)) problems.add(path, 'bad_characters', title);
  else return true;
  return false;
}

function own(record: Answers, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
