import type { Worksheet } from 'exceljs';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { isForm } from '../../src/features/indicators/indicator';
import type { FormulaCell } from '../../src/lib/workbook/cells';
import { shareOf } from './calculate/calculation';
import { splitFormulas } from './calculate/split';
import type { IndicatorCells } from './cells';
import type { IndicatorsDocument } from './document';
import { headCell } from '../page-look';
import { writeCell } from './sheet-look';

const columns = ['women', 'men', 'notStated'] as const;
const letters = { women: 'B', men: 'C', notStated: 'D', total: 'E', share: 'F' } as const;

/**
 * The records by sex: those counted, those not, and all. Formulas over the records for the team; for
 * others the table that was released, where it may be shown.
 */
export function addSplit(
  sheet: Worksheet,
  indicator: ProtectedIndicator,
  { records }: IndicatorsDocument,
  row: number,
): { next: number; cells: IndicatorCells['split'] } {
  const { split, definition } = indicator;
  if (split === null) return { next: row, cells: null };
  const heads = [
    `By sex of ${definition.splitOf ?? 'people'}`,
    'Women',
    'Men',
    'Not stated',
    'Everyone',
    'Women, %',
  ];
  heads.forEach((head, index) => {
    headCell(sheet.getCell(row, index + 1), head, index > 0);
  });
  const isLive = !isForm(definition.fedBy) || records.audience === 'team';
  const formulas = isLive ? splitFormulas(definition.id) : null;
  const lines = [
    { ...split.categories.find(({ code }) => code === 'counted'), label: 'Counted' },
    { ...split.categories.find(({ code }) => code === 'not_counted'), label: 'Not counted' },
    { ...split.base, label: 'All valid records (base)', shareOfWomen: split.shareOfWomen },
  ];
  lines.forEach((line, index) => {
    const at = row + 1 + index;
    const put = (column: number, content: FormulaCell | number | string | null): void => {
      writeCell(sheet.getCell(at, column), content, column > 1);
    };
    put(1, line.label);
    columns.forEach((column, position) => {
      const n = line[column]?.n ?? null;
      const letter = letters[column];
      const formula =
        formulas === null || n === null
          ? null
          : [
              formulas.counted(column),
              `${letter}${row + 3}-${letter}${row + 1}`,
              formulas.all(column),
            ][index];
      put(
        position + 2,
        formula === null || formula === undefined ? n : { formula, result: n ?? 0 },
      );
    });
    const isSum = formulas !== null;
    const stated = `(${letters.women}${at}+${letters.men}${at})`;
    const total = line.total?.n ?? null;
    put(5, isSum ? { formula: `SUM(B${at}:D${at})`, result: total ?? 0 } : total);
    put(
      6,
      isSum
        ? {
            formula: `IF(${stated}=0,"",${shareOf(`${letters.women}${at}`, stated)})`,
            result: line.shareOfWomen ?? '',
          }
        : (line.shareOfWomen ?? null),
    );
    sheet.getCell(at, 6).numFmt = '0.00';
  });
  let next = row + 1 + lines.length;
  if (!isLive) {
    sheet.getCell(next, 1).value =
      'Numbers released for readers outside the team, no formulas: the answers themselves are for organisers alone.';
    next += 1;
  }
  const at = (letter: string): string => `'${sheet.name}'!$${letter}$${row + 1}`;
  return {
    next: next + 1,
    cells: {
      women: at(letters.women),
      men: at(letters.men),
      notStated: at(letters.notStated),
      share: at(letters.share),
    },
  };
}
