import type { RE2JS } from 're2js';
import type { ChoiceValue, SurveyDefinition } from './definition';
import type { Expression } from './expressions';

/** A choice, matrix row or matrix column with the condition under which it is shown. */
export interface CompiledItem {
  value: ChoiceValue;
  visible?: Expression;
  exclusive: boolean;
}

export type CompiledItems = ReadonlyMap<ChoiceValue, CompiledItem>;

/** Whether `key`, as JSON keys are texts, names one of the rows. */
export function hasRow(rows: CompiledItems, key: string): boolean {
  return rows.has(key) || (String(Number(key)) === key && rows.has(Number(key)));
}

export interface Bounds<T> {
  min?: T;
  max?: T;
  minExpression?: Expression;
  maxExpression?: Expression;
}

export type TextKind = 'text' | 'email' | 'url' | 'tel' | 'comment';

export type CompiledValidator =
  | { type: 'numeric'; min?: number; max?: number; text: string }
  | { type: 'text'; min: number; max: number; digits: boolean; text: string }
  | { type: 'email'; text: string }
  | { type: 'regex'; pattern: RE2JS; text: string }
  | { type: 'expression'; expression: Expression; text: string }
  | { type: 'answercount'; min: number; max: number; text: string };

/** The fields that stand together in one record of answers, and every key that record may have. */
export interface FieldGroup {
  fields: CompiledField[];
  keys: ReadonlySet<string>;
}

/** A list of rows or panels; `scope` is the name its conditions use for the present one. */
export interface ListValue {
  kind: 'list';
  group: FieldGroup;
  scope: 'row' | 'panel';
  min: number;
  max: number;
  /** How many empty ones are shown while nothing is answered. */
  initial: number;
  uniqueKeys: string[];
  /** matrixdynamic counts filled rows when it is required; paneldynamic does not. */
  countsFilledRows: boolean;
}

export interface TableValue {
  kind: 'table';
  rows: CompiledItems;
  group: FieldGroup;
  uniqueKeys: string[];
}

export interface MatrixValue {
  kind: 'matrix';
  rows: CompiledItems;
  columns: CompiledItems;
  multiple: boolean;
  eachRowRequired: boolean;
  eachRowUnique: boolean;
}

export interface ChoicesValue {
  kind: 'choices';
  items: CompiledItems;
  min: number;
  max: number;
  /** The order of the choices is the answer. */
  ranked: boolean;
  /** A ranking of all visible choices, not of a chosen few. */
  ranksAll: boolean;
}

export interface FileValue {
  kind: 'file';
  max: number;
  /** Lower-case extensions with the dot and media types; empty when any file will do. */
  accepted: string[];
}

export type ValueRule =
  | { kind: 'text'; text: TextKind; maxLength: number }
  | ({ kind: 'number'; step?: number } & Bounds<number>)
  | ({ kind: 'date' } & Bounds<string>)
  | { kind: 'boolean'; yes: ChoiceValue | boolean; no: ChoiceValue | boolean }
  | { kind: 'choice'; items: CompiledItems }
  | { kind: 'expression'; formula: Expression }
  | { kind: 'record'; group: FieldGroup }
  | ChoicesValue
  | FileValue
  | MatrixValue
  | TableValue
  | ListValue;

/** A question, a column of a matrix, a question of a panel template or a line of multipletext. */
export interface CompiledField {
  key: string;
  title: string;
  /** False when the definition hides it for good. */
  shown: boolean;
  /** All must hold for the field to be visible, those of its page and panels first. */
  visible: Expression[];
  /** All must hold for the field to be open to change. */
  enabled: Expression[];
  required: boolean;
  requiredIf?: Expression;
  readOnly: boolean;
  defaultValue: unknown;
  requiredText: string;
  rule: ValueRule;
  comment?: { key: string; maxLength: number; onlyWithOther: boolean };
  validators: CompiledValidator[];
}

/** A definition made ready for checking. Opaque to callers: make it once a version and keep it. */
export interface CompiledSurvey {
  definition: SurveyDefinition;
  /** Of its texts, and of what is said about answers. */
  language: string;
  group: FieldGroup;
  /** Calculated values and expression questions, each after those it reads. */
  computed: { kind: 'calculated' | 'question'; name: string; formula: Expression }[];
  expressionCount: number;
  usesClock: boolean;
}
