// C0 and C1 controls, and the characters that turn the direction of the text around them.
const invisible = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One line: breaks and control characters become a space, so no header can be injected. */
export function singleLine(text: string, max = 200): string {
  const line = text.replace(invisible, ' ').replace(/\s+/gu, ' ').trim();
  return Array.from(line).slice(0, max).join('');
}

/**
 * A value that a person typed, as it may stand in a mail to anybody: one line, at most 80
 * characters, and nothing that a mail program would turn into a link.
 */
export function plainValue(text: string): string {
  return singleLine(
    text
      .replace(/:\/\//g, ': // ')
      .replace(/@/g, ' at ')
      .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}]{2})/gu, '. '),
    80,
  );
}

/**
 * A text of several lines as it may stand in a stored body: two braces begin a placeholder there,
 * so in a text they must not, and no control character but line breaks and tabs stays.
 */
export function bodyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll('{{', '{ {');
}
