export interface SheetLimits {
  /** Size of the file in bytes. */
  bytes: number;
  /** Rows below the header that are not empty. */
  rows: number;
  columns: number;
  /** Characters in one cell. */
  cellCharacters: number;
  /** Bytes of all parts of a workbook once unpacked. */
  unpackedBytes: number;
}

export const DEFAULT_LIMITS: Readonly<SheetLimits> = {
  bytes: 10 * 1024 * 1024,
  rows: 20_000,
  columns: 100,
  cellCharacters: 5_000,
  unpackedBytes: 60 * 1024 * 1024,
};

export interface ReadOptions extends Partial<SheetLimits> {
  /** The encoding of a text file when the person knows better than the guess. */
  encoding?: Encoding;
}

export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

export type RefusalCode =
  | 'empty'
  | 'too_large'
  | 'old_xls'
  | 'encrypted'
  | 'ods'
  | 'xlsb'
  | 'pdf'
  | 'html'
  | 'not_a_spreadsheet'
  | 'broken_workbook'
  | 'unpacks_too_large'
  | 'too_complex'
  | 'no_rows'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'cell_too_long'
  | 'wrong_encoding'
  | 'broken_quotes';

export interface SheetRow {
  /** Line of the sheet or of the text file where the row begins, counted from 1 as programs show it. */
  line: number;
  /** At least as many cells as there are headers; more when the row is longer than the header. */
  cells: string[];
}

export interface SheetContent {
  ok: true;
  format: 'xlsx' | 'csv';
  headers: string[];
  /** Line of the header. */
  headerLine: number;
  rows: SheetRow[];
  /** Lines of rows with more cells than the header, and in text files also of those with fewer. */
  raggedLines: number[];
  /** Name of the sheet that was read; text files have none. */
  sheet?: string;
  /** Text files only. */
  encoding?: Encoding;
  /** True when nothing in the file tells its encoding, so that names should be looked at. */
  encodingGuessed?: boolean;
  /** Text files only: comma, semicolon, tab or vertical bar. */
  delimiter?: string;
}

export interface SheetRefusal {
  ok: false;
  code: RefusalCode;
  /** For the person who uploaded the file: what is wrong and what to do. */
  message: string;
  /** The line where it is wrong, if it is one. */
  line?: number;
}

export type SheetResult = SheetContent | SheetRefusal;

/** Thrown while reading and turned into a result by the function that was called from outside. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }

  toResult(): SheetRefusal {
    const { code, message, line } = this;
    return { ok: false, code, message, ...(line === undefined ? {} : { line }) };
  }
}
