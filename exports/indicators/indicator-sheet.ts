import type { Worksheet } from 'exceljs';
import { documents, targetText } from '../../src/features/indicators/indicator';
import { statuses } from '../../src/features/indicators/status-words';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { rowHeight } from '../../src/lib/workbook/row-height';
import { calculationOf } from './calculate/calculation-of';
import { noData, notShown } from './calculate/calculation';
import { overallFormula, statusOfCell, statusOfDays } from './calculate/status';
import type { IndicatorCells } from './cells';
import { addDays } from './days-block';
import type { IndicatorsDocument } from './document';
import { addEvidenceLinks, factsOf } from './indicator-facts';
import type { RuleCells } from './rules-sheet';
import { headCell } from '../page-look';
import { addFact, addTitle, printable, writeCell } from './sheet-look';
import { addSplit } from './split-block';

const widths = [46, 16, 14, 14, 14, 12, 14, 14] as const;
/** Of the document that sets a target, which takes the columns to the last one. */
const sourceColumn = 5;
const sourceWidth = 54;

/** One indicator: its calculation over the sheets of records, and what it is in words. */
export function addIndicatorSheet(
  sheet: Worksheet,
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
  rules: RuleCells,
): IndicatorCells {
  const { id, title } = indicator.definition;
  sheet.columns = widths.map((width) => ({ width }));
  const top = addTitle(sheet, document, `${id} ${title}`);
  const writer = new IndicatorSheet(sheet, indicator, document, rules, top);
  const cells = writer.write();
  printable(sheet, document, { onePage: true });
  return cells;
}

class IndicatorSheet {
  private readonly addresses = new Map<string, string>();
  private readonly targetCells: string[];

  constructor(
    private readonly sheet: Worksheet,
    private readonly indicator: ProtectedIndicator,
    private readonly document: IndicatorsDocument,
    rules: RuleCells,
    private row: number,
  ) {
    const { targets, definition } = indicator;
    this.targetCells = targets.map((_, index) => rules.target(definition.id, index));
    this.rules = rules;
  }

  private readonly rules: RuleCells;

  write(): IndicatorCells {
    const { sheet, indicator, document } = this;
    const { calculation, why } = calculationOf(indicator, document, this.rules);
    const statusRow = this.row + 1;
    // Value and status stand first; what they are made of follows.
    const valueRow = this.row;
    this.addresses.set('value', `$B$${valueRow}`);
    this.row += 2;
    if (calculation.lines.length + calculation.others.size > 1) {
      this.row += 1;
      this.head('Calculation', 'Figure');
    }
    for (const line of calculation.lines) {
      if (line.key !== 'value')
        this.line(line.key, line.label, line.formula, line.result, line.note);
    }
    for (const line of calculation.others.values()) {
      this.line(line.key, line.label, line.formula, line.result, line.note);
    }
    this.row += 1;
    const targets = this.reserveTargets();
    const days = addDays(sheet, indicator, document, { row: this.row, targets: this.targetCells });
    this.row = days.next;
    const value = calculation.lines.find(({ key }) => key === 'value');
    const formula =
      days.range === null
        ? (value?.formula?.(this.at) ?? null)
        : `IF(COUNT(${days.range})=0,"${noData}",MIN(${days.range}))`;
    const shown =
      indicator.hidden === null ? (indicator.value ?? noData) : (value?.result ?? notShown);
    this.big(valueRow, 'Value', formula, shown, why);
    const others = [...calculation.others].map(
      ([measure, { key }]) => [measure, this.at(key)] as const,
    );
    const reached = this.fillTargets(targets, new Map(others), days);
    const lines = targets.length === 0 ? null : `$D$${targets[0] ?? 0}:$D$${targets.at(-1) ?? 0}`;
    this.big(
      statusRow,
      'Status',
      formula === null ? null : overallFormula(this.at('value'), lines),
      statuses[indicator.status].label,
      '',
    );
    const split = days.range === null ? addSplit(sheet, indicator, document, this.row) : null;
    this.row = split?.next ?? this.row;
    for (const [label, text] of factsOf(indicator, document))
      addFact(sheet, this.row++, label, text);
    addEvidenceLinks(sheet, this.row, indicator, document);
    const absolute = (address: string): string => `'${sheet.name}'!${address}`;
    return {
      value: absolute(`$B$${valueRow}`),
      status: absolute(`$B$${statusRow}`),
      base: this.addresses.has('base') ? absolute(this.at('base')) : null,
      targets: reached.map((cells) => ({
        reached: absolute(cells.reached),
        atLeast: absolute(cells.atLeast),
        status: absolute(cells.status),
      })),
      days: days.cells,
      split: split?.cells ?? days.persons,
    };
  }

  private readonly at = (key: string): string => {
    const address = this.addresses.get(key);
    if (address === undefined) throw new Error(`The calculation has no line ${key}.`);
    return address;
  };

  private head(...heads: string[]): void {
    heads.forEach((head, index) => {
      headCell(
        this.sheet.getCell(this.row, index + 1),
        head,
        index === 1 || index === 2,
        index > 0,
      );
    });
    this.row += 1;
  }

  private line(
    key: string,
    label: string,
    formula: ((at: (key: string) => string) => string) | null,
    result: number | string,
    note: string,
  ): void {
    const { sheet, row } = this;
    this.addresses.set(key, `$B$${row}`);
    writeCell(sheet.getCell(row, 1), label, false);
    writeCell(
      sheet.getCell(row, 2),
      formula === null ? result : { formula: formula(this.at), result },
      true,
    );
    if (note !== '') this.note(row, note);
    this.row += 1;
  }

  private big(
    row: number,
    label: string,
    formula: string | null,
    result: number | string,
    note: string,
  ): void {
    const [name, cell] = [this.sheet.getCell(row, 1), this.sheet.getCell(row, 2)];
    name.value = label;
    name.font = { bold: true };
    cell.value = formula === null ? result : { formula, result };
    cell.font = { bold: true, size: label === 'Value' ? 13 : 11 };
    cell.alignment = { horizontal: 'left', vertical: 'top' };
    if (label === 'Value') {
      if (this.indicator.definition.unit === '%') cell.numFmt = '0.00';
      this.sheet.getCell(row, 3).value =
        this.indicator.definition.unit === '%' ? 'per cent' : this.indicator.definition.unit;
    }
    if (note !== '') this.note(row, note, 4);
  }

  private note(row: number, text: string, column = 3): void {
    this.sheet.mergeCells(row, column, row, widths.length);
    const cell = this.sheet.getCell(row, column);
    cell.value = text;
    cell.alignment = { wrapText: true, vertical: 'top', horizontal: 'left', indent: 1 };
    const letters = widths.slice(column - 1).reduce((sum, width) => sum + width, 0);
    this.sheet.getRow(row).height = rowHeight([[text, letters]]);
  }

  /** The rows of the targets, whose head is written; they are filled when all else is known. */
  private reserveTargets(): number[] {
    if (this.indicator.targets.length === 0) return [];
    this.sheet.mergeCells(this.row, sourceColumn, this.row, widths.length);
    this.head('Target', 'Reached', 'At least', 'Status', 'Source');
    const rows = this.indicator.targets.map((_, index) => this.row + index);
    this.row += rows.length + 1;
    return rows;
  }

  private fillTargets(
    rows: readonly number[],
    others: ReadonlyMap<string, string>,
    days: { range: string | null; count: number },
  ): { reached: string; atLeast: string; status: string }[] {
    return this.indicator.targets.map(({ line, value, status }, index) => {
      const row = rows[index] ?? 0;
      const at = (column: string): string => `$${column}$${row}`;
      const target = this.targetCells[index] ?? '';
      const isShown = status !== 'not_shown';
      const formula =
        line.perDay && days.range !== null
          ? statusOfDays(days.range, days.count, at('C'))
          : statusOfCell(at('B'), [at('C')]);
      const put = (column: number, content: Parameters<typeof writeCell>[1]): void => {
        const cell = this.sheet.getCell(row, column);
        const isFigure = column === 2 || column === 3;
        writeCell(cell, content, isFigure);
        if (column > 1 && !isFigure) cell.alignment = { ...cell.alignment, indent: 1 };
      };
      this.sheet.mergeCells(row, sourceColumn, row, widths.length);
      put(1, targetText(line));
      put(2, {
        formula: others.get(line.measure) ?? this.at('value'),
        result: isShown && this.indicator.hidden === null ? (value ?? noData) : (value ?? notShown),
      });
      put(3, { formula: target, result: line.value });
      put(4, isShown ? { formula, result: statuses[status].label } : statuses[status].label);
      put(sourceColumn, documents[line.source]);
      this.sheet.getRow(row).height = rowHeight([
        [targetText(line), widths[0]],
        [documents[line.source], sourceWidth],
      ]);
      if (line.unit === '%') this.sheet.getCell(row, 2).numFmt = '0.00';
      return { reached: at('B'), atLeast: at('C'), status: at('D') };
    });
  }
}
