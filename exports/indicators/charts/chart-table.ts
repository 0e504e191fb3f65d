import type { FormulaCell } from '../../../src/lib/workbook/cells';
import type { ChartFill } from '../../../src/lib/workbook/chart-xml';

export type Content = string | number | FormulaCell | null;

/** A table and the chart that is drawn from its cells, for a sheet of their own. */
export interface ChartTable {
  sheet: string;
  title: string;
  /** What the figures are and what is left out. */
  note: string;
  headers: string[];
  /** The first column names the bars. */
  rows: Content[][];
  /** Null when there is nothing to draw yet. */
  chart: {
    /** How many rows are drawn, from the first one on; what has no figures stands below them. */
    rows: number;
    /** Columns of the table, from 0. */
    series: { column: number; fill: ChartFill; labelled: boolean }[];
    overlaid: boolean;
    axisTitle: string;
    format: string;
    max: number | null;
  } | null;
}

/** On every sheet of a chart: the column and the row in which the rows of its table begin. */
export const tableColumn = 3;
export const tableTop = 8;

/** What a cell shows. */
export function resultOf(content: Content | undefined): string | number | null {
  return typeof content === 'object' && content !== null ? content.result : (content ?? null);
}

/** As on the pages: women plain, men striped, not stated dotted. */
export const fills = {
  women: { kind: 'plain', colour: '7B3FA0' },
  men: { kind: 'striped', colour: '0F7A6C' },
  notStated: { kind: 'dotted', colour: '6B747A' },
  total: { kind: 'plain', colour: '1F4E79' },
  target: { kind: 'frame', colour: '16262B' },
} as const satisfies Record<string, ChartFill>;
