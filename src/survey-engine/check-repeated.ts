import { isEmptyAnswer, isRecord, type Answers } from './answers';
import type { CheckContext } from './check-context';
import type { CompiledField, ListValue, MatrixValue, TableValue } from './compiled-survey';
import type { Scope } from './expressions';

/** Checks what stands inside a question made of parts: rows, panels, lines; does nothing for others. */
export function checkRepeated(
  context: CheckContext,
  field: CompiledField,
  value: unknown,
  scope: Scope,
  path: string,
): void {
  const { rule } = field;
  if (rule.kind === 'record') {
    context.checkGroup(rule.group, isRecord(value) ? value : {}, scope, path);
  } else if (rule.kind === 'matrix') {
    checkMatrix(context, field, rule, isRecord(value) ? value : {}, scope, path);
  } else if (rule.kind === 'table') {
    checkTable(context, field, rule, isRecord(value) ? value : {}, scope, path);
  } else if (rule.kind === 'list') {
    checkList(context, field, rule, Array.isArray(value) ? value : undefined, scope, path);
  }
}

function checkMatrix(
  { conditions, problems }: CheckContext,
  field: CompiledField,
  rule: MatrixValue,
  answers: Answers,
  scope: Scope,
  path: string,
): void {
  const seen = new Set<string>();
  let incomplete = false;
  for (const row of rule.rows.values()) {
    const cell = answers[row.value];
    if (!conditions.isShown(row, scope)) {
      if (cell !== undefined) problems.add(`${path}.${row.value}`, 'row_not_shown', field.title);
      continue;
    }
    if (isEmptyAnswer(cell)) {
      incomplete ||= !problems.has(`${path}.${row.value}`);
      continue;
    }
    const key = JSON.stringify(cell);
    if (rule.eachRowUnique && seen.has(key)) problems.add(path, 'rows_not_unique', field.title);
    seen.add(key);
  }
  if (rule.eachRowRequired && incomplete) {
    problems.add(path, 'row_required', field.title, '', field.requiredText);
  }
}

function checkTable(
  context: CheckContext,
  field: CompiledField,
  rule: TableValue,
  answers: Answers,
  scope: Scope,
  path: string,
): void {
  const shown: [string, Answers][] = [];
  for (const row of rule.rows.values()) {
    const given = answers[row.value];
    const rowPath = `${path}.${row.value}`;
    if (!context.conditions.isShown(row, scope)) {
      if (given !== undefined) context.problems.add(rowPath, 'row_not_shown', field.title);
      continue;
    }
    const record = isRecord(given) ? given : {};
    shown.push([rowPath, record]);
    context.checkGroup(rule.group, record, { ...scope, row: record }, rowPath);
  }
  checkUnique(context, field, rule.uniqueKeys, shown);
}

function checkList(
  context: CheckContext,
  field: CompiledField,
  rule: ListValue,
  rows: unknown[] | undefined,
  scope: Scope,
  path: string,
): void {
  const count = rows === undefined ? rule.initial : Math.max(rows.length, rule.min);
  const shown: [string, Answers][] = [];
  for (let index = 0; index < count; index++) {
    const given = rows?.[index];
    const record = isRecord(given) ? given : {};
    const rowPath = `${path}[${index}]`;
    shown.push([rowPath, record]);
    context.checkGroup(rule.group, record, { ...scope, [rule.scope]: record }, rowPath);
  }
  checkUnique(context, field, rule.uniqueKeys, shown);
  const filled = shown.filter(([, record]) => !isEmptyAnswer(record)).length;
  const required = rule.countsFilledRows && context.conditions.isRequired(field, scope);
  if (required && filled < rule.min) {
    context.problems.add(path, 'too_few_rows', field.title, rule.min);
  }
}

function checkUnique(
  { problems }: CheckContext,
  field: CompiledField,
  keys: string[],
  rows: [string, Answers][],
): void {
  for (const key of keys) {
    const seen = new Set<string>();
    for (const [path, record] of rows) {
      const value = record[key];
      if (isEmptyAnswer(value)) continue;
      const text = JSON.stringify(value).toLowerCase();
      if (seen.has(text)) problems.add(`${path}.${key}`, 'duplicate_key', field.title);
      seen.add(text);
    }
  }
}
