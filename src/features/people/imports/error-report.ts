import { neutralise } from '../../../lib/spreadsheet/neutralise';
import type { ImportPlan } from './plan-import';

/** Every error and warning of a dry run as a workbook, to be worked through beside the file. */
export async function errorReport(plan: ImportPlan): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Errors and warnings', {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = [
    { header: 'Line', width: 8 },
    { header: 'Row', width: 30 },
    { header: 'Kind', width: 10 },
    { header: 'Column', width: 18 },
    { header: 'Message', width: 90 },
  ];
  sheet.getRow(1).font = { bold: true };
  for (const { line, label, problems, warnings } of plan.rows) {
    for (const { column, message } of problems) {
      sheet.addRow([line, neutralise(label), 'Error', column, neutralise(message)]);
    }
    for (const { column, message } of warnings) {
      sheet.addRow([line, neutralise(label), 'Warning', column, neutralise(message)]);
    }
  }
  sheet.autoFilter = { from: 'A1', to: { row: 1, column: 5 } };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
