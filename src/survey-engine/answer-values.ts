import { isEmptyAnswer, isRecord, type Answers } from './answers';
import type { CompiledField, CompiledSurvey, FieldGroup } from './compiled-survey';
import { visibleQuestions } from './visibility';

export { tabulable } from './tabulable';

/**
 * One closed answer as a flat row, for counting in SQL. The words of free texts and the names of files
 * are left out.
 *
 * | question        | rows | item | code | number |
 * |---|---|---|---|---|
 * | one choice      | one  | ''   | the choice | the choice if it is a number |
 * | several choices | one a choice made | the choice | '1' | 1 |
 * | rating          | one  | ''   | the step | the step |
 * | ranking         | one a ranked choice | the choice | the rank | the rank, from 1 |
 * | boolean         | one  | ''   | 'true' or 'false' (or its own values) | null |
 * | number, computed| one  | ''   | null (a computed text: the text) | the number |
 * | matrix          | one a row; one a choice where cells are checkboxes | row; row.choice | as one choice; '1' | as one choice; 1 |
 * | multipletext    | one a number | its name | null | the number |
 * | matrixdropdown  | as the column's type | row.column (row.column.choice) | | |
 * | matrixdynamic, paneldynamic | as the field's type | n.field, n from 1 (n.field.choice) | | |
 *
 * So that bases and item non-response can be counted too, each question of the form has one more row:
 *
 * | question        | item | code | number |
 * |---|---|---|---|
 * | text, date, file or one with several rows above, answered | '' | 'answered' | null |
 * | any, shown to the respondent and left blank               | '' | null       | null |
 */
export interface AnswerValue {
  question: string;
  item: string;
  code: string | null;
  number: number | null;
}

/** The closed answers of a checked set of answers, with a mark for each question answered or left blank. */
export function answerValues(survey: CompiledSurvey, answers: Answers): AnswerValue[] {
  const values: AnswerValue[] = [];
  const visible = new Set(visibleQuestions(survey, answers));
  for (const field of survey.group.fields) {
    const question = field.key;
    const value = answers[question];
    if (!isEmptyAnswer(value)) {
      if (!hasOneValue(field)) values.push({ question, item: '', code: 'answered', number: null });
      addField(values, question, '', field, value);
    } else if (visible.has(question)) {
      values.push({ question, item: '', code: null, number: null });
    }
  }
  return values;
}

function hasOneValue({ rule: { kind } }: CompiledField): boolean {
  return kind === 'number' || kind === 'expression' || kind === 'boolean' || kind === 'choice';
}

function addField(
  values: AnswerValue[],
  question: string,
  item: string,
  field: CompiledField,
  value: unknown,
): void {
  if (value === undefined || value === null) return;
  const { rule } = field;
  switch (rule.kind) {
    case 'text':
    case 'date':
    case 'file':
      return;
    case 'number':
      values.push({ question, item, code: null, number: value as number });
      return;
    case 'expression':
      values.push({
        question,
        item,
        code: typeof value === 'number' ? null : codeOf(value),
        number: numberOf(value),
      });
      return;
    case 'boolean':
    case 'choice':
      addChoice(values, question, item, value);
      return;
    case 'choices':
      addChoices(values, question, item, value as unknown[], rule.ranked);
      return;
    case 'matrix':
      for (const [row, cell] of Object.entries(value as Answers)) {
        if (Array.isArray(cell)) addChoices(values, question, join(item, row), cell, false);
        else addChoice(values, question, join(item, row), cell);
      }
      return;
    case 'record':
      addGroup(values, question, item, rule.group, value);
      return;
    case 'table':
      for (const [row, record] of Object.entries(value as Answers)) {
        addGroup(values, question, join(item, row), rule.group, record);
      }
      return;
    case 'list':
      for (const [index, record] of (value as unknown[]).entries()) {
        addGroup(values, question, join(item, String(index + 1)), rule.group, record);
      }
  }
}

function addGroup(
  values: AnswerValue[],
  question: string,
  item: string,
  group: FieldGroup,
  record: unknown,
): void {
  if (!isRecord(record)) return;
  for (const field of group.fields) {
    addField(values, question, join(item, field.key), field, record[field.key]);
  }
}

function addChoice(values: AnswerValue[], question: string, item: string, value: unknown): void {
  values.push({ question, item, code: codeOf(value), number: numberOf(value) });
}

function addChoices(
  values: AnswerValue[],
  question: string,
  item: string,
  chosen: unknown[],
  ranked: boolean,
): void {
  for (const [index, value] of chosen.entries()) {
    const number = ranked ? index + 1 : 1;
    values.push({ question, item: join(item, codeOf(value)), code: String(number), number });
  }
}

function join(item: string, part: string): string {
  return item === '' ? part : `${item}.${part}`;
}

function codeOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
