import type { Worksheet } from 'exceljs';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { formatDate } from '../../src/http/format';
import { dayColumns, dayLines } from './calculate/days';
import type { IndicatorCells } from './cells';
import type { IndicatorsDocument } from './document';
import { headCell } from '../page-look';
import { writeCell } from './sheet-look';

export interface DaysBlock {
  /** The row after the table. */
  next: number;
  /** The values of the days; null for indicators that have none. */
  range: string | null;
  count: number;
  cells: IndicatorCells['days'];
  /** Of the people, each counted once. */
  persons: IndicatorCells['split'];
}

/** The table of days of an indicator that each day must meet. */
export function addDays(
  sheet: Worksheet,
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
  { row, targets }: { row: number; targets: readonly string[] },
): DaysBlock {
  const isTeam = document.records.audience === 'team';
  const lines = dayLines(indicator, isTeam, row + 1, targets);
  if (lines.length === 0) return { next: row, range: null, count: 0, cells: [], persons: null };
  const heads = [
    'Day by day',
    'Women',
    'Men',
    'Not stated',
    'Everyone',
    'Women, %',
    'Value',
    'Status',
  ];
  heads.forEach((head, index) => {
    headCell(sheet.getCell(row, index + 1), head, index > 0);
  });
  const values: number[] = [];
  let persons: number | null = null;
  for (const [index, { row: line, day, cells }] of lines.entries()) {
    const at = row + 1 + index;
    const label = line.date === null ? line.label : `${line.label}, ${formatDate(line.date)}`;
    writeCell(sheet.getCell(at, 1), label, false);
    if (line.isPart) {
      sheet.getCell(at, 1).alignment = { horizontal: 'left', indent: 2, vertical: 'top' };
    }
    cells.forEach((cell, column) => {
      writeCell(sheet.getCell(at, column + 2), cell, true);
    });
    sheet.getCell(at, 6).numFmt = '0.00';
    if (indicator.definition.unit === '%') sheet.getCell(at, 7).numFmt = '0.00';
    if (day !== null) values.push(at);
    if (day === null && !line.isPart && line.label !== 'Person-days') persons = at;
  }
  const absolute = (column: string, at: number): string => `'${sheet.name}'!$${column}$${at}`;
  const first = values[0] ?? row;
  const last = values.at(-1) ?? row;
  return {
    next: row + lines.length + 2,
    // Parts and sums have nothing in this column.
    range: `$${dayColumns.value}$${first}:$${dayColumns.value}$${last}`,
    count: values.length,
    cells: values.map((at) => ({
      women: absolute(dayColumns.women, at),
      men: absolute(dayColumns.men, at),
      notStated: absolute(dayColumns.notStated, at),
      everyone: absolute(dayColumns.everyone, at),
      share: absolute(dayColumns.share, at),
      value: absolute(dayColumns.value, at),
      status: absolute(dayColumns.status, at),
    })),
    persons:
      persons === null
        ? null
        : {
            women: absolute(dayColumns.women, persons),
            men: absolute(dayColumns.men, persons),
            notStated: absolute(dayColumns.notStated, persons),
            share: absolute(dayColumns.share, persons),
          },
  };
}
