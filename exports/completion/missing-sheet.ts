import type { Workbook } from 'exceljs';
import type { CompletionDocument } from './document';
import { CompletionSheet } from './sheet';

/** What a complete report still wants, in the order of the work. */
export function addMissing(workbook: Workbook, document: CompletionDocument): void {
  const { missing } = document.completion;
  const sheet = new CompletionSheet(
    workbook,
    document,
    'Still missing',
    'Still missing for a complete report',
    [
      { header: 'What', width: 60, isWords: true },
      { header: 'How much', width: 80, isWords: true },
    ],
    [],
  );
  if (missing.length === 0) {
    sheet.say('Nothing: every indicator has data, and nothing waits for a decision.');
  }
  for (const { what, how } of missing) sheet.add([what, how]);
  sheet.finish('landscape');
}
