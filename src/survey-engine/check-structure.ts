import { isRecord } from './answers';
import { checkElementLimits } from './check-question';
import { COLUMN_CELL_TYPES } from './compile-rule';
import { QUESTION_TYPES, type QuestionType } from './definition';
import { DEFINITION_LIMITS, isName } from './definition-limits';
import type { DefinitionProblems, JsonPath } from './definition-problems';
import {
  PAGE_PROPERTIES,
  PANEL_PROPERTIES,
  SURVEY_PROPERTIES,
  TEXT_ITEM_PROPERTIES,
  VALIDATOR_PROPERTIES,
} from './definition-properties';
import { PropertyChecker } from './check-property';
import type { PropertyTable } from './property-kinds';
import { COLUMN_PROPERTIES, NOT_IN_COLUMNS, QUESTION_PROPERTIES } from './question-properties';

type Json = Record<string, unknown>;

/**
 * Checks shape, names and sizes: after it, without errors, the JSON is a SurveyDefinition. Expressions,
 * patterns and the meaning of values are checked afterwards.
 */
export class StructureChecker {
  private questions = 0;
  private readonly containers = new Set<string>();
  private readonly properties: PropertyChecker;

  constructor(private readonly problems: DefinitionProblems) {
    this.properties = new PropertyChecker(problems);
  }

  survey(json: unknown): void {
    if (!isRecord(json)) {
      this.problems.error('not_an_object', [], 'A definition is one JSON object.');
      return;
    }
    this.known(json, SURVEY_PROPERTIES, [], 'a survey');
    const names = new Set<string>();
    if (!Array.isArray(json['pages']) || json['pages'].length === 0) {
      this.problems.error('missing_pages', [], 'A survey needs “pages” with at least one page.');
      return;
    }
    this.each(json['calculatedValues'], ['calculatedValues'], (value, path) => {
      this.known(value, { name: 'name', expression: 'expression' }, path, 'a calculated value');
      this.name(value, path, names);
      if (typeof value['expression'] !== 'string') this.missing('expression', path);
    });
    this.each(json['pages'], ['pages'], (page, path) => {
      this.known(page, PAGE_PROPERTIES, path, 'a page');
      this.name(page, path, this.containers);
      this.elements(page['elements'], [...path, 'elements'], names, 0, false);
    });
    if (this.questions > DEFINITION_LIMITS.questions) {
      const message = `There are ${this.questions} questions; at most ${DEFINITION_LIMITS.questions} are possible.`;
      this.problems.error('too_many_questions', [], message);
    }
  }

  private elements(
    json: unknown,
    path: JsonPath,
    names: Set<string>,
    depth: number,
    inPanel: boolean,
  ): void {
    if (!Array.isArray(json) || json.length === 0) {
      this.problems.error('no_elements', path, 'At least one question is needed here.');
      return;
    }
    if (depth > DEFINITION_LIMITS.panelDepth) {
      const message = `Panels are nested more than ${DEFINITION_LIMITS.panelDepth} levels deep.`;
      this.problems.error('too_deep', path, message);
      return;
    }
    this.each(json, path, (element, at) => {
      const { type } = element;
      if (type === 'panel') {
        this.known(element, PANEL_PROPERTIES, at, 'a panel');
        this.name(element, at, this.containers);
        this.elements(element['elements'], [...at, 'elements'], names, depth + 1, inPanel);
      } else if (isQuestionType(type)) {
        this.name(element, at, names);
        this.question(element, type, at, depth, inPanel);
      } else {
        const message = `${shown(type)} is not a type of question that is supported.`;
        this.problems.error('unknown_type', [...at, 'type'], message);
      }
    });
  }

  private question(
    json: Json,
    type: QuestionType,
    path: JsonPath,
    depth: number,
    inPanel: boolean,
  ): void {
    this.questions += 1;
    this.known(json, QUESTION_PROPERTIES[type], path, `a question of type “${type}”`);
    if (inPanel && (type === 'paneldynamic' || type === 'matrixdynamic' || type === 'expression')) {
      const message = `A question of type “${type}” cannot stand inside a repeated panel.`;
      this.problems.error('unsupported_nesting', path, message);
    }
    this.titled(json, type, path);
    this.validators(json['validators'], [...path, 'validators']);
    if (type === 'paneldynamic') {
      this.elements(
        json['templateElements'],
        [...path, 'templateElements'],
        new Set(),
        depth + 1,
        true,
      );
    } else if (type === 'matrixdropdown' || type === 'matrixdynamic') {
      this.columns(json, path);
    } else if (type === 'multipletext') {
      this.lines(json, path);
    }
    checkElementLimits(json, type, path, this.problems);
  }

  private columns(matrix: Json, path: JsonPath): void {
    const at = [...path, 'columns'];
    const names = new Set<string>();
    if (!Array.isArray(matrix['columns']) || matrix['columns'].length === 0) {
      this.problems.error('no_columns', at, 'At least one column is needed.');
      return;
    }
    this.each(matrix['columns'], at, (column, columnPath) => {
      this.name(column, columnPath, names);
      const own = column['cellType'] === 'default' ? undefined : column['cellType'];
      const cell = own ?? matrix['cellType'] ?? 'dropdown';
      if (typeof cell !== 'string' || !COLUMN_CELL_TYPES.includes(cell)) {
        const message = `${shown(cell)} is not a cell type that is supported.`;
        this.problems.error('unknown_type', [...columnPath, 'cellType'], message);
        return;
      }
      const type = (cell === 'default' ? 'dropdown' : cell) as QuestionType;
      const table = Object.fromEntries(
        Object.entries({ ...QUESTION_PROPERTIES[type], ...COLUMN_PROPERTIES }).filter(
          ([name]) => !NOT_IN_COLUMNS.has(name),
        ),
      );
      this.known(column, table, columnPath, `a column with “${type}” cells`);
      this.titled(column, type, columnPath);
      this.validators(column['validators'], [...columnPath, 'validators']);
      const choices = column['choices'] ?? matrix['choices'];
      const whole = { ...column, ...(choices === undefined ? {} : { choices }) };
      checkElementLimits(whole, type, columnPath, this.problems);
    });
  }

  private lines(json: Json, path: JsonPath): void {
    const names = new Set<string>();
    const at = [...path, 'items'];
    if (!Array.isArray(json['items']) || json['items'].length === 0) {
      this.problems.error('no_items', at, 'At least one line is needed.');
      return;
    }
    this.each(json['items'], at, (item, itemPath) => {
      this.known(item, TEXT_ITEM_PROPERTIES, itemPath, 'a line of “multipletext”');
      this.name(item, itemPath, names);
      this.titled(item, 'text', itemPath);
      this.validators(item['validators'], [...itemPath, 'validators']);
    });
  }

  private validators(json: unknown, path: JsonPath): void {
    if (json === undefined) return;
    if (Array.isArray(json) && json.length > DEFINITION_LIMITS.validators) {
      const message = `At most ${DEFINITION_LIMITS.validators} validators are possible.`;
      this.problems.error('too_many_validators', path, message);
      return;
    }
    this.each(json, path, (validator, at) => {
      const { type } = validator;
      const table = typeof type === 'string' ? own(VALIDATOR_PROPERTIES, type) : undefined;
      if (table === undefined) {
        const message = `${shown(type)} is not a validator that is supported.`;
        this.problems.error('unknown_type', [...at, 'type'], message);
        return;
      }
      this.known(validator, table, at, `a validator of type “${String(type)}”`);
      const needed = type === 'regex' || type === 'expression' ? type : undefined;
      if (needed !== undefined && typeof validator[needed] !== 'string') this.missing(needed, at);
    });
  }

  private titled(json: Json, type: QuestionType, path: JsonPath): void {
    if (type === 'html' || json['title'] !== undefined) return;
    const message = `${shown(json['name'])} has no title, so respondents would see its name.`;
    this.problems.error('missing_title', path, message);
  }

  private known(json: Json, table: PropertyTable, path: JsonPath, what: string): void {
    for (const [name, value] of Object.entries(json)) {
      const kind = own(table, name);
      if (kind !== undefined) this.properties.check(value, kind, [...path, name]);
      else if (name !== 'type') {
        const message = `The property “${name}” of ${what} is not supported.`;
        this.problems.error('unsupported_property', [...path, name], message);
      }
    }
  }

  private name(json: Json, path: JsonPath, names: Set<string>): void {
    const { name } = json;
    if (!isName(name)) {
      const message = `${shown(name)} is not a possible name: use small letters, digits and _, beginning with a letter (at most 64), and no word with a meaning in expressions.`;
      this.problems.error('bad_name', [...path, ...('name' in json ? ['name'] : [])], message);
    } else if (names.has(name)) {
      const message = `The name “${name}” is used twice.`;
      this.problems.error('duplicate_name', [...path, 'name'], message);
    } else names.add(name);
  }

  private each(json: unknown, path: JsonPath, visit: (json: Json, path: JsonPath) => void): void {
    if (json === undefined) return;
    if (!Array.isArray(json)) {
      this.problems.error('not_a_list', path, 'A list is expected here.');
      return;
    }
    for (const [index, entry] of json.entries()) {
      const at = [...path, index];
      if (isRecord(entry)) visit(entry, at);
      else this.problems.error('not_an_object', at, 'An object is expected here.');
    }
  }

  private missing(property: string, path: JsonPath): void {
    this.problems.error('missing_property', path, `The property “${property}” is missing here.`);
  }
}

function isQuestionType(type: unknown): type is QuestionType {
  return (QUESTION_TYPES as readonly unknown[]).includes(type);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A foreign value as it may stand in a message. */
function shown(value: unknown): string {
  if (value === undefined) return 'Nothing';
  return `“${typeof value === 'string' ? value.slice(0, 80) : typeof value}”`;
}
