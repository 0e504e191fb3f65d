import {
  createScanner,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { DefinitionProblem } from './definition-problems';

const MAX_BYTES = 512 * 1024;
const MAX_DEPTH = 40;
const MAX_SYNTAX_ERRORS = 20;

// Values of SyntaxKind in jsonc-parser, an ambient enum, which cannot be imported here: { [ and } ].
const OPENERS: ReadonlySet<number> = new Set([1, 3]);
const CLOSERS: ReadonlySet<number> = new Set([2, 4]);
const END_OF_FILE = 17;

export interface ParsedJson {
  value: unknown;
  /** Line and column, from 1, of the value a JSON pointer names, else of the nearest one around it. */
  locate(pointer: string): { line: number; column: number };
}

/** Parses JSON, strictly, with the place of each error; or says why it cannot. */
export function parseJson(text: string): ParsedJson | { problems: DefinitionProblem[] } {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    const message = `The definition is larger than ${MAX_BYTES / 1024} KB.`;
    return { problems: [{ severity: 'error', code: 'too_large', path: '', message }] };
  }
  const places = new LineIndex(text);
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const message = `The JSON is nested more than ${MAX_DEPTH} levels deep.`;
    const at = places.at(deep);
    return { problems: [{ severity: 'error', code: 'too_deep', path: '', ...at, message }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0 || root === undefined) {
    const found = errors
      .slice(0, MAX_SYNTAX_ERRORS)
      .map(({ error, offset }) => ({ offset, reason: readable(printParseErrorCode(error)) }));
    if (found.length === 0) found.push({ offset: 0, reason: 'a value is expected' });
    return {
      problems: found.map(({ offset, reason }) => ({
        severity: 'error',
        code: 'json_syntax',
        path: '',
        ...places.at(offset),
        message: `This is not valid JSON: ${reason}.`,
      })),
    };
  }
  const problems = duplicateKeys(root, places);
  if (problems.length > 0) return { problems };
  // JSON.parse, unlike the tree's own values, keeps a key named __proto__ as an ordinary key.
  const value: unknown = JSON.parse(text);
  return { value, locate: (pointer) => places.at(nodeAt(root, pointer).offset) };
}

/** 'CommaExpected' -> 'comma expected'. */
function readable(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  const scan = (): number => scanner.scan();
  for (let kind = scan(); kind !== END_OF_FILE; kind = scan()) {
    if (OPENERS.has(kind)) depth += 1;
    if (CLOSERS.has(kind)) depth -= 1;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

function duplicateKeys(node: Node, places: LineIndex): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined;
    const value = node.type === 'object' ? child.children?.[1] : child;
    if (key !== undefined) {
      const name = String(key.value);
      if (seen.has(name)) {
        problems.push({
          severity: 'error',
          code: 'duplicate_property',
          path: '',
          ...places.at(key.offset),
          message: `The property “${name}” is written twice in the same object.`,
        });
      }
      seen.add(name);
    }
    if (value !== undefined) problems.push(...duplicateKeys(value, places));
  }
  return problems;
}

function nodeAt(root: Node, pointer: string): Node {
  let node = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next =
      node.type === 'array'
        ? node.children?.[Number(key)]
        : node.children?.find((child) => child.children?.[0]?.value === key)?.children?.[1];
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

class LineIndex {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.starts.push(at + 1);
    }
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
