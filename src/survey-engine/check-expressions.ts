import { columnQuestions } from './compile-rule';
import {
  questionsIn,
  walkQuestions,
  itemsOf,
  type QuestionDefinition,
  type SurveyDefinition,
} from './definition';
import type { DefinitionProblems } from './definition-problems';
import { expressionPlaces, type ExpressionPlace } from './expression-places';
import {
  ALLOWED_FUNCTIONS,
  ARRAY_FUNCTIONS,
  DATE_FUNCTIONS,
  parseExpression,
} from './expression-text';

/** Checks that every expression can be parsed, calls known functions, names known parts and runs in no ring. */
export function checkExpressions(definition: SurveyDefinition, problems: DefinitionProblems): void {
  const questions = new Map<string, QuestionDefinition | 'calculated'>();
  for (const { name } of definition.calculatedValues ?? []) questions.set(name, 'calculated');
  walkQuestions(definition, (question) => questions.set(question.name, question));
  const reads = new Map<string, Set<string>>();
  const places = expressionPlaces(definition);
  for (const place of places) {
    const parts = parseExpression(place.text);
    if (parts === undefined) {
      problems.error('bad_expression', place.path, 'This expression cannot be understood.');
      continue;
    }
    for (const call of parts.functions) checkCall(call, place, problems);
    for (const variable of parts.variables) {
      const known = checkVariable(variable, place, questions, problems);
      if (known === null || place.role === 'other') continue;
      for (const owner of place.owners) {
        const set = reads.get(owner) ?? new Set<string>();
        reads.set(owner, set.add(known));
      }
    }
  }
  checkRings(places, reads, problems);
}

function checkCall(
  call: { name: string; arguments: number },
  place: ExpressionPlace,
  problems: DefinitionProblems,
): void {
  const { name } = call;
  if (!ALLOWED_FUNCTIONS.has(name)) {
    const message = `The function “${name.slice(0, 80)}” is not supported in expressions.`;
    problems.error('unknown_function', place.path, message);
  } else if (place.role === 'computes' && DATE_FUNCTIONS.has(name)) {
    const message = `“${name}” gives a date, which cannot be kept as a computed value.`;
    problems.error('unsupported_function', place.path, message);
  } else if (ARRAY_FUNCTIONS.has(name) && call.arguments !== 2) {
    const message = `“${name}” takes a list and the name of a field; filters are not supported.`;
    problems.error('unsupported_function', place.path, message);
  }
}

/** The question a variable reads, as it is named among owners; null (and a problem) if none. */
function checkVariable(
  variable: string,
  place: ExpressionPlace,
  questions: ReadonlyMap<string, QuestionDefinition | 'calculated'>,
  problems: DefinitionProblems,
): string | null {
  const [first = '', ...rest] = variable.split('.');
  const root = first.replace(/\[-?\d+\]$/, '');
  const unknown = (what: string, hint = ''): null => {
    const message = `“{${variable.slice(0, 80)}}” names no ${what}.${hint}`;
    problems.error('unknown_reference', place.path, message);
    return null;
  };
  if (root === 'panel' || root === 'row') {
    const fields = place[root];
    const [next = '', ...deeper] = rest;
    const name = next.replace(/\[-?\d+\]$/, '');
    const field = fields?.find((one) => one.name === name);
    if (field === undefined) return unknown(`field of the ${root} here`);
    if (!isPartOf(field, deeper, next !== name)) return unknown(`part of “${name}”`);
    const inside = root === 'panel' ? place.inside?.split('.')[0] : place.inside;
    return `${inside ?? ''}.${name}`;
  }
  const question = questions.get(root);
  if (question === undefined) {
    const sibling = (['panel', 'row'] as const).find((key) =>
      place[key]?.some((one) => one.name === root),
    );
    return unknown('question', sibling === undefined ? '' : ` Write {${sibling}.${variable}}.`);
  }
  if (place.shadows.includes(root)) {
    const message = `“{${root}}” could be the question or the part of the same name in the question this belongs to.`;
    problems.error('ambiguous_reference', place.path, message);
  }
  if (question === 'calculated' ? rest.length > 0 : !isPartOf(question, rest, first !== root)) {
    return unknown(`part of “${root}”`);
  }
  return root;
}

/** Whether the path behind a question's name can lead to a value. */
function isPartOf(question: QuestionDefinition, path: string[], indexed: boolean): boolean {
  const [next, ...rest] = path;
  if (next === undefined) return true;
  if (next === 'length') return rest.length === 0 && !indexed;
  if (question.type === 'paneldynamic' || question.type === 'matrixdynamic') {
    const fields =
      question.type === 'paneldynamic'
        ? questionsIn(question.templateElements ?? [])
        : columnQuestions(question);
    return indexed && fields.some(({ name }) => name === next) && rest.length === 0;
  }
  if (question.type === 'multipletext') {
    return rest.length === 0 && (question.items ?? []).some(({ name }) => name === next);
  }
  if (question.type !== 'matrix' && question.type !== 'matrixdropdown') return false;
  const rows = Array.isArray(question.rows) ? itemsOf(question.rows) : [];
  if (!rows.some(({ value }) => value === next)) return false;
  if (question.type === 'matrix') return rest.length === 0;
  return rest.length <= 1 && columnQuestions(question).some(({ name }) => name === rest[0]);
}

/** Reports each expression that, through others, decides about what it reads itself. */
function checkRings(
  places: ExpressionPlace[],
  reads: ReadonlyMap<string, ReadonlySet<string>>,
  problems: DefinitionProblems,
): void {
  const ringed = new Set<string>();
  for (const start of reads.keys()) {
    const seen = new Set<string>();
    const waiting = [...(reads.get(start) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === start) {
        ringed.add(start);
        break;
      }
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(reads.get(next) ?? []));
    }
  }
  for (const { owners, path, role } of places) {
    const name = role === 'other' ? undefined : owners.find((owner) => ringed.has(owner));
    if (name === undefined) continue;
    const message = `“${name}” depends, directly or through others, on itself.`;
    problems.error('cyclic_dependency', path, message);
  }
}
