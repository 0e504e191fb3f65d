/** Inclusive ranges of UTF-16 code units, sorted and apart. */
export type CharSet = readonly (readonly [number, number])[];

export type PatternNode =
  | { kind: 'set'; set: CharSet }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'boundary'; negated: boolean }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; parts: PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; min: number; max: number };

export class PatternError extends Error {}

const DIGIT: CharSet = [[48, 57]];
const WORD: CharSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
// What \s means in JavaScript; RE2's own \s is ASCII alone.
const SPACE: CharSet = [
  [9, 13],
  [32, 32],
  [160, 160],
  [5760, 5760],
  [8192, 8202],
  [8232, 8233],
  [8239, 8239],
  [8287, 8287],
  [12288, 12288],
  [65279, 65279],
];
const LINE_ENDS: CharSet = [
  [10, 10],
  [13, 13],
  [8232, 8233],
];
const LAST = 0xffff;
const MAX_DEPTH = 20;

/**
 * Parses the part of JavaScript's regular expressions that RE2 can run with the same meaning. Throws a
 * PatternError, worded for authors, for the rest: look-around, back-references, \p{…}, sticky syntax.
 */
export function parsePattern(pattern: string, ignoreCase: boolean): PatternNode {
  return new PatternParser(pattern, ignoreCase).parse();
}

class PatternParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly ignoreCase: boolean,
  ) {}

  parse(): PatternNode {
    const node = this.choice();
    if (this.at < this.text.length) throw new PatternError('a “)” has no “(”');
    return node;
  }

  private choice(): PatternNode {
    if (++this.depth > MAX_DEPTH) throw new PatternError('groups are nested too deep');
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    this.depth -= 1;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.text.length && !'|)'.includes(this.text.charAt(this.at))) {
      parts.push(this.repeated(this.atom()));
    }
    return { kind: 'sequence', parts };
  }

  private repeated(part: PatternNode): PatternNode {
    const bounds = this.quantifier();
    if (bounds === undefined) return part;
    if (part.kind === 'start' || part.kind === 'end' || part.kind === 'boundary') {
      throw new PatternError('an anchor cannot be repeated');
    }
    this.take('?');
    if ('*+?{'.includes(this.text.charAt(this.at)) && this.at < this.text.length) {
      throw new PatternError('two repetitions stand in a row');
    }
    return { kind: 'repeat', part, min: bounds[0], max: bounds[1] };
  }

  private quantifier(): [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const match = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.text.slice(this.at, this.at + 12));
    if (match === null) {
      if (this.text.charAt(this.at) === '{') throw new PatternError('“{” needs a “\\” before it');
      return undefined;
    }
    this.at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (max < min) throw new PatternError('the numbers of a repetition are out of order');
    return [min, max];
  }

  private atom(): PatternNode {
    const character = this.text.charAt(this.at++);
    switch (character) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'set', set: complement(LINE_ENDS) };
      case '(':
        return this.group();
      case '[':
        return this.charClass();
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError('there is nothing to repeat');
      case '{':
      case '}':
      case ']':
        throw new PatternError(`“${character}” needs a “\\” before it`);
      default:
        return this.set([[character.charCodeAt(0), character.charCodeAt(0)]]);
    }
  }

  private group(): PatternNode {
    if (this.take('?') && !this.take(':')) {
      throw new PatternError('look-ahead, look-behind and named groups are not supported');
    }
    const node = this.choice();
    if (!this.take(')')) throw new PatternError('a “(” has no “)”');
    return node;
  }

  private escape(): PatternNode {
    const next = this.text.charAt(this.at);
    if (next === 'b' || next === 'B') {
      this.at += 1;
      return { kind: 'boundary', negated: next === 'B' };
    }
    return this.set(this.escapedSet());
  }

  /** The set of an escape, in or out of a class; the backslash is already taken. */
  private escapedSet(): CharSet {
    const next = this.text.charAt(this.at++);
    switch (next) {
      case 'd':
        return DIGIT;
      case 'D':
        return complement(DIGIT);
      case 'w':
        return WORD;
      case 'W':
        return complement(WORD);
      case 's':
        return SPACE;
      case 'S':
        return complement(SPACE);
      case 'n':
        return [[10, 10]];
      case 'r':
        return [[13, 13]];
      case 't':
        return [[9, 9]];
      case 'u':
      case 'x': {
        const digits = this.text.slice(this.at, this.at + (next === 'u' ? 4 : 2));
        if (
          !/^(?:[0-9a-fA-F]{4}|[0-9a-fA-F]{2})$/.test(digits) ||
          digits.length !== (next === 'u' ? 4 : 2)
        ) {
          throw new PatternError(`“\\${next}” needs ${next === 'u' ? 4 : 2} hexadecimal digits`);
        }
        this.at += digits.length;
        const code = parseInt(digits, 16);
        return [[code, code]];
      }
      default:
        if (next === '' || /[a-zA-Z0-9]/.test(next)) {
          throw new PatternError(`“\\${next}” is not supported`);
        }
        return [[next.charCodeAt(0), next.charCodeAt(0)]];
    }
  }

  private charClass(): PatternNode {
    const negated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; ; first = false) {
      if (this.at >= this.text.length) throw new PatternError('a “[” has no “]”');
      if (this.take(']')) {
        if (first) throw new PatternError('a class of characters is empty');
        break;
      }
      const low = this.classMember();
      if (this.text.charAt(this.at) !== '-' || this.text.charAt(this.at + 1) === ']') {
        ranges.push(...low);
        continue;
      }
      this.at += 1;
      const high = this.classMember();
      const [from, to] = [single(low), single(high)];
      if (from === undefined || to === undefined || to < from) {
        throw new PatternError('a range of characters is out of order');
      }
      ranges.push([from, to]);
    }
    const set = this.folded(normalized(ranges));
    return { kind: 'set', set: negated ? complement(set) : set };
  }

  private classMember(): CharSet {
    if (this.take('\\')) {
      if (this.text.charAt(this.at) === 'b')
        throw new PatternError('“\\b” has no meaning in a class');
      return this.escapedSet();
    }
    const code = this.text.charCodeAt(this.at++);
    return [[code, code]];
  }

  private set(set: CharSet): PatternNode {
    return { kind: 'set', set: this.folded(set) };
  }

  /** Without regard to case: ASCII letters in both forms. */
  private folded(set: CharSet): CharSet {
    if (!this.ignoreCase) return set;
    const both = [...set];
    for (const [from, to] of set) {
      for (let code = Math.max(from, 65); code <= Math.min(to, 90); code++) {
        both.push([code + 32, code + 32]);
      }
      for (let code = Math.max(from, 97); code <= Math.min(to, 122); code++) {
        both.push([code - 32, code - 32]);
      }
    }
    return normalized(both);
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}

function single(set: CharSet): number | undefined {
  const [range] = set;
  return set.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : undefined;
}

function normalized(ranges: readonly (readonly [number, number])[]): CharSet {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function complement(set: CharSet): CharSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

/** The same pattern as RE2 reads it, every set spelled out, so that both engines agree on it. */
export function toRe2(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return node.set.length === 0
        ? '[^\\x{0}-\\x{10FFFF}]'
        : `[${node.set.map(rangeText).join('')}]`;
    case 'start':
      return '\\A';
    case 'end':
      return '\\z';
    case 'boundary':
      return node.negated ? '\\B' : '\\b';
    case 'sequence':
      return node.parts.map(toRe2).join('');
    case 'choice':
      return `(?:${node.parts.map(toRe2).join('|')})`;
    case 'repeat': {
      const max = node.max === Infinity ? '' : String(node.max);
      return `(?:${toRe2(node.part)}){${node.min},${max}}`;
    }
  }
}

function rangeText([from, to]: readonly [number, number]): string {
  // A set that reaches the last code unit also takes what stands beyond it as one code point.
  const last = to === LAST ? 0x10ffff : to;
  return `\\x{${from.toString(16)}}-\\x{${last.toString(16)}}`;
}
