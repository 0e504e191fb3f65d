import { isRecord } from './answers';
import { checkHtml } from './check-html';
import { DEFINITION_LIMITS, isCode } from './definition-limits';
import type { DefinitionProblems, JsonPath } from './definition-problems';
import type { PropertyKind } from './property-kinds';
import { isStorableText } from './value-formats';

const LANGUAGE = /^(?:default|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/;

/** Checks the value of one property against its kind. Lists of parts are checked by their owners. */
export class PropertyChecker {
  constructor(private readonly problems: DefinitionProblems) {}

  check(value: unknown, kind: PropertyKind, path: JsonPath): void {
    switch (kind) {
      case 'text':
      case 'html':
        this.text(value, path, kind === 'html');
        return;
      case 'flag':
        if (typeof value !== 'boolean') this.expected('true or false', path);
        return;
      case 'count':
        if (!Number.isSafeInteger(value) || (value as number) < 0) {
          this.expected('a whole number, 0 or more,', path);
        }
        return;
      case 'number':
        if (typeof value !== 'number') this.expected('a number', path);
        return;
      case 'bound':
        if (typeof value !== 'number' && typeof value !== 'string') {
          this.expected('a number or a date', path);
        }
        return;
      case 'condition':
      case 'expression':
        if (typeof value !== 'string' || value.trim() === '') this.expected('an expression', path);
        else if (value.length > DEFINITION_LIMITS.expressionLength) {
          const message = `An expression has at most ${DEFINITION_LIMITS.expressionLength} characters.`;
          this.problems.error('too_long', path, message);
        }
        return;
      case 'code':
        if (!isCode(value)) this.expected('a code of letters, digits and _, or a number,', path);
        return;
      case 'choices':
      case 'items':
      case 'rows':
        this.items(value, kind, path);
        return;
      case 'look':
      case 'word':
        if (!isHarmless(value) || (kind === 'word' && typeof value !== 'string')) {
          this.expected(kind === 'word' ? 'a word' : 'a word, a number, true or false', path);
        }
        return;
      case 'value':
      case 'name':
      case 'elements':
      case 'validators':
      case 'lines':
      case 'columns':
      case 'pages':
      case 'calculated':
        return;
      default:
        if (!kind.includes(value as string)) {
          this.expected(`one of ${kind.map(String).join(', ')}`, path);
        }
    }
  }

  private text(value: unknown, path: JsonPath, html: boolean): void {
    const texts = typeof value === 'string' ? { default: value } : value;
    if (!isRecord(texts)) {
      this.expected('a text', path);
      return;
    }
    for (const [language, text] of Object.entries(texts)) {
      const at = typeof value === 'string' ? path : [...path, language];
      if (!LANGUAGE.test(language)) {
        const message = `“${language.slice(0, 80)}” is not the code of a language.`;
        this.problems.error('unknown_language', at, message);
      } else if (typeof text !== 'string') this.expected('a text', at);
      else if (text.length > DEFINITION_LIMITS.textLength) {
        const message = `A text has at most ${DEFINITION_LIMITS.textLength} characters.`;
        this.problems.error('too_long', at, message);
      } else if (!isStorableText(text)) {
        const message = 'The text contains characters that cannot be stored.';
        this.problems.error('bad_characters', at, message);
      } else if (html) checkHtml(text, at, this.problems);
    }
    if (!Object.hasOwn(texts, 'default')) {
      const message = 'The text has no “default”, which is shown where a language is missing.';
      this.problems.error('missing_default', path, message);
    }
  }

  private items(value: unknown, kind: 'choices' | 'items' | 'rows', path: JsonPath): void {
    if (!Array.isArray(value)) {
      this.expected('a list', path);
      return;
    }
    const limit = kind === 'rows' ? DEFINITION_LIMITS.rows : DEFINITION_LIMITS.choices;
    if (value.length > limit) {
      this.problems.error('too_many_items', path, `At most ${limit} entries are possible here.`);
      return;
    }
    const seen = new Set<string>();
    for (const [index, entry] of value.entries()) {
      const at = [...path, index];
      const item: unknown = isRecord(entry) ? entry['value'] : entry;
      if (!isCode(item)) {
        const message = 'A value is a code of letters, digits and _ (at most 64), or a number.';
        this.problems.error('bad_value', at, message);
        continue;
      }
      // survey-core compares without regard to case.
      const key = String(item).toLowerCase();
      if (seen.has(key)) {
        this.problems.error('duplicate_value', at, `The value “${item}” is used twice.`);
      }
      seen.add(key);
      this.item(entry, kind, at);
    }
  }

  private item(entry: unknown, kind: 'choices' | 'items' | 'rows', path: JsonPath): void {
    const item = isRecord(entry) ? entry : { value: entry };
    for (const [name, value] of Object.entries(item)) {
      const at = [...path, name];
      if (name === 'text') this.text(value, at, false);
      else if (name === 'visibleIf' && kind !== 'items') this.check(value, 'condition', at);
      else if (name === 'isExclusive' && kind === 'choices') this.check(value, 'flag', at);
      else if (name !== 'value') {
        const message = `The property “${name}” is not supported here.`;
        this.problems.error('unsupported_property', at, message);
      }
    }
    if (typeof item['value'] === 'string' && item['text'] === undefined) {
      const message = `“${item['value']}” has no text, so respondents would see the code.`;
      this.problems.warn('missing_text', path, message);
    }
  }

  private expected(what: string, path: JsonPath): void {
    this.problems.error(
      'wrong_type',
      path,
      `${what.charAt(0).toUpperCase()}${what.slice(1)} is expected here.`,
    );
  }
}

function isHarmless(value: unknown): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return true;
  return (
    typeof value === 'string' &&
    value.length <= DEFINITION_LIMITS.lookLength &&
    /^[\w\s.,:;%*()+/-]*$/.test(value)
  );
}
