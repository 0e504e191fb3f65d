/** Characters with which spreadsheet programs begin a formula or that they skip before one. */
const FORMULA_START =
  /^[\s\u0000-\u001f\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\u0000-\u001f]/;

/**
 * Makes text from people harmless in an exported cell: text that a spreadsheet program might run as a
 * formula gets a leading apostrophe. For rendered values only, never for keys or column names; numbers
 * and dates are written as numbers and dates and do not pass through here.
 */
export function neutralise(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
