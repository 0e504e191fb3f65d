import { walkQuestions, type SurveyDefinition } from './definition';
import { rootsIn } from './expression-text';

/** A calculated value or an expression question, with what its expression reads. */
export interface ComputedStep {
  kind: 'calculated' | 'question';
  name: string;
  expression: string;
}

/**
 * The calculated values and expression questions in an order in which each comes after those it reads.
 * `cycle` names those that read each other in a ring, if any; they are left out of the steps.
 */
export function computingOrder(definition: SurveyDefinition): {
  steps: ComputedStep[];
  cycle: string[];
} {
  const waiting = new Map<string, ComputedStep>();
  for (const { name, expression } of definition.calculatedValues ?? []) {
    waiting.set(name, { kind: 'calculated', name, expression });
  }
  walkQuestions(definition, ({ type, name, expression = '' }) => {
    if (type === 'expression') waiting.set(name, { kind: 'question', name, expression });
  });
  const reads = new Map(
    [...waiting.values()].map(({ name, expression }) => [name, rootsIn(expression)]),
  );
  const steps: ComputedStep[] = [];
  for (let found = true; found;) {
    found = false;
    for (const step of [...waiting.values()]) {
      if (reads.get(step.name)?.some((name) => waiting.has(name)) === true) continue;
      waiting.delete(step.name);
      steps.push(step);
      found = true;
    }
  }
  return { steps, cycle: [...waiting.keys()] };
}
