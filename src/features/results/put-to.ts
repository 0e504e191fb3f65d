import { isDeepStrictEqual } from 'node:util';
import { walkQuestions, type SurveyDefinition } from '../../survey-engine/definition';
import { rootsIn } from '../../survey-engine/expression-text';
import { ExpressionCompiler, type Expression } from '../../survey-engine/expressions';
import { tabulable, type TabulableQuestion } from '../../survey-engine/tabulable';
import type { PublishedVersion } from './results.queries';

/** Whom a question is put to: those who gave one of these answers to another. */
export interface PutTo {
  /** Name of the other question. */
  question: string;
  codes: string[];
  /** Whether nothing else decides. */
  exact: boolean;
}

/**
 * By the name of a question, the other questions that decide whether it is asked, as far as they have one
 * table with a row for each answer. Readers can know all of this: forms are open to those who answer.
 * Where versions differ nothing can be worked out from all answers together, so it is left out.
 */
export function questionsPutTo(versions: readonly PublishedVersion[]): Map<string, PutTo[]> {
  const byVersion = versions.map(({ definition }) => ({
    asks: questionNames(definition),
    putTo: putToIn(definition),
  }));
  const found = new Map<string, PutTo[]>();
  for (const name of new Set(byVersion.flatMap(({ putTo }) => [...putTo.keys()]))) {
    const asking = byVersion.filter(({ asks }) => asks.has(name));
    const [first] = asking;
    const shared = (first?.putTo.get(name) ?? []).filter(
      (one) =>
        byVersion.every(({ asks }) => asks.has(name) === asks.has(one.question)) &&
        asking.every(({ putTo }) =>
          (putTo.get(name) ?? []).some((other) => isDeepStrictEqual(other, one)),
        ),
    );
    if (shared.length > 0) found.set(name, shared);
  }
  return found;
}

function questionNames(definition: SurveyDefinition): Set<string> {
  const names = new Set<string>();
  walkQuestions(definition, ({ name }) => names.add(name));
  return names;
}

function putToIn(definition: SurveyDefinition): Map<string, PutTo[]> {
  const others = new Map(tabulable(definition).map((one) => [one.question, one]));
  const compiler = new ExpressionCompiler(new Set());
  const found = new Map<string, PutTo[]>();
  walkQuestions(definition, (question, { page, panels }) => {
    const conditions = [page, ...panels, question].flatMap(({ visibleIf }) =>
      visibleIf === undefined || visibleIf.trim() === ''
        ? []
        : [{ roots: [...new Set(rootsIn(visibleIf))], holds: compiler.compile(visibleIf) }],
    );
    const own = [...new Set(conditions.flatMap(({ roots }) => roots))].flatMap((name): PutTo[] => {
      const other = others.get(name);
      const alone = conditions.filter(({ roots }) => roots.length === 1 && roots[0] === name);
      if (other === undefined || alone.length === 0) return [];
      const codes = codesThatHold(
        other,
        alone.map(({ holds }) => holds),
      );
      if (codes === null) return [];
      return [{ question: name, codes, exact: alone.length === conditions.length }];
    });
    if (own.length > 0) found.set(question.name, own);
  });
  return found;
}

/** Null where who is asked is no sum of rows: who left the other question blank is, or rows overlap. */
function codesThatHold(
  { question, kind, items, options }: TabulableQuestion,
  conditions: readonly Expression[],
): string[] | null {
  const holds = (value: unknown): boolean =>
    conditions.every((condition) =>
      condition.holds({ values: { [question]: value }, calculated: {} }),
    );
  if (holds(undefined)) return null;
  if (kind === 'multiple') {
    const codes = items.map(({ code }) => code).filter((code) => holds([code]));
    return codes.length === 1 && holds(items.map(({ code }) => code)) ? codes : null;
  }
  if (kind !== 'single' && kind !== 'boolean' && kind !== 'rating') return null;
  const valueOf = (code: string): unknown =>
    kind === 'boolean' && (code === 'true' || code === 'false')
      ? code === 'true'
      : kind === 'rating'
        ? Number(code)
        : code;
  return options.map(({ code }) => code).filter((code) => holds(valueOf(code)));
}
