import type { Workbook } from 'exceljs';
import type { SheetChart } from '../src/lib/workbook/sheet-charts';
import type { StreamedSheets } from '../src/lib/workbook/write-workbook';
import type { IndicatorCells } from './indicators/cells';
import { fillChartSheet, reserveChartSheets } from './indicators/charts/chart-sheets';
import { chartSheets, chartTables } from './indicators/charts/chart-tables';
import type { IndicatorsDocument } from './indicators/document';
import type { EvidenceSheet } from './indicators/evidence/sheet';
import { openSheets, othersSheets, teamSheets } from './indicators/evidence/sheets';
import { addIndicatorSheet } from './indicators/indicator-sheet';
import { addRulesSheet, ruleCellsOf, type RuleCells } from './indicators/rules-sheet';
import { printable } from './indicators/sheet-look';
import { addSummary } from './indicators/summary-sheet';

/**
 * The workbook "indicators": a summary to print, a chart a page, a sheet for each indicator, the
 * targets and rules, and the records that the formulas of all of these count. It holds nothing that
 * tells who somebody is.
 */
export function indicatorsWorkbook(document: IndicatorsDocument): {
  build: (workbook: Workbook) => readonly SheetChart[];
  streamed: StreamedSheets[];
} {
  const rules = ruleCellsOf(document);
  const build = (workbook: Workbook): readonly SheetChart[] => {
    workbook.creator = 'PEC';
    workbook.title = `Indicators: ${document.projectName}`;
    // All sheets in their order first: formulas of the first ones lead to the last ones.
    const summary = workbook.addWorksheet('Summary');
    const charts = reserveChartSheets(workbook, chartSheets);
    const sheets = document.indicators.map((indicator) => ({
      indicator,
      sheet: workbook.addWorksheet(indicator.definition.id, { views: [{ showGridLines: false }] }),
    }));
    addRulesSheet(workbook, document);
    const cells = new Map<string, IndicatorCells>(
      sheets.map(({ indicator, sheet }) => [
        indicator.definition.id,
        addIndicatorSheet(sheet, indicator, document, rules),
      ]),
    );
    addSummary(summary, document, cells);
    return chartTables(document, cells).flatMap((table) => {
      const sheet = charts.get(table.sheet);
      if (sheet === undefined) throw new Error(`There is no sheet ${table.sheet}.`);
      return fillChartSheet(sheet, table, document) ?? [];
    });
  };
  return {
    build,
    streamed: evidenceOf(document, rules).map((sheet) => streamedSheet(sheet, document)),
  };
}

function evidenceOf({ records }: IndicatorsDocument, rules: RuleCells): EvidenceSheet[] {
  return records.audience === 'team'
    ? [...openSheets(records, true), ...teamSheets(records, rules)]
    : [...openSheets(records, false), ...othersSheets(records)];
}

/** So many letters a page that stands upright has room for. */
const portraitLetters = 105;

function streamedSheet(
  { name, about, columns, rows }: EvidenceSheet,
  document: IndicatorsDocument,
): StreamedSheets {
  return {
    sheets: [
      {
        name,
        columns,
        prepare: (sheet) => {
          sheet.properties.tabColor = { argb: 'FF9FB3B8' };
          sheet.getCell(1, 1).note = about;
          // Figures in the middle of their columns do not run into the words beside them.
          columns.forEach(({ kind }, index) => {
            if (kind !== 'number') return;
            for (const row of [1, 2]) {
              const cell = sheet.getCell(row, index + 1);
              cell.alignment = { ...cell.alignment, horizontal: 'center' };
            }
          });
          const letters = columns.reduce((sum, { width }) => sum + width, 0);
          printable(sheet, document, {
            orientation: letters > portraitLetters ? 'landscape' : 'portrait',
            headRow: 1,
            head: { title: `Records: ${name}`, text: about },
          });
        },
      },
    ],
    records: async function* () {
      for await (const row of rows()) yield [row];
    },
  };
}
