import { isRecord } from './answers';
import type { QuestionType } from './definition';
import { DEFINITION_LIMITS } from './definition-limits';
import type { DefinitionProblems, JsonPath } from './definition-problems';
import { isCalendarDate } from './value-formats';

type Json = Record<string, unknown>;

/** Checks that the values of one question make sense together: ranges, counts, what it must have. */
export function checkElementLimits(
  json: Json,
  type: QuestionType,
  path: JsonPath,
  problems: DefinitionProblems,
): void {
  const error = (code: string, property: string, message: string): void => {
    problems.error(code, Object.hasOwn(json, property) ? [...path, property] : path, message);
  };
  const needs = (property: string): void => {
    if (json[property] === undefined) {
      error('missing_property', property, `The property “${property}” is missing here.`);
    }
  };
  const ordered = (low: string, high: string): void => {
    const from = json[low];
    const to = json[high];
    if (typeof from === 'number' && typeof to === 'number' && to > 0 && from > to) {
      error('bad_range', high, `“${high}” is smaller than “${low}”.`);
    }
  };
  const needsList = (property: string): void => {
    const list = json[property];
    if (!Array.isArray(list) || list.length === 0) {
      error('missing_property', property, `“${property}” needs at least one entry.`);
    }
  };
  switch (type) {
    case 'text':
      checkBounds(json, error);
      return;
    case 'radiogroup':
    case 'dropdown':
    case 'checkbox':
    case 'tagbox':
    case 'ranking':
      needsList('choices');
      ordered('minSelectedChoices', 'maxSelectedChoices');
      checkSpecialChoices(json, type, error);
      return;
    case 'boolean':
      if (json['valueTrue'] !== undefined && json['valueTrue'] === json['valueFalse']) {
        error('bad_range', 'valueFalse', 'Both values of the question are the same.');
      }
      if ((json['valueTrue'] === undefined) !== (json['valueFalse'] === undefined)) {
        error('missing_property', 'valueTrue', 'Give both “valueTrue” and “valueFalse”, or none.');
      }
      return;
    case 'rating':
      checkRating(json, error);
      return;
    case 'matrix':
      needsList('rows');
      needsList('columns');
      return;
    case 'matrixdropdown':
      needsList('rows');
      break;
    case 'matrixdynamic':
      checkEntries('maxRowCount', 'minRowCount', 'rowCount');
      break;
    case 'paneldynamic':
      checkEntries('maxPanelCount', 'minPanelCount', 'panelCount');
      return;
    case 'file':
      if (json['storeDataAsText'] !== false) {
        error(
          'missing_property',
          'storeDataAsText',
          'A file question needs "storeDataAsText": false.',
        );
      }
      return;
    case 'html':
      needs('html');
      return;
    case 'expression':
      needs('expression');
      return;
    default:
      return;
  }
  const columns = json['columns'];
  if (Array.isArray(columns) && columns.length > DEFINITION_LIMITS.matrixColumns) {
    error('too_many_items', 'columns', `At most ${DEFINITION_LIMITS.matrixColumns} columns.`);
  }

  function checkEntries(max: string, min: string, initial: string): void {
    needs(max);
    const most = json[max];
    if (typeof most === 'number' && (most < 1 || most > DEFINITION_LIMITS.listEntries)) {
      error('bad_range', max, `“${max}” is from 1 to ${DEFINITION_LIMITS.listEntries}.`);
    }
    ordered(min, max);
    ordered(initial, max);
    const key = json['keyName'];
    const parts = json['columns'] ?? json['templateElements'];
    const names = Array.isArray(parts)
      ? parts.map((part) => (isRecord(part) ? part['name'] : ''))
      : [];
    if (key !== undefined && !names.includes(key)) {
      error('unknown_reference', 'keyName', `“keyName” names no field of an entry.`);
    }
  }
}

type Report = (code: string, property: string, message: string) => void;

function checkBounds(json: Json, error: Report): void {
  const input = json['inputType'] ?? 'text';
  for (const property of ['min', 'max']) {
    const value = json[property];
    if (value === undefined) continue;
    if (input === 'number' && typeof value !== 'number') {
      error('wrong_type', property, 'A number is expected here.');
    } else if (input === 'date' && !(typeof value === 'string' && isCalendarDate(value))) {
      error('wrong_type', property, 'A date written as YYYY-MM-DD is expected here.');
    } else if (input !== 'number' && input !== 'date') {
      error('unsupported_property', property, `“${property}” needs the input type number or date.`);
    }
  }
  const { min, max, step } = json;
  const numbers = typeof min === 'number' && typeof max === 'number';
  const texts = typeof min === 'string' && typeof max === 'string';
  if ((numbers || texts) && min > max) {
    error('bad_range', 'max', '“max” is smaller than “min”.');
  }
  if (typeof step === 'number' && (step <= 0 || input !== 'number')) {
    error('bad_range', 'step', '“step” is above 0 and needs the input type number.');
  }
}

function checkSpecialChoices(json: Json, type: QuestionType, error: Report): void {
  const values = new Set(
    (Array.isArray(json['choices']) ? json['choices'] : []).map((choice: unknown) =>
      isRecord(choice) ? choice['value'] : choice,
    ),
  );
  const special = [
    ['showOtherItem', 'other'],
    ['showNoneItem', 'none'],
    ['showRefuseItem', 'refused'],
    ['showDontKnowItem', 'dontknow'],
  ] as const;
  for (const [property, value] of special) {
    if (json[property] === true && values.has(value)) {
      error(
        'duplicate_value',
        property,
        `“${property}” adds the choice “${value}”, which is there.`,
      );
    }
  }
  if (json['showOtherItem'] === true && json['showCommentArea'] === true) {
    error('unsupported_property', 'showCommentArea', 'A question has either “other” or a comment.');
  }
  const exclusive = (Array.isArray(json['choices']) ? json['choices'] : []).some(
    (choice: unknown) => isRecord(choice) && choice['isExclusive'] === true,
  );
  if (exclusive && type !== 'checkbox' && type !== 'tagbox') {
    error('unsupported_property', 'choices', '“isExclusive” needs a checkbox or tagbox.');
  }
}

function checkRating(json: Json, error: Report): void {
  const { rateMin = 1, rateMax = 5, rateStep = 1 } = json;
  if (json['rateValues'] !== undefined) return;
  if (typeof rateMin !== 'number' || typeof rateMax !== 'number' || typeof rateStep !== 'number') {
    return;
  }
  const steps = (rateMax - rateMin) / rateStep + 1;
  if (!(rateStep > 0) || !(steps >= 2) || steps > DEFINITION_LIMITS.rateSteps) {
    error('bad_range', 'rateMax', `A rating has 2 to ${DEFINITION_LIMITS.rateSteps} steps.`);
  }
}
