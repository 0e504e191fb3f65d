import type ExcelJS from 'exceljs';
import { unitAfter } from '../../../src/features/indicators/indicator';
import { formatPercent } from '../../../src/http/format';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import type { SummaryRow } from './read-workbook';

/** The value alone, where the page says of which day it is. */
function withoutDay(value: string): string {
  return value.replace(/ on Day \d+(?:, the lowest day)?$/, '');
}

/** What the page of the indicators says: the value, its status, and women, men and not stated. */
export async function pageOf(client: Client): Promise<Map<string, string[]>> {
  const { $ } = await client.get(paths.indicators);
  return new Map(
    $('article.indicator')
      .toArray()
      .map((card) => {
        const text = (selector: string): string =>
          $(card).find(selector).text().replace(/\s+/g, ' ').trim();
        const split = $(card)
          .find('.indicator-base p')
          .filter((_, line) => $(line).text().startsWith('By sex'))
          .find('strong')
          .toArray()
          .map((figure) => $(figure).text());
        return [
          text('.indicator-id'),
          [withoutDay(text('.indicator-value')), text('.indicator-status'), ...split],
        ] as const;
      }),
  );
}

function textOf(value: ExcelJS.CellValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The same from the workbook, written as the page writes it. */
export function asOnPage(row: SummaryRow): string[] {
  const { Value: value, Unit: unit } = row;
  const shown =
    typeof value !== 'number'
      ? '–'
      : unit === '%'
        ? formatPercent(value, 2)
        : `${value} ${unitAfter(value, textOf(unit))}`;
  const sexes = [row['Women'], row['Men'], row['Not stated']].filter(
    (figure) => typeof figure === 'number',
  );
  return [shown, textOf(row['Status']), ...sexes.map(String)];
}
