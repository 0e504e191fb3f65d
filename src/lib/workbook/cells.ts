import { neutralise } from '../spreadsheet/neutralise';

/** A formula without its leading "=", with what it gives, for programs that do not calculate. */
export interface FormulaCell {
  formula: string;
  result: string | number;
}

/** What a streamed sheet can hold. Dates are calendar dates "YYYY-MM-DD", moments are Date (UTC). */
export type CellValue = string | number | boolean | Date | FormulaCell | null;

export type CellKind = 'text' | 'number' | 'date' | 'moment';

// Excel's own limit for the text of a cell.
const longestText = 32_767;
const cutMark = ' […cut: longer than a cell can hold]';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// What XML 1.0 cannot carry, lone surrogates included.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const special = /[&<>"]/g;

export function escapeXml(text: string): string {
  return text.replace(unwritable, '').replace(special, (character) => escapes[character] ?? '');
}

const dayMs = 86_400_000;
// Day 0 of Excel's calendar, with its leap year that never was.
const epoch = Date.UTC(1899, 11, 30);

/** Excel's number for a calendar date; NaN for text that is none. */
export function dateSerial(date: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? (Date.parse(`${date}T00:00:00Z`) - epoch) / dayMs
    : Number.NaN;
}

export function momentSerial(moment: Date): number {
  return (moment.getTime() - epoch) / dayMs;
}

/** "A", "B", … "AA" for column 1, 2, … 27. */
export function columnLetters(column: number): string {
  let rest = column;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** The text as a cell may hold it: never a formula, never too long. */
export function cellText(text: string): string {
  const safe = neutralise(text);
  return safe.length > longestText ? safe.slice(0, longestText - cutMark.length) + cutMark : safe;
}
