import type { SexTableRow } from '../../../src/statistics/sex-table';
import { noData, shareOf } from '../calculate/calculation';
import type { IndicatorsDocument } from '../document';
import { evaluation } from '../evidence/tables';
import { fills, tableTop, type ChartTable, type Content } from './chart-table';

const columns = ['women', 'men', 'notStated'] as const;
const words = { women: 'Female', men: 'Male', notStated: 'Not stated' } as const;
// The table begins in the third column of its sheet.
const letters = { women: 'D', men: 'E', notStated: 'F', total: 'G' } as const;

/** The question on overall satisfaction: over the forms for the team, as released for others. */
export function satisfaction({ satisfaction: question, records }: IndicatorsDocument): ChartTable {
  const head = {
    sheet: 'Chart 4 Satisfaction',
    title: 'Overall satisfaction with the workshop',
    headers: ['Answer', 'Women', 'Men', 'Not stated', 'Total', 'Women, %', 'Men, %', 'Total, %'],
  };
  const nothing = (reason: string): ChartTable => ({
    ...head,
    note: '',
    rows: [[reason, ...head.headers.slice(1).map(() => null)]],
    chart: null,
  });
  if (question === null || question.table.base.total.n === 0) return nothing(noData);
  const { categories, base, notes, totalCovers, hiddenReason } = question.table;
  if (hiddenReason !== null) return nothing(hiddenReason);
  const isLive = records.audience === 'team';
  const count = categories.length;
  const covers = totalCovers === 'everyone' ? 'everyone who answered' : 'women and men';
  const isBySex = categories.every(
    ({ women, men }) => women.percent !== null && men.percent !== null,
  );
  return {
    ...head,
    note: [
      `“${question.title}” The total covers ${covers}. A bar is the share of the women, or of the men, who gave the answer.`,
      ...notes,
    ].join(' '),
    rows: [
      ...categories.map((row, index) =>
        isLive ? liveRow(row, index, count) : [row.label, ...figuresOf(row)],
      ),
      isLive ? liveBase(base, count) : ['Answered (base)', ...figuresOf(base)],
    ],
    chart: {
      rows: count,
      series: isBySex
        ? [
            { column: 5, fill: fills.women, labelled: true },
            { column: 6, fill: fills.men, labelled: true },
          ]
        : [{ column: 7, fill: fills.total, labelled: true }],
      overlaid: false,
      axisTitle: 'Per cent of those who answered',
      format: '0.0',
      max: 100,
    },
  };
}

type Figures = Pick<SexTableRow, 'women' | 'men' | 'notStated' | 'total'>;

function figuresOf(row: Figures): Content[] {
  return [
    ...[row.women, row.men, row.notStated, row.total].map(({ n }) => n ?? 'hidden'),
    ...[row.women, row.men, row.total].map(({ percent }) => percent),
  ];
}

function liveRow(row: SexTableRow, index: number, count: number): Content[] {
  const at = tableTop + index;
  const last = tableTop + count;
  return [
    row.label,
    ...columns.map((column) => ({
      formula: `COUNTIFS(${evaluation.all('overall')},${Number(row.code)},${evaluation.all('sex')},"${words[column]}")`,
      result: row[column].n ?? 0,
    })),
    { formula: `SUM(D${at}:F${at})`, result: row.total.n ?? 0 },
    ...(['women', 'men', 'total'] as const).map((column) => percentOf(column, at, last, row)),
  ];
}

function liveBase(base: Figures, count: number): Content[] {
  const last = tableTop + count;
  return [
    'Answered (base)',
    ...[...columns, 'total' as const].map((column) => ({
      formula: `SUM(${letters[column]}${tableTop}:${letters[column]}${last - 1})`,
      result: base[column].n ?? 0,
    })),
    ...(['women', 'men', 'total'] as const).map((column) => percentOf(column, last, last, base)),
  ];
}

function percentOf(
  column: 'women' | 'men' | 'total',
  at: number,
  base: number,
  row: Figures,
): Content {
  const cell = `${letters[column]}${base}`;
  return {
    formula: `IF(${cell}=0,"",${shareOf(`${letters[column]}${at}`, cell)})`,
    result: row[column].percent ?? '',
  };
}
