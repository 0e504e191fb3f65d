import { neutralise } from '../../../lib/spreadsheet/neutralise';
import { localTime } from '../../../lib/zoned-time';
import type { ListedAdjustment } from './adjustments.queries';
import { adjustmentNames } from './data-set-words';

/** The log as CSV: every field quoted, with the mark by which Excel knows UTF-8, no cell a formula. */
export function adjustmentsFile(lines: readonly ListedAdjustment[], timeZone: string): string {
  const head = [
    `When (${timeZone})`,
    'What',
    'Answer',
    'Received on',
    'Questions',
    'By',
    'Why',
    'Day',
    'Note of the day',
  ];
  const rows = lines.map((line) => [
    localTime(line.madeAt, timeZone).replace('T', ' ').slice(0, 16),
    adjustmentNames[line.kind],
    line.responseId,
    line.receivedOn ?? '',
    line.questions.join('; '),
    line.madeBy ?? (line.kind === 'corrected_by_respondent' ? 'Respondent' : ''),
    line.reason,
    line.dayNumber === null ? '' : String(line.dayNumber),
    line.dayNote ?? '',
  ]);
  const text = [head, ...rows]
    .map((cells) => cells.map((cell) => `"${neutralise(cell).replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  return `\ufeff${text}\r\n`;
}
