import type { Answers } from './answers';
import { dateLimits, numberLimits } from './check-value';
import type {
  ChoicesValue,
  CompiledField,
  CompiledItem,
  CompiledItems,
  FieldGroup,
  ListValue,
  MatrixValue,
} from './compiled-survey';
import type { Scope } from './expressions';
import {
  generateAddress,
  generateCandidates,
  generateEmail,
  generateText,
  pick,
} from './generate-text';

const DAY = 24 * 60 * 60 * 1000;

export interface Generator {
  random: () => number;
  /** Answers the fields of a group into a record. */
  fill(group: FieldGroup, scope: Scope, into: Answers): void;
}

/** A value that fits the type and limits of a field; conditions between fields are the caller's care. */
export function generateValue(generator: Generator, field: CompiledField, scope: Scope): unknown {
  const { rule } = field;
  const { random } = generator;
  switch (rule.kind) {
    case 'text':
      return generateFor(random, field, scope, rule.text, rule.maxLength);
    case 'number':
      return generateNumber(random, field, scope);
    case 'date': {
      const { low = '2019-01-01', high = '2031-12-31' } = dateLimits(rule, scope);
      const from = Date.parse(low);
      const days = Math.max(0, Math.floor((Date.parse(high) - from) / DAY));
      const day = new Date(from + Math.floor(random() * (days + 1)) * DAY);
      return day.toISOString().slice(0, 10);
    }
    case 'boolean':
      return random() < 0.7 ? rule.yes : rule.no;
    case 'choice': {
      const shown = shownItems(rule.items, scope);
      return shown.length === 0 ? undefined : pick(random, shown).value;
    }
    case 'choices':
      return generateChoices(random, field, rule, scope);
    case 'file':
      return [generateFile(random, rule.accepted)];
    case 'record': {
      const record: Answers = {};
      generator.fill(rule.group, scope, record);
      return record;
    }
    case 'matrix':
      return generateMatrix(random, rule, scope, field.required);
    case 'table': {
      const table: Answers = {};
      for (const row of shownItems(rule.rows, scope)) {
        const record: Answers = {};
        generator.fill(rule.group, { ...scope, row: record }, record);
        if (Object.keys(record).length > 0) table[row.value] = record;
      }
      return table;
    }
    case 'list':
      return generateList(generator, field, rule, scope);
    case 'expression':
      return undefined;
  }
}

function shownItems(items: CompiledItems, scope: Scope): CompiledItem[] {
  return [...items.values()].filter((item) => item.visible?.holds(scope) !== false);
}

function generateFor(
  random: () => number,
  field: CompiledField,
  scope: Scope,
  kind: string,
  maxLength: number,
): string {
  if (kind === 'email' || field.validators.some(({ type }) => type === 'email')) {
    return generateEmail(random);
  }
  const patterns = field.validators.flatMap((validator) =>
    validator.type === 'regex' ? [validator.pattern] : [],
  );
  if (patterns.length > 0) {
    const fitting = generateCandidates(random, maxLength).filter((text) =>
      patterns.every((pattern) => pattern.matcher(text).find()),
    );
    if (fitting.length > 0) return pick(random, fitting);
  }
  if (kind === 'url') return generateAddress(random);
  if (kind === 'tel') return `+${10_000_000_000 + Math.floor(random() * 80_000_000_000)}`;
  const numeric = field.validators.find((validator) => validator.type === 'numeric');
  if (numeric !== undefined) return String(generateNumber(random, field, scope));
  const lengths = field.validators.find((validator) => validator.type === 'text');
  const limit = lengths !== undefined && lengths.max > 0 ? lengths.max : maxLength;
  let text = generateText(random, Math.min(maxLength, limit));
  while (lengths !== undefined && text.length < lengths.min) text += ' and more of the same';
  return text.slice(0, Math.min(maxLength, limit));
}

function generateNumber(random: () => number, field: CompiledField, scope: Scope): number {
  const numeric = field.validators.find((validator) => validator.type === 'numeric');
  const rule = field.rule.kind === 'number' ? field.rule : undefined;
  const limits = rule === undefined ? {} : numberLimits(rule, scope);
  const low = Math.max(limits.low ?? 0, numeric?.min ?? 0);
  const high = Math.min(limits.high ?? Infinity, numeric?.max ?? Infinity, low + 60);
  const step = rule?.step ?? 1;
  const first = Math.ceil(low / step);
  const last = Math.max(first, Math.floor(high / step));
  const value = (first + Math.floor(random() * (last - first + 1))) * step;
  return Number(value.toFixed(6));
}

function generateChoices(
  random: () => number,
  field: CompiledField,
  rule: ChoicesValue,
  scope: Scope,
): unknown[] {
  const shown = shownItems(rule.items, scope);
  const shuffled = shown
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
  if (rule.ranksAll) return shuffled.map(({ value }) => value);
  const [alone] = shuffled;
  if (alone?.exclusive === true && random() < 0.3) return [alone.value];
  const open = shuffled.filter(({ exclusive }) => !exclusive);
  const counts = field.validators.find((validator) => validator.type === 'answercount');
  const least = Math.max(1, rule.min, counts?.min ?? 0);
  const most = Math.min(open.length, ...[rule.max, counts?.max ?? 0].filter((max) => max > 0));
  const count = Math.min(most, least + Math.floor(random() * Math.max(1, most - least + 1)));
  return open.slice(0, count).map(({ value }) => value);
}

function generateMatrix(
  random: () => number,
  rule: MatrixValue,
  scope: Scope,
  required: boolean,
): Answers {
  const answers: Answers = {};
  const columns = shownItems(rule.columns, scope);
  const rows = shownItems(rule.rows, scope);
  const left = [...columns];
  for (const row of rows) {
    const skip = !rule.eachRowRequired && random() < 0.1;
    if (skip && !(required && row === rows[0])) continue;
    if (rule.eachRowUnique && left.length === 0) break;
    const column = pick(random, rule.eachRowUnique ? left : columns);
    if (rule.eachRowUnique) left.splice(left.indexOf(column), 1);
    answers[row.value] = rule.multiple ? [column.value] : column.value;
  }
  return answers;
}

function generateList(
  generator: Generator,
  field: CompiledField,
  rule: ListValue,
  scope: Scope,
): Answers[] {
  const least = Math.max(rule.min, field.required ? 1 : 0);
  const most = Math.max(least, Math.min(rule.max, least + 3));
  const count = least + Math.floor(generator.random() * (most - least + 1));
  return Array.from({ length: count }, () => {
    const record: Answers = {};
    generator.fill(rule.group, { ...scope, [rule.scope]: record }, record);
    return record;
  });
}

const HEX = '0123456789abcdef';

function generateFile(random: () => number, accepted: string[]): unknown {
  const kind = accepted[0] ?? '.pdf';
  const extension = kind.startsWith('.')
    ? kind
    : kind === 'image/*'
      ? '.png'
      : `.${kind.split('/')[1] ?? 'bin'}`;
  const type = kind.startsWith('.') ? 'application/octet-stream' : kind.replace('/*', '/png');
  const hex = (count: number): string =>
    Array.from({ length: count }, () => HEX.charAt(Math.floor(random() * 16))).join('');
  const id = [8, 4, 4, 4, 12].map(hex).join('-');
  return { name: `document-${hex(4)}${extension}`, type, content: `file:${id}` };
}
