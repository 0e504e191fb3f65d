import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text';
import { collectRows } from './rows-of-cells';
import type { Encoding, SheetContent, SheetLimits, SheetRow } from './sheet-result';
import { Refusal } from './sheet-result';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Lines that are looked at to find the delimiter. */
const SAMPLE_LINES = 20;

/**
 * A text file with delimiters. A first line "sep=;" as Excel understands it settles the delimiter.
 * @throws Refusal
 */
export function readText(buffer: Buffer, limits: SheetLimits, chosen?: Encoding): SheetContent {
  const { text, encoding, guessed } = decodeText(buffer, chosen);
  if (text.includes('\u0000')) {
    throw new Refusal(
      'not_a_spreadsheet',
      'The file is no readable text. Please save it as .xlsx or as CSV UTF-8.',
    );
  }
  const unified = text.replace(/\r\n?/g, '\n');
  const stated = /^sep=([,;|\t])\n/i.exec(unified);
  const body = stated ? unified.slice(stated[0].length) : unified;
  const delimiter = stated?.[1] ?? sniffDelimiter(body);
  const rows = collectRows(recordsOf(body, delimiter, stated ? 1 : 0), limits, true);
  return {
    ok: true,
    format: 'csv',
    encoding,
    encodingGuessed: guessed,
    delimiter,
    ...rows,
  };
}

/** The delimiter that splits most lines into the same number of cells, as many as possible. */
function sniffDelimiter(text: string): string {
  const lines = sampleOf(text);
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const alike = counts.filter((count) => count === first).length;
    return { delimiter, score: first === 0 ? 0 : (alike / counts.length) * 1000 + first };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

/** The first lines without what stands in quotes, line breaks there included. */
function sampleOf(text: string): string[] {
  return text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
}

function recordsOf(text: string, delimiter: string, linesBefore: number): SheetRow[] {
  const rows: SheetRow[] = [];
  let line = linesBefore + 1;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: '\n',
      on_record: (cells: string[], { lines }) => {
        rows.push({ line, cells });
        line = linesBefore + lines + 1;
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal(
      'broken_quotes',
      `A quotation mark in the row that begins in line ${line} is never closed. Please correct it, or save the list as .xlsx.`,
      line,
    );
  }
}
