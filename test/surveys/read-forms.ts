import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface JsonObject {
  [key: string]: Json;
}

/** One question of a form, wherever it stands: on a page, in a panel, or in a repeated panel. */
export interface PlacedQuestion {
  name: string;
  type: string;
  page: string;
  /** Name of the repeated panel that holds the question, or null. */
  repeatedIn: string | null;
  json: JsonObject;
}

export const FORM_KEYS = [
  'cluster_survey',
  'workshop_evaluation',
  'collaboration_invitation',
  'success_story',
] as const;
export type FormKey = (typeof FORM_KEYS)[number];

const SURVEYS = join(__dirname, '..', '..', 'surveys');

function readObject(...path: string[]): JsonObject {
  return JSON.parse(readFileSync(join(SURVEYS, ...path), 'utf8')) as JsonObject;
}

export const readDefinition = (form: FormKey): JsonObject => readObject(form, 'definition.json');
export const readFacts = (form: FormKey): JsonObject => readObject(form, 'facts.json');
export const readCodeLists = (): Record<string, JsonObject[]> =>
  readObject('code-lists.json') as Record<string, JsonObject[]>;

export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** All questions of a form in reading order. */
export function questionsOf(definition: JsonObject): PlacedQuestion[] {
  return objectsOf(definition.pages).flatMap((page) =>
    placed(objectsOf(page.elements), textOf(page.name), null),
  );
}

function placed(elements: JsonObject[], page: string, repeatedIn: string | null): PlacedQuestion[] {
  return elements.flatMap((json) => {
    const name = textOf(json.name);
    const type = textOf(json.type);
    if (type === 'panel') return placed(objectsOf(json.elements), page, repeatedIn);
    return [
      { name, type, page, repeatedIn, json },
      ...placed(objectsOf(json.templateElements), page, name),
    ];
  });
}

/** Every object inside a value, the value itself included, with the path that leads to it. */
export function everyObject(value: Json, path = ''): { path: string; json: JsonObject }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => everyObject(item, `${path}[${i}]`));
  }
  if (!isObject(value)) return [];
  return [
    { path, json: value },
    ...Object.entries(value).flatMap(([key, item]) => everyObject(item, `${path}.${key}`)),
  ];
}
