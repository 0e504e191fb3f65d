import {
  complement,
  DIGIT,
  inBothCases,
  LINE_ENDS,
  normalized,
  single,
  SPACE,
  WORD,
  type CharSet,
} from './char-sets';

export type PatternNode =
  | { kind: 'set'; set: CharSet }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'boundary'; negated: boolean }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; parts: PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; min: number; max: number };

export class PatternError extends Error {}

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
    const set = this.cased(normalized(ranges));
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
    return { kind: 'set', set: this.cased(set) };
  }

  private cased(set: CharSet): CharSet {
    return this.ignoreCase ? inBothCases(set) : set;
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}
