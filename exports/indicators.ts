import type { Workbook } from 'exceljs';
import { addChartsSheet } from './indicators/charts-sheet';
import type { DrawChart, IndicatorsDocument } from './indicators/document';
import { addEvidenceSheet } from './indicators/evidence-sheet';
import { addSummarySheet } from './indicators/summary-sheet';

/**
 * The workbook "indicators": a summary to print, the charts with their tables, and a sheet for each
 * indicator with its definition, figures and evidence. It never holds anything about a person.
 *
 * @returns what each picture shows, in words, in their order
 */
export function indicatorsWorkbook(
  workbook: Workbook,
  document: IndicatorsDocument,
  draw: DrawChart,
): string[] {
  workbook.creator = 'PEC';
  workbook.title = `Indicators: ${document.projectName}`;
  addSummarySheet(workbook, document);
  const pictures = addChartsSheet(workbook, document, draw);
  for (const indicator of document.indicators) addEvidenceSheet(workbook, indicator, document);
  return pictures;
}
