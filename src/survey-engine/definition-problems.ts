export interface DefinitionProblem {
  severity: 'error' | 'warning';
  code: string;
  /** JSON pointer to the value the problem is about; '' for the whole. */
  path: string;
  /** Place in the text, both from 1; absent when no text was given. */
  line?: number;
  column?: number;
  message: string;
}

export type JsonPath = readonly (string | number)[];

const MAX_PROBLEMS = 500;

/** Collects what is wrong with a definition. */
export class DefinitionProblems {
  readonly list: DefinitionProblem[] = [];

  error(code: string, path: JsonPath, message: string): void {
    this.add('error', code, path, message);
  }

  warn(code: string, path: JsonPath, message: string): void {
    this.add('warning', code, path, message);
  }

  hasErrors(): boolean {
    return this.list.some(({ severity }) => severity === 'error');
  }

  private add(
    severity: DefinitionProblem['severity'],
    code: string,
    path: JsonPath,
    message: string,
  ): void {
    if (this.list.length >= MAX_PROBLEMS) return;
    this.list.push({ severity, code, path: pointerOf(path), message });
  }
}

export function pointerOf(path: JsonPath): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
