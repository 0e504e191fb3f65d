import type { Workbook } from 'exceljs';
import { indicatorView } from '../../src/features/indicators/indicators.view-model';
import type { CellsBySex } from '../../src/statistics/sex-table';
import { formatNumber } from '../../src/http/format';
import { releaseDate } from '../../src/features/results/released.view-model';
import type { CompletionDocument } from './document';
import { CompletionSheet } from './sheet';

const columns = ['women', 'men', 'notStated', 'total'] as const;
const notShown = 'not shown';

/** The rated questions of the evaluation as they were released, for everybody alike. */
export function addEvaluation(workbook: Workbook, document: CompletionDocument): void {
  const { evaluation, project } = document.completion;
  const sheet = new CompletionSheet(
    workbook,
    document,
    'Evaluation',
    'Evaluation of the workshop',
    [
      { header: 'Answer', width: 46, isWords: true },
      ...['Women', 'Men', 'Not stated', 'Everyone'].flatMap((header) => [
        { header, width: 10 },
        { header: `${header}, %`, width: 10, format: '0.0' },
      ]),
      { header: 'Mean', width: 8, format: '0.00' },
    ],
    [
      ...factsOf(document),
      `As released for readers outside the team: no group of fewer than ${project.suppressionK} is shown or can be computed, and answers are put together where they would be smaller. Percentages are of the column.`,
    ],
  );
  if (evaluation === null) sheet.say('No results of the evaluation are released yet.');
  for (const { title, mean, table } of evaluation?.questions ?? []) {
    sheet.addHeading(title, mean);
    if (table.hiddenReason !== null) {
      sheet.say(table.hiddenReason);
      continue;
    }
    for (const row of table.categories) sheet.add([row.label, ...figuresOf(row)]);
    sheet.add(['Answered (base)', ...figuresOf(table.base)]);
  }
  sheet.finish('landscape');
}

/** How many forms, and how many of them are of the highly satisfied. */
function factsOf({ completion }: CompletionDocument): string[] {
  const { evaluation, satisfaction, project } = completion;
  if (evaluation === null) return [];
  const forms = evaluation.forms === null ? notShown : formatNumber(evaluation.forms);
  const facts = [`Released on ${releaseDate(evaluation.releasedAt, project)}. Forms: ${forms}.`];
  if (satisfaction === undefined) return facts;
  const { value, base, status } = indicatorView(satisfaction, project.timeZone);
  const of = base === '' ? '' : `, ${base}`;
  return [...facts, `Highly satisfied (I06): ${value}${of}. ${status.label}.`];
}

function figuresOf(row: CellsBySex): (number | string | null)[] {
  return columns.flatMap((column): (number | string | null)[] => {
    const { n, percent } = row[column];
    return n === null ? [notShown, null] : [n, percent];
  });
}
