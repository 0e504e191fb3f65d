import type { Cell, Workbook, Worksheet } from 'exceljs';
import { formatDateTime } from '../../src/http/format';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import { rowHeight } from '../../src/lib/workbook/row-height';
import { addHeading, finish, headCell } from '../page-look';
import type { CompletionDocument } from './document';

export interface CompletionColumn {
  header: string;
  width: number;
  /** Of figures: "0.0"; whole numbers unless told. */
  format?: string;
  /** Words stand at the left, figures at the right. */
  isWords?: boolean;
}

type Content = string | number | null;

/** A sheet with a title, what its table shows, and the table, which is written row by row. */
export class CompletionSheet {
  private readonly sheet: Worksheet;
  private readonly headRow: number;
  private row: number;

  constructor(
    workbook: Workbook,
    private readonly document: CompletionDocument,
    name: string,
    title: string,
    private readonly columns: readonly CompletionColumn[],
    about: readonly string[],
  ) {
    const { completion, mark } = document;
    const { name: projectName, timeZone } = completion.project;
    const lines = [
      `${projectName}. As of ${formatDateTime(completion.asOf, timeZone)}.`,
      ...(mark === null ? [] : [mark]),
      ...about,
    ];
    this.headRow = lines.length + 3;
    this.row = this.headRow;
    this.sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', xSplit: 1, ySplit: this.headRow, showGridLines: false }],
    });
    this.sheet.columns = columns.map(({ width }) => ({ width }));
    addHeading(this.sheet, title, lines);
    lines.forEach((line, index) => {
      const row = index + 2;
      this.sheet.mergeCells(row, 1, row, columns.length);
      this.sheet.getCell(row, 1).alignment = { wrapText: true, vertical: 'top' };
      this.sheet.getRow(row).height = rowHeight([[line, this.letters()]]);
    });
    columns.forEach(({ header }, index) => {
      headCell(this.sheet.getCell(this.headRow, index + 1), header, this.isFigure(index));
    });
    this.sheet.getRow(this.headRow).height = rowHeight(
      columns.map(({ header, width }) => [header, width - 1]),
    );
  }

  /** A row of the table; headings and sums in bold letters. */
  add(contents: readonly Content[], look: { bold?: boolean } = {}): void {
    this.row += 1;
    contents.forEach((content, index) => {
      const cell = this.sheet.getCell(this.row, index + 1);
      this.write(cell, content, index);
      if (look.bold === true) cell.font = { bold: true };
    });
    this.sheet.getRow(this.row).height = rowHeight(
      contents.map((content, index) => [
        typeof content === 'string' ? content : '',
        (this.columns[index]?.width ?? 10) - 1,
      ]),
    );
  }

  /** A heading over all columns but the last, in which a figure may stand. */
  addHeading(text: string, figure: number | null): void {
    this.add([text, ...this.columns.slice(2).map(() => null), figure], { bold: true });
    this.sheet.mergeCells(this.row, 1, this.row, this.columns.length - 1);
    const widths = this.letters() - (this.columns.at(-1)?.width ?? 0);
    this.sheet.getRow(this.row).height = rowHeight([[text, widths]]);
  }

  /** A line over all columns: why there are no figures. */
  say(text: string): void {
    this.row += 1;
    this.sheet.mergeCells(this.row, 1, this.row, this.columns.length);
    const cell = this.sheet.getCell(this.row, 1);
    this.write(cell, text, 0);
    this.sheet.getRow(this.row).height = rowHeight([[text, this.letters()]]);
  }

  finish(orientation: 'portrait' | 'landscape'): void {
    const { mark, completion } = this.document;
    const asOf = `as of ${formatDateTime(completion.asOf, completion.project.timeZone)}`;
    finish(this.sheet, {
      orientation,
      repeated: `${this.headRow}:${this.headRow}`,
      foot: mark === null ? asOf : `${mark}, ${asOf}`,
    });
  }

  private write(cell: Cell, content: Content, index: number): void {
    cell.value = typeof content === 'string' ? neutralise(content) : content;
    cell.alignment = {
      wrapText: true,
      vertical: 'top',
      horizontal: this.isFigure(index) ? 'right' : 'left',
    };
    cell.border = { bottom: { style: 'hair' } };
    if (typeof content === 'number') cell.numFmt = this.columns[index]?.format ?? '0';
  }

  private isFigure(index: number): boolean {
    return this.columns[index]?.isWords !== true;
  }

  private letters(): number {
    return this.columns.reduce((sum, { width }) => sum + width, 0);
  }
}
