import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';

/** What a chart is drawn from: figures by women, men and all, null where the page shows none. */
export interface PageRow {
  name: string;
  percent: PageFigures;
  mean: PageFigures;
  /** People in all; null when hidden. */
  n: number | null;
}
interface PageFigures {
  women: number | null;
  men: number | null;
  total: number | null;
}

/** A table of the results as the page shows it; a matrix has one for each line, and their means. */
export interface PageTable {
  title: string;
  kind: 'categories' | 'means';
  rows: PageRow[];
}

/** Every table of the results of a form that has a figure on the page. */
export async function resultsOf(client: Client, form: string): Promise<PageTable[]> {
  const { $ } = await client.get(`${paths.surveyResults(form)}?part=all`);
  type Element = Parameters<typeof $>[0];
  const rowsIn = (part: Element): PageRow[] =>
    $(part)
      .find('tr[data-row]')
      .toArray()
      .map((row) => {
        const datum = (series: string, name: string): number | null => {
          const text = $(row).find(`[data-series="${series}"]`).attr(`data-${name}`);
          return text === undefined ? null : Number(text);
        };
        const figures = (name: string): PageFigures => ({
          women: datum('women', name),
          men: datum('men', name),
          total: datum('total', name),
        });
        return {
          name: $(row).attr('data-row') ?? '',
          percent: figures('percent'),
          mean: figures('mean'),
          n: datum('total', 'n'),
        };
      });
  return $('article.question')
    .toArray()
    .flatMap((article): PageTable[] => {
      const title = $(article).find('h3').text();
      const groups = $(article).find('tbody[data-item]').toArray();
      const summary = $(article).find('table:not([id])').toArray();
      if (summary[0] !== undefined) return [{ title, kind: 'means', rows: rowsIn(summary[0]) }];
      if (groups.length > 0) {
        return groups.map((group) => ({
          title: `${title} ${$(group).attr('data-item') ?? ''}`,
          kind: 'categories',
          rows: rowsIn(group),
        }));
      }
      const rows = rowsIn(article);
      const isOfMeans = $(article).find('thead th').length === 5;
      return [{ title, kind: isOfMeans ? 'means' : 'categories', rows }];
    });
}
