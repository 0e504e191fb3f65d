import ExcelJS from 'exceljs';
import { load } from 'cheerio';
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

interface Chart {
  sheet: string;
  names: (string | null)[];
  /** By their names. */
  series: Record<string, (number | null)[]>;
}

export interface WorkbookChart {
  /** As the chart keeps it for programs that show it without reading the cells. */
  kept: Chart;
  /** What stands in the cells it is drawn from. */
  shown: Chart;
}

/** The native charts of a file. */
export async function chartsOf(file: Buffer, workbook: ExcelJS.Workbook): Promise<WorkbookChart[]> {
  const parts = [...(await allTexts(file))].filter(([name]) => name.startsWith('xl/charts/'));
  return parts.map(([, xml]) => {
    const $ = load(xml, { xml: true });
    type Element = Parameters<typeof $>[0];
    const referenceIn = (element: Element): string => $(element).find('c\\:f').text();
    const keptIn = (element: Element): (string | null)[] => {
      const values = Array.from(
        { length: Number($(element).find('c\\:ptCount').attr('val')) },
        (): string | null => null,
      );
      for (const point of $(element).find('c\\:pt').toArray()) {
        values[Number($(point).attr('idx'))] = $(point).text();
      }
      return values;
    };
    const number = (text: string | null): number | null => (text === null ? null : Number(text));
    const series = $('c\\:ser').toArray();
    const part = (of: Element, tag: string): Element => $(of).children(tag)[0] ?? '';
    const [first = ''] = series;
    const categories = part(first, 'c\\:cat');
    const sheet = /^'([^']+)'!/.exec(referenceIn(categories))?.[1] ?? '';
    const cellsAt = (reference: string): ExcelJS.CellValue[] => {
      const [, name = '', from = '', to = from] =
        /^'([^']+)'!(\$[A-Z]+\$\d+)(?::(\$[A-Z]+\$\d+))?$/.exec(reference) ?? [];
      const column = /[A-Z]+/.exec(from)?.[0] ?? '';
      const [top, bottom] = [from, to].map((address) => Number(/\d+/.exec(address)?.[0]));
      const found = workbook.getWorksheet(name);
      return Array.from({ length: (bottom ?? 0) - (top ?? 0) + 1 }, (_, index) => {
        const cell = found?.getCell(`${column}${(top ?? 0) + index}`);
        return cell === undefined ? null : shownIn(cell);
      });
    };
    const numberShown = (value: ExcelJS.CellValue): number | null =>
      typeof value === 'number' ? value : null;
    return {
      kept: {
        sheet,
        names: keptIn(categories),
        series: Object.fromEntries(
          series.map((one) => [
            keptIn(part(one, 'c\\:tx')).join(''),
            keptIn(part(one, 'c\\:val')).map(number),
          ]),
        ),
      },
      shown: {
        sheet,
        names: cellsAt(referenceIn(categories)).map(String),
        series: Object.fromEntries(
          series.map((one) => [
            cellsAt(referenceIn(part(one, 'c\\:tx')))
              .map(String)
              .join(''),
            cellsAt(referenceIn(part(one, 'c\\:val'))).map(numberShown),
          ]),
        ),
      },
    };
  });
}
