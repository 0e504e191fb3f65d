import { cleanText } from './cell-text';
import type { SheetLimits, SheetRow } from './sheet-result';
import { Refusal } from './sheet-result';

export interface Rows {
  headers: string[];
  headerLine: number;
  rows: SheetRow[];
  raggedLines: number[];
}

/**
 * Takes rows as they stand in the file: the first that is not empty is the header, empty ones are left
 * out, cells are trimmed and rows filled up to the length of the header.
 *
 * @param shorterIsRagged text files write every cell of a row, so that a shorter row is suspicious there
 * @throws Refusal without rows, or where a limit is passed, with the line.
 */
export function collectRows(
  raw: Iterable<SheetRow>,
  limits: SheetLimits,
  shorterIsRagged: boolean,
): Rows {
  let header: SheetRow | undefined;
  const rows: SheetRow[] = [];
  const raggedLines: number[] = [];
  for (const { line, cells: untrimmed } of raw) {
    const cells = withoutEmptyEnd(untrimmed.map((cell) => checkedText(cell, line, limits)));
    if (cells.length === 0) continue;
    if (cells.length > limits.columns) {
      throw new Refusal(
        'too_many_columns',
        `Line ${line} has ${cells.length} columns; at most ${limits.columns} are read.`,
        line,
      );
    }
    if (!header) {
      header = { line, cells };
      continue;
    }
    if (rows.length === limits.rows) {
      throw new Refusal(
        'too_many_rows',
        `The file has more than ${limits.rows} rows. Please split it into several files.`,
        line,
      );
    }
    const { length } = header.cells;
    if (cells.length > length || (shorterIsRagged && untrimmed.length < length)) {
      raggedLines.push(line);
    }
    while (cells.length < length) cells.push('');
    rows.push({ line, cells });
  }
  if (!header) throw new Refusal('no_rows', 'The file holds no text at all.');
  if (rows.length === 0) {
    throw new Refusal('no_rows', 'The file has a header and no rows below it.', header.line);
  }
  return { headers: header.cells, headerLine: header.line, rows, raggedLines };
}

function checkedText(cell: string, line: number, limits: SheetLimits): string {
  const text = cleanText(cell);
  if (text.length <= limits.cellCharacters) return text;
  throw new Refusal(
    'cell_too_long',
    `A cell in line ${line} has ${text.length} characters; at most ${limits.cellCharacters} are read.`,
    line,
  );
}

function withoutEmptyEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
