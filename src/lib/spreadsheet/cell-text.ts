import type { CellValue } from 'exceljs';

/**
 * The text of a cell: what the person sees in it as far as that is kept in the file, with dates as
 * yyyy-mm-dd (with time as yyyy-mm-dd hh:mm), formulas by the result they had when the file was saved.
 */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return linkText(value);
  if ('error' in value) return value.error;
  if ('formula' in value || 'sharedFormula' in value) return cellText(value.result ?? null);
  return '';
}

/** A link's own text may be formatted in parts, which the types of the reading library leave out. */
function linkText(value: { text: unknown; hyperlink: string }): string {
  const text = cellText(value.text as CellValue);
  return text.trim() === '' ? value.hyperlink.replace(/^mailto:/i, '') : text;
}

/** Spreadsheet programs keep 15 digits, so 0.1 + 0.2 is 0.3 there. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const minutes = Math.round(date.getTime() / 60_000);
  const [day = '', time = ''] = new Date(minutes * 60_000).toISOString().split('T');
  const clock = time.slice(0, 5);
  if (day.startsWith('1899-12-3')) return clock;
  return clock === '00:00' ? day : `${day} ${clock}`;
}

/** Without the spaces around (no-break spaces too) and without characters that no name can hold. */
export function cleanText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, '').trim();
}
