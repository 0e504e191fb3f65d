import { ConditionRunner, ExpressionRunner, settings } from 'survey-core';
import type { Answers } from './answers';

/**
 * What an expression can see: the answers of the form, its calculated values, and inside a repeated
 * part the answers of that panel ({panel.x}) or row ({row.x}).
 */
export interface Scope {
  values: Answers;
  calculated: Answers;
  panel?: Answers;
  row?: Answers;
}

interface PathItem {
  name: string;
  index?: number;
}

/**
 * Resolves variables for survey-core's runners without a Model. Names are matched exactly (the check of
 * definitions demands exact names), by own properties alone, so that no name can reach a prototype.
 */
class ScopeContext {
  constructor(
    private readonly scope: Scope,
    private readonly ordered: ReadonlySet<string>,
  ) {}

  getValue({ path }: { path: PathItem[] }): {
    isFound: boolean;
    value?: unknown;
    requireStrictCompare?: boolean;
  } {
    const [first] = path;
    if (first === undefined) return { isFound: false };
    const inner =
      path.length < 2
        ? undefined
        : first.name === 'panel'
          ? this.scope.panel
          : first.name === 'row'
            ? this.scope.row
            : undefined;
    if (inner !== undefined) return found(follow(inner, path, 1));
    const source = Object.hasOwn(this.scope.calculated, first.name)
      ? this.scope.calculated
      : this.scope.values;
    const value = follow(source, path, 0);
    // Model reports a known question as found even while it has no answer.
    if (path.length === 1) {
      return { isFound: true, value, requireStrictCompare: this.ordered.has(first.name) };
    }
    return found(value);
  }
}

function found(value: unknown): { isFound: boolean; value?: unknown } {
  return { isFound: value !== undefined, value };
}

function follow(source: unknown, path: PathItem[], start: number): unknown {
  let value = source;
  for (let i = start; i < path.length; i++) {
    const item = path[i];
    if (item === undefined || value === null || value === undefined) return undefined;
    if (item.name === 'length' && (Array.isArray(value) || typeof value === 'string')) {
      return value.length;
    }
    if (typeof value !== 'object' || !Object.hasOwn(value, item.name)) return undefined;
    value = (value as Answers)[item.name];
    if (item.index !== undefined) {
      value = Array.isArray(value) ? (value as unknown[]).at(item.index) : undefined;
    }
  }
  return value;
}

/** An expression compiled once. `id` tells equal expressions apart from others within one survey. */
export interface Expression {
  id: number;
  holds(scope: Scope): boolean;
  value(scope: Scope): unknown;
}

/** Compiles expressions, each text once; `ordered` names the ranking questions, compared in order. */
export class ExpressionCompiler {
  private readonly known = new Map<string, Expression>();

  constructor(private readonly ordered: ReadonlySet<string>) {}

  get count(): number {
    return this.known.size;
  }

  compile(text: string): Expression {
    const existing = this.known.get(text);
    if (existing !== undefined) return existing;
    const condition = new ConditionRunner(text);
    const formula = new ExpressionRunner(text);
    const ordered = this.ordered;
    const expression: Expression = {
      id: this.known.size,
      holds: (scope) =>
        guarded(() => condition.runContext(new ScopeContext(scope, ordered)), false),
      value: (scope) =>
        guarded((): unknown => formula.runContext(new ScopeContext(scope, ordered)), undefined),
    };
    this.known.set(text, expression);
    return expression;
  }
}

/** Some functions of survey-core throw on odd values, trunc(1, 0.5) for one; such a result is none. */
function guarded<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch {
    return otherwise;
  }
}

/**
 * Runs `work` with today(), currentYear() and age() of expressions fixed to `today` (YYYY-MM-DD).
 * survey-core has one hook for the clock, so it is set for the time of this synchronous call only.
 */
export function withToday<T>(today: string, work: () => T): T {
  const previous = settings.onDateCreated;
  settings.onDateCreated = (date: Date, _reason: string, value?: unknown) =>
    value === undefined || value === null || value === '' ? new Date(`${today}T00:00:00`) : date;
  try {
    return work();
  } finally {
    settings.onDateCreated = previous;
  }
}
