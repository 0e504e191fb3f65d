import { AnswerReader } from './read-answers';
import { ProblemList } from './answer-problems';
import { checkExpressions } from './check-expressions';
import { checkPatterns } from './check-patterns';
import { StructureChecker } from './check-structure';
import { columnsOf } from './columns';
import { compileDefinition } from './compile';
import { parseJson } from './definition-json';
import { DEFINITION_LIMITS } from './definition-limits';
import { DefinitionProblems, type DefinitionProblem } from './definition-problems';
import { walkQuestions, type SurveyDefinition } from './definition';

export type { DefinitionProblem } from './definition-problems';

/**
 * Checks the JSON text of a definition before it is published. Every problem carries its line and column.
 * `definition` is there when the text could be parsed and no problem is an error. Never throws; its time
 * is bounded by the limits on size.
 */
export function checkDefinitionText(text: string): {
  definition?: SurveyDefinition;
  problems: DefinitionProblem[];
} {
  const parsed = parseJson(text);
  if ('problems' in parsed) return { problems: parsed.problems };
  const problems = checkDefinition(parsed.value).map((problem) => ({
    ...problem,
    ...parsed.locate(problem.path),
  }));
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return { definition: parsed.value as SurveyDefinition, problems };
}

/** The same for JSON already parsed; it must have come through JSON.parse. */
export function checkDefinition(json: unknown): DefinitionProblem[] {
  const problems = new DefinitionProblems();
  new StructureChecker(problems).survey(json);
  // What follows relies on the structure, so that it is not checked in a broken one.
  if (problems.hasErrors()) return problems.list;
  const definition = json as SurveyDefinition;
  checkExpressions(definition, problems);
  checkPatterns(definition, problems);
  if (problems.hasErrors()) return problems.list;
  checkColumns(definition, problems);
  checkDefaults(definition, problems);
  return problems.list;
}

/** Exports need distinct columns, and not more of them than a sheet can bear. */
function checkColumns(definition: SurveyDefinition, problems: DefinitionProblems): void {
  const fields = columnsOf(definition).map(({ field }) => field);
  if (fields.length > DEFINITION_LIMITS.tableColumns) {
    const message = `The answers would take ${fields.length} columns; at most ${DEFINITION_LIMITS.tableColumns} are possible.`;
    problems.error('too_many_columns', [], message);
  }
  const seen = new Set<string>();
  for (const field of fields) {
    if (seen.has(field)) {
      problems.error('duplicate_column', [], `Two answers would share the column “${field}”.`);
    }
    seen.add(field);
  }
}

/** A default value must itself be an answer the question takes. */
function checkDefaults(definition: SurveyDefinition, problems: DefinitionProblems): void {
  const defaults: Record<string, unknown> = {};
  walkQuestions(definition, ({ name, defaultValue }) => {
    if (defaultValue !== undefined) defaults[name] = defaultValue;
  });
  const refused = new ProblemList();
  new AnswerReader(refused).readGroup(compileDefinition(definition).group, defaults, '');
  for (const { question, message } of refused.problems) {
    problems.error(
      'bad_default',
      [],
      `The default value of “${question}” does not fit: ${message}`,
    );
  }
}
