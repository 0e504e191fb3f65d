import ExcelJS from 'exceljs';
import { fromBuffer, type Entry } from 'yauzl';

export type SummaryRow = Record<string, ExcelJS.CellValue>;

export async function open(file: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file.buffer as ArrayBuffer);
  return workbook;
}

/** What a cell shows: of a formula what it gave when the file was written. */
function shownIn({ value, result }: ExcelJS.Cell): ExcelJS.CellValue {
  return typeof value === 'object' && value !== null && 'formula' in value ? result : value;
}

/** The summary's cells by the id of the indicator and the header. */
export function summaryOf(workbook: ExcelJS.Workbook): Map<string, SummaryRow> {
  const rows = new Map<string, SummaryRow>();
  let headers: string[] = [];
  workbook.getWorksheet('Summary')?.eachRow((row) => {
    const values = Array.from({ length: 14 }, (_, index) => shownIn(row.getCell(index + 1)));
    const [id] = values;
    if (id === 'No.') headers = values.map((value) => (typeof value === 'string' ? value : ''));
    else if (typeof id === 'string' && /^I\d\d$/.test(id)) {
      rows.set(
        id,
        Object.fromEntries(headers.map((header, index) => [header, values[index] ?? null])),
      );
    }
  });
  return rows;
}

/** Rows of a sheet from the row that begins with `first` on, as lists of values. */
export function rowsFrom(workbook: ExcelJS.Workbook, sheet: string, first: string): unknown[][] {
  const rows: unknown[][] = [];
  workbook.getWorksheet(sheet)?.eachRow((row) => {
    const values = (row.values as unknown[]).slice(1).map((value, index) => {
      return value === undefined ? undefined : shownIn(row.getCell(index + 1));
    });
    if (rows.length > 0 || values[0] === first) rows.push(values);
  });
  return rows;
}

/** Every entry of the archive as text: cells, footers, alternative texts, properties. */
export async function allTexts(file: Buffer): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (problem, zip) => {
      if (problem !== null) {
        reject(problem);
        return;
      }
      zip.on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) {
            reject(failure);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            texts.set(entry.fileName, Buffer.concat(parts).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
  return texts;
}
