import { ANSWER_LIMITS } from './answer-limits';
import type { ProblemList } from './answer-problems';
import { isEmptyAnswer, isRecord, type Answers } from './answers';
import { hasRow, type CompiledField, type CompiledItems, type FieldGroup } from './compiled-survey';
import { readFiles } from './read-files';
import { isCalendarDate, isStorableText } from './value-formats';

/**
 * The first half of a check: takes foreign values apart by the definition and keeps only what has the
 * right type and size, whatever is visible. What it returns is safe to run expressions over.
 */
export class AnswerReader {
  constructor(private readonly problems: ProblemList) {}

  /** The known, well-formed answers of `raw` in the order of the definition. */
  readGroup(group: FieldGroup, raw: Answers, prefix: string): Answers {
    for (const key of Object.keys(raw)) {
      if (this.problems.full) break;
      if (group.keys.has(key)) continue;
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (prefix === '') this.problems.question = key;
      this.problems.add(path, 'unknown_key', key);
    }
    const answers: Answers = {};
    for (const field of group.fields) {
      if (prefix === '') this.problems.question = field.key;
      const path = prefix === '' ? field.key : `${prefix}.${field.key}`;
      const value = this.read(field, own(raw, field.key), path);
      if (value !== undefined && value !== null) answers[field.key] = value;
      if (field.comment !== undefined) {
        const { key, maxLength } = field.comment;
        const commentPath = prefix === '' ? key : `${prefix}.${key}`;
        const comment = this.text(own(raw, key), commentPath, field.title, maxLength);
        if (comment !== null) answers[key] = comment;
      }
    }
    return answers;
  }

  private read(field: CompiledField, raw: unknown, path: string): unknown {
    const { rule, title } = field;
    if (raw === undefined || raw === null || raw === '') return undefined;
    switch (rule.kind) {
      case 'text':
        return this.text(raw, path, title, rule.maxLength);
      case 'number':
        if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
        return this.refuse(path, 'not_number', title);
      case 'date':
        if (typeof raw === 'string' && isCalendarDate(raw)) return raw;
        return this.refuse(path, 'not_date', title);
      case 'boolean':
        if (raw === rule.yes || raw === rule.no) return raw;
        return this.refuse(path, 'unknown_choice', title);
      case 'choice':
        return this.choice(rule.items, raw, path, title);
      case 'choices':
        return this.choices(rule.items, raw, path, title);
      case 'expression':
        if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
        return this.text(raw, path, title, ANSWER_LIMITS.commentLength);
      case 'file':
        return readFiles(raw, rule, path, title, this.problems);
      default:
        return this.readComposed(field, raw, path);
    }
  }

  private readComposed(field: CompiledField, raw: unknown, path: string): unknown {
    const { rule, title } = field;
    if (rule.kind === 'list') {
      if (!Array.isArray(raw)) return this.refuse(path, 'not_a_record', title);
      const max = Math.min(rule.max, ANSWER_LIMITS.rows);
      if (raw.length > max) return this.refuse(path, 'too_many_rows', title, max);
      return raw.map((row: unknown, index) => {
        const rowPath = `${path}[${index}]`;
        if (isRecord(row)) return this.readGroup(rule.group, row, rowPath);
        this.problems.add(rowPath, 'not_a_record', title);
        return {};
      });
    }
    if (!isRecord(raw)) return this.refuse(path, 'not_a_record', title);
    if (rule.kind === 'record') return some(this.readGroup(rule.group, raw, path));
    if (rule.kind !== 'matrix' && rule.kind !== 'table') return undefined;
    for (const key of Object.keys(raw)) {
      if (this.problems.full) break;
      if (!hasRow(rule.rows, key)) {
        this.problems.add(`${path}.${key}`, 'unknown_row', title);
      }
    }
    const answers: Answers = {};
    for (const { value: row } of rule.rows.values()) {
      const cell = own(raw, String(row));
      const rowPath = `${path}.${row}`;
      if (isEmptyAnswer(cell)) continue;
      let value: unknown;
      if (rule.kind === 'table') {
        value = isRecord(cell)
          ? some(this.readGroup(rule.group, cell, rowPath))
          : this.refuse(rowPath, 'not_a_record', title);
      } else if (rule.multiple) {
        value = this.choices(rule.columns, cell, rowPath, title);
      } else {
        value = this.choice(rule.columns, cell, rowPath, title);
      }
      if (value !== undefined && value !== null) answers[row] = value;
    }
    return some(answers);
  }

  private text(raw: unknown, path: string, title: string, maxLength: number): string | null {
    if (raw === undefined || raw === null || raw === '') return null;
    if (typeof raw !== 'string') return this.refuse(path, 'not_text', title);
    if (raw.length > maxLength) return this.refuse(path, 'too_long', title, maxLength);
    if (!isStorableText(raw)) return this.refuse(path, 'bad_characters', title);
    return raw;
  }

  private choice(items: CompiledItems, raw: unknown, path: string, title: string): unknown {
    if ((typeof raw === 'string' || typeof raw === 'number') && items.has(raw)) return raw;
    return this.refuse(path, 'unknown_choice', title);
  }

  private choices(items: CompiledItems, raw: unknown, path: string, title: string): unknown {
    if (!Array.isArray(raw)) return this.refuse(path, 'not_a_list', title);
    if (raw.length === 0) return undefined;
    if (raw.length > items.size) return this.refuse(path, 'too_many_choices', title, items.size);
    const chosen = new Set<unknown>(raw);
    if (chosen.size < raw.length) return this.refuse(path, 'duplicate_choice', title);
    const known = raw.filter((value: unknown) => items.has(value as string | number));
    if (known.length < raw.length) return this.refuse(path, 'unknown_choice', title);
    return known;
  }

  private refuse(
    path: string,
    code: Parameters<ProblemList['add']>[1],
    title: string,
    n?: number,
  ): null {
    this.problems.add(path, code, title, n);
    return null;
  }
}

function own(record: Answers, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function some(answers: Answers): Answers | undefined {
  return Object.keys(answers).length === 0 ? undefined : answers;
}
