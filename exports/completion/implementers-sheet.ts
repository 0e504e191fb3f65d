import type { Workbook } from 'exceljs';
import type { ImplementerRow } from '../../src/features/records/implementers/implementer-counts';
import type { CompletionDocument } from './document';
import { CompletionSheet } from './sheet';

const method =
  'From the records of who carries the project out, begun by today, and the experts who contributed to the workshop. In each row a person counts once. The share of women is of those whose sex is stated.';

/** Women and men who carry the project out, by part, and its experts. */
export function addImplementers(workbook: Workbook, document: CompletionDocument): void {
  const { implementers: table } = document.completion;
  const sheet = new CompletionSheet(
    workbook,
    document,
    'Experts and implementers',
    'Experts and implementers by sex',
    [
      { header: 'People', width: 34, isWords: true },
      { header: 'Women', width: 10 },
      { header: 'Men', width: 10 },
      { header: 'Not stated', width: 10 },
      { header: 'Total', width: 10 },
      { header: 'Share of women, %', width: 12, format: '0.0' },
      { header: 'Base of the share', width: 10 },
    ],
    [method],
  );
  if (table === null) {
    sheet.say(
      'No data yet: nobody is noted as carrying the project out, and no expert as having contributed.',
    );
  } else {
    const cells = ({ label, women, men, notStated, total, shareOfWomen, base }: ImplementerRow) => [
      ...[label, women, men, notStated, total],
      shareOfWomen,
      base,
    ];
    for (const row of [...table.parts, table.implementers, table.experts]) sheet.add(cells(row));
    sheet.add(cells(table.everybody), { bold: true });
  }
  sheet.finish('portrait');
}
