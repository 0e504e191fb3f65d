import * as cheerio from 'cheerio';
import { datesIn } from '../../src/messages/dates';
import { messagesFor, type Messages } from '../../src/messages/messages';

/**
 * A language that nobody speaks: every Latin letter of English in a circle. Where it is spoken, any
 * Latin letter that is left is a text that stands in no message file, or data.
 */
export function inventedLanguage(tag: string): Messages {
  const { dates, ...texts } = messagesFor('en');
  expect(typeof dates.day).toBe('function');
  return { ...inCircles(texts), language: tag, dates: datesIn('ru') };
}

export function circled(text: string): string {
  return text.replace(/\{+\w+\}+|[a-z]/gi, (found) => {
    if (found.length > 1) return found;
    const code = found.charCodeAt(0);
    return String.fromCodePoint(code >= 97 ? 0x24d0 + code - 97 : 0x24b6 + code - 65);
  });
}

function inCircles<T>(value: T): T {
  if (typeof value === 'string') return circled(value) as T;
  if (typeof value === 'function') return spoken(value as unknown as Speaker) as T;
  if (Array.isArray(value)) return value.map(inCircles) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [key, inCircles(text)]),
  ) as T;
}

type Speaker = (...values: unknown[]) => string;

/** Values go through as they are: a text handed to a message as its value would stay English. */
function spoken(speak: Speaker): Speaker {
  return (...values) => {
    const marks = values.map((value, index) =>
      typeof value === 'string' && value !== '' ? String.fromCodePoint(0xe000 + index) : value,
    );
    return values.reduce<string>(
      (text, value, index) =>
        typeof value === 'string' && value !== ''
          ? text.replaceAll(String.fromCodePoint(0xe000 + index), () => value)
          : text,
      circled(speak(...marks)),
    );
  };
}

/** Runs of Latin letters in what a reader of the page sees or hears, without `data`. */
export function latinIn(html: string, data: readonly string[] = []): string[] {
  const $ = cheerio.load(html, { scriptingEnabled: false });
  $('script, style').remove();
  const read: string[] = [];
  $('*').each((_, element) => {
    const { alt, title, placeholder, ...attributes } = $(element).attr() ?? {};
    read.push(alt ?? '', title ?? '', placeholder ?? '', attributes['aria-label'] ?? '');
    if ($(element).is('input[type=submit], input[type=button]')) read.push(attributes.value ?? '');
    for (const node of $(element).contents()) if ('data' in node) read.push(node.data);
  });
  return latinInText(read.join('\n'), data);
}

export function latinInText(text: string, data: readonly string[] = []): string[] {
  const known = [...data, 'PEC'].filter((one) => one !== '');
  known.sort((a, b) => b.length - a.length);
  const rest = known.reduce((left, one) => left.replaceAll(one, ' '), text);
  return rest.match(/[a-z]+/gi) ?? [];
}

/** A mail in the invented language, with none but its texts. */
export function expectMail(
  tag: string,
  { subject, text, html }: { subject: string; text: string; html: string },
  data: readonly string[],
): void {
  // Lines are wrapped, titles too.
  expect(latinInText(`${subject} ${text}`.replace(/\s+/g, ' '), data)).toEqual([]);
  expect(latinIn(html, data)).toEqual([]);
  expect(html).toContain(`<html lang="${tag}">`);
}
