import { isForm } from '../../../src/features/indicators/indicator';
import { noData } from '../calculate/calculation';
import { cellsOf, type CellsById } from '../cells';
import type { IndicatorsDocument } from '../document';
import { fills, tableTop, type ChartTable, type Content } from './chart-table';

/** The people behind the records that each indicator counts, from the sheets of the indicators. */
export function womenAndMen(
  { indicators, isProtected }: IndicatorsDocument,
  cells: CellsById,
): ChartTable {
  let row = tableTop - 1;
  const rows = indicators.flatMap(({ definition, split }): Content[][] => {
    const counted = split?.categories.find(({ code }) => code === 'counted');
    const at = cellsOf(cells, definition.id).split;
    if (counted === undefined || at === null) return [];
    row += 1;
    const sexes = [counted.women.n, counted.men.n, counted.notStated.n];
    const everyone = sexes.reduce<number>((sum, n) => sum + (n ?? 0), 0);
    const cell = (formula: string, result: number | null): Content => ({
      formula,
      result: result ?? '',
    });
    return [
      [
        `${definition.id} ${definition.title}, by sex of ${definition.splitOf ?? 'people'}`,
        cell(at.women, counted.women.n),
        cell(at.men, counted.men.n),
        cell(at.notStated, counted.notStated.n),
        cell(
          `IF(COUNT(D${row}:F${row})=3,SUM(D${row}:F${row}),"")`,
          sexes.includes(null) ? null : everyone,
        ),
        cell(`IF(ISNUMBER(${at.share}),${at.share},"")`, counted.shareOfWomen),
      ],
    ];
  });
  const isKnown = indicators.some(
    ({ definition, value }) => isForm(definition.fedBy) && value !== null,
  );
  const reason = isProtected && isKnown ? 'groups too small to be shown' : noData;
  return {
    sheet: 'Chart 5 Women and men',
    title: 'Women and men behind the indicators',
    note: `People behind the records counted. The share of women is that among people whose sex is stated.${
      isProtected ? ' Indicators with small groups are left out.' : ''
    }`,
    headers: ['Indicator', 'Women', 'Men', 'Not stated', 'Everyone', 'Share of women, per cent'],
    rows: rows.length === 0 ? [[reason, null, null, null, null, null]] : rows,
    chart:
      rows.length === 0
        ? null
        : {
            rows: rows.length,
            series: [
              { column: 1, fill: fills.women, labelled: true },
              { column: 2, fill: fills.men, labelled: true },
              { column: 3, fill: fills.notStated, labelled: true },
            ],
            overlaid: false,
            axisTitle: 'People',
            format: '0',
            max: null,
          },
  };
}
