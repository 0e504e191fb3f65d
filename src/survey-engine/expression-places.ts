import { isRecord } from './answers';
import { columnQuestions } from './compile-rule';
import {
  isPanel,
  itemsOf,
  questionsIn,
  type ElementDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
} from './definition';
import type { JsonPath } from './definition-problems';

/** An expression of a definition, with all that is needed to judge the names in it. */
export interface ExpressionPlace {
  text: string;
  path: JsonPath;
  /** What it decides: `shows` and `computes` must not depend on themselves. */
  role: 'shows' | 'computes' | 'other';
  /** Questions it belongs to: `sex`, or `partners.role` inside a repeated part; several for a page. */
  owners: string[];
  /** The fields that {panel.x} and {row.x} may name here. */
  panel?: QuestionDefinition[];
  row?: QuestionDefinition[];
  /** The repeated question around it, if any. */
  inside?: string;
  /** Rows, lines or columns of the question it stands at; they would hide questions of the same name. */
  shadows: string[];
}

type Surroundings = Omit<ExpressionPlace, 'text' | 'path' | 'role'>;

/** Every expression of a definition whose structure is sound. */
export function expressionPlaces(definition: SurveyDefinition): ExpressionPlace[] {
  const places: ExpressionPlace[] = [];
  for (const [index, { name, expression }] of (definition.calculatedValues ?? []).entries()) {
    const path = ['calculatedValues', index, 'expression'];
    places.push({ text: expression, path, role: 'computes', owners: [name], shadows: [] });
  }
  for (const [index, page] of definition.pages.entries()) {
    const path = ['pages', index];
    addConditions(places, page, path, { owners: namesIn(page.elements), shadows: [] });
    addElements(places, page.elements, [...path, 'elements'], { owners: [], shadows: [] });
  }
  return places;
}

function addElements(
  places: ExpressionPlace[],
  elements: ElementDefinition[],
  path: JsonPath,
  around: Surroundings,
): void {
  for (const [index, element] of elements.entries()) {
    const at = [...path, index];
    if (isPanel(element)) {
      const owners = namesIn(element.elements).map((name) => qualified(around.inside, name));
      addConditions(places, element, at, { ...around, owners });
      addElements(places, element.elements, [...at, 'elements'], around);
    } else {
      addQuestion(places, element, at, around);
    }
  }
}

function addQuestion(
  places: ExpressionPlace[],
  question: QuestionDefinition,
  path: JsonPath,
  around: Surroundings,
): void {
  const owner = qualified(around.inside, question.name);
  const here: Surroundings = { ...around, owners: [owner], shadows: partsOf(question) };
  addConditions(places, question, path, here);
  if (question.expression !== undefined) {
    places.push({
      ...here,
      text: question.expression,
      path: [...path, 'expression'],
      role: 'computes',
    });
  }
  for (const key of ['choices', 'rows'] as const) {
    const items = question[key];
    if (!Array.isArray(items)) continue;
    for (const [index, item] of itemsOf(items).entries()) {
      if (item.visibleIf === undefined) continue;
      const at = [...path, key, index, 'visibleIf'];
      places.push({ ...here, text: item.visibleIf, path: at, role: 'shows' });
    }
  }
  for (const [index, line] of (question.items ?? []).entries()) {
    addConditions(places, line, [...path, 'items', index], here);
  }
  if (question.type === 'paneldynamic') {
    const elements = question.templateElements ?? [];
    addElements(places, elements, [...path, 'templateElements'], {
      owners: [],
      shadows: [],
      inside: question.name,
      panel: questionsIn(elements),
    });
  } else if (question.type === 'matrixdropdown' || question.type === 'matrixdynamic') {
    const columns = columnQuestions(question);
    for (const [index, column] of columns.entries()) {
      const { choices, ...rest } = column;
      const own = isRecord(question.columns?.[index]) && 'choices' in question.columns[index];
      addQuestion(
        places,
        own ? { ...rest, choices: choices ?? [] } : rest,
        [...path, 'columns', index],
        {
          ...around,
          inside: owner,
          row: columns,
        },
      );
    }
  }
}

function addConditions(
  places: ExpressionPlace[],
  part: Conditions,
  path: JsonPath,
  around: Surroundings,
): void {
  const add = (text: string | undefined, key: string, role: ExpressionPlace['role']): void => {
    if (text !== undefined) places.push({ ...around, text, path: [...path, key], role });
  };
  add(part.visibleIf, 'visibleIf', 'shows');
  add(part.enableIf, 'enableIf', 'other');
  add(part.requiredIf, 'requiredIf', 'other');
  add(part.minValueExpression, 'minValueExpression', 'other');
  add(part.maxValueExpression, 'maxValueExpression', 'other');
  for (const [index, { expression }] of (part.validators ?? []).entries()) {
    if (expression === undefined) continue;
    const at = [...path, 'validators', index, 'expression'];
    places.push({ ...around, text: expression, path: at, role: 'other' });
  }
}

/** The properties of a page, panel, question or line that hold expressions. */
type Conditions = Partial<
  Pick<
    QuestionDefinition,
    | 'visibleIf'
    | 'enableIf'
    | 'requiredIf'
    | 'minValueExpression'
    | 'maxValueExpression'
    | 'validators'
  >
>;

/** The names of rows, columns and lines inside a question's own value. */
function partsOf(question: QuestionDefinition): string[] {
  const rows = Array.isArray(question.rows) ? itemsOf(question.rows) : [];
  return [
    ...rows.map(({ value }) => String(value)),
    ...(question.items ?? []).map(({ name }) => name),
  ];
}

function namesIn(elements: ElementDefinition[]): string[] {
  return questionsIn(elements).map(({ name }) => name);
}

function qualified(inside: string | undefined, name: string): string {
  return inside === undefined ? name : `${inside}.${name}`;
}
