import type { CellKind, CellValue } from '../../../src/lib/workbook/cells';
import { columnLetters } from '../../../src/lib/workbook/cells';

type Column = readonly [header: string, kind: CellKind, width: number];

/** The head of a sheet of records: formulas name its columns by their keys. */
export class EvidenceTable<K extends string> {
  readonly keys: readonly K[];

  /**
   * @param about what a row is and where it comes from
   * @param columns in their order
   */
  constructor(
    readonly name: string,
    readonly about: string,
    private readonly columns: Readonly<Record<K, Column>>,
  ) {
    this.keys = Object.keys(columns) as K[];
  }

  /** A whole column, so that rows added by hand count, too: "'Answers'!$B:$B". */
  all(key: K): string {
    const letters = this.letters(key);
    return `'${this.name}'!$${letters}:$${letters}`;
  }

  /** A cell from formulas of other sheets: "'Answers'!$B$2". */
  at(key: K, row: number): string {
    return `'${this.name}'!$${this.letters(key)}$${row}`;
  }

  /** A cell from formulas of the sheet itself: "B2". */
  own(key: K, row: number): string {
    return `${this.letters(key)}${row}`;
  }

  /** The columns that the sheet shows: the first ones, where readers see fewer. */
  heads(shown: number = this.keys.length): { header: string; kind: CellKind; width: number }[] {
    return this.keys.slice(0, shown).map((key) => {
      const [header, kind, width] = this.columns[key];
      return { header, kind, width };
    });
  }

  /** A row in the order of the columns. */
  row(values: Readonly<Partial<Record<K, CellValue>>>): CellValue[] {
    return this.keys.map((key) => values[key] ?? null);
  }

  private letters(key: K): string {
    return columnLetters(this.keys.indexOf(key) + 1);
  }
}

/** A sheet of records, as the workbook holds it for its readers. */
export interface EvidenceSheet {
  name: string;
  about: string;
  columns: { header: string; kind: CellKind; width: number }[];
  /** Read once; the first one stands in row 2. */
  rows: () => AsyncIterable<CellValue[]>;
}
