import {
  cellText,
  columnLetters,
  dateSerial,
  escapeXml,
  momentSerial,
  type CellKind,
  type CellValue,
  type FormulaCell,
} from './cells';
import type { SharedTexts } from './shared-texts';

// Answers are mostly the same few values, over and over; free texts would fill the memory.
const mostRemembered = 64;
const longestRemembered = 100;

/** The XML of one column's cells. What follows the row's number is made once a value. */
class ColumnXml {
  private readonly remembered = new Map<CellValue, string>();
  private readonly address: string;

  /** @param style as an attribute with a space before it, or nothing */
  constructor(
    column: number,
    private readonly kind: CellKind,
    private readonly style: string,
    private readonly shared: SharedTexts,
  ) {
    this.address = `<c r="${columnLetters(column)}`;
  }

  cell(value: CellValue, row: string): string {
    if (value === null || value === '') return '';
    const known = this.remembered.get(value);
    if (known !== undefined) return known === '' ? '' : this.address + row + known;
    const keep =
      this.remembered.size < mostRemembered &&
      typeof value !== 'object' &&
      (typeof value !== 'string' || value.length <= longestRemembered);
    const rest = this.rest(value, keep);
    if (keep) this.remembered.set(value, rest);
    return rest === '' ? '' : this.address + row + rest;
  }

  /** Empty for what is not to be written. */
  private rest(value: NonNullable<CellValue>, keep: boolean): string {
    if (typeof value === 'number') return this.number(value);
    if (typeof value === 'boolean') return `"${this.style} t="b"><v>${value ? 1 : 0}</v></c>`;
    if (value instanceof Date) return this.number(momentSerial(value));
    if (typeof value === 'object') return this.formula(value);
    const serial = this.kind === 'date' ? dateSerial(value) : Number.NaN;
    if (!Number.isNaN(serial)) return this.number(serial);
    const text = cellText(value);
    return keep
      ? `"${this.style} t="s"><v>${this.shared.numberOf(text)}</v></c>`
      : `"${this.style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  }

  private formula({ formula, result }: FormulaCell): string {
    const type = typeof result === 'string' ? ' t="str"' : '';
    return `"${this.style}${type}><f>${escapeXml(formula)}</f><v>${escapeXml(String(result))}</v></c>`;
  }

  private number(value: number): string {
    return Number.isFinite(value) ? `"${this.style}><v>${value}</v></c>` : '';
  }
}

/** A sheet as exceljs made it, with one sample row, taken apart to be filled with many rows. */
export class SheetRows {
  /** The XML before the first and after the last row that is added. */
  readonly head: string;
  readonly tail: string;
  private readonly columns: ColumnXml[];

  constructor(frame: string, kinds: readonly CellKind[], shared: SharedTexts) {
    const sample = /<row r="2".*?<\/row>/s.exec(frame);
    if (sample === null) throw new Error('The frame of the sheet has no sample row.');
    const [row] = sample;
    // The range of the sample is not that of the rows; the element is optional.
    this.head = frame.slice(0, sample.index).replace(/<dimension [^>]*\/>/, '');
    this.tail = frame.slice(sample.index + row.length);
    this.columns = kinds.map((kind, index) => {
      const cell = cellOf(row, `${columnLetters(index + 1)}2`);
      const style = / s="\d+"/.exec(cell)?.[0] ?? '';
      return new ColumnXml(index + 1, kind, style, shared);
    });
  }

  /**
   * @param number of the row in the sheet, from 2
   * @param values in the order of the columns
   */
  row(number: number, values: readonly CellValue[]): string {
    const text = String(number);
    let xml = `<row r="${text}">`;
    for (let index = 0; index < this.columns.length; index += 1) {
      const value = values[index] ?? null;
      if (value !== null) xml += this.columns[index]?.cell(value, text) ?? '';
    }
    return `${xml}</row>`;
  }
}

function cellOf(row: string, reference: string): string {
  const start = row.indexOf(`<c r="${reference}"`);
  return row.slice(start, row.indexOf('>', start));
}
