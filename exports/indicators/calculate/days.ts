import { dayTable, type DayRow } from '../../../src/features/indicators/days.view-model';
import type { ProtectedIndicator } from '../../../src/features/indicators/protect';
import type { DayState } from '../../../src/features/indicators/compute';
import { statuses } from '../../../src/features/indicators/status-words';
import { shareOfWomen } from '../../../src/statistics/sex-split';
import type { FormulaCell } from '../../../src/lib/workbook/cells';
import { attendance, attendanceBySector } from '../evidence/tables';
import { noData, shareOf, unless } from './calculation';
import { statusOfCell } from './status';

/** The columns of the table of days, by what stands in them. */
export const dayColumns = {
  women: 'B',
  men: 'C',
  notStated: 'D',
  everyone: 'E',
  share: 'F',
  value: 'G',
  status: 'H',
} as const;

const sexes = { women: 'Female', men: 'Male', notStated: 'Not stated' } as const;
type Sex = keyof typeof sexes;
const sexKeys = ['women', 'men', 'notStated'] as const;

/** One line of the table of days as cells; null stays empty. */
export interface DayLine {
  row: DayRow;
  /** Which of the days it is; null for parts and sums. */
  day: DayState | null;
  cells: (FormulaCell | null)[];
}

/** How the people of a line are found among those checked in. */
interface Filter {
  table: typeof attendance | typeof attendanceBySector;
  conditions: string;
}

/**
 * The table of days over the sheet of attendance, line by line from row `top` on: each day, its
 * parts, then person-days and persons.
 * @param targets the cells of the targets that each day must reach
 */
export function dayLines(
  indicator: ProtectedIndicator,
  isTeam: boolean,
  top: number,
  targets: readonly string[],
): DayLine[] {
  const table = dayTable(indicator);
  const days = indicator.days ?? [];
  if (table === null) return [];
  const isEligible = indicator.definition.id === 'I04';
  const eligible = isEligible ? `,${attendance.all('travelEligible')},1` : '';
  const lines: DayLine[] = [];
  const dayRows: number[] = [];
  let index = -1;
  for (const row of table.rows) {
    const at = top + lines.length;
    if (!row.isPart) {
      index += 1;
      dayRows.push(at);
    }
    const day = days[index];
    if (day === undefined) throw new Error('Each line belongs to a day.');
    const filter: Filter = row.isPart
      ? partFilter(row.label, day, isEligible, isTeam)
      : {
          table: attendance,
          conditions: `${attendance.all('day')},${day.number}${eligible}`,
        };
    const cells = countCells(row, filter, day, at);
    if (!row.isPart) cells.push(...valueCells(indicator, day, at, targets));
    lines.push({ row, day: row.isPart ? null : day, cells });
  }
  for (const row of table.sums) {
    const at = top + lines.length;
    const isPersonDays = row.label === 'Person-days';
    lines.push({
      row,
      day: null,
      cells: isPersonDays
        ? sumCells(row, dayRows, at)
        : countCells(
            row,
            { table: attendance, conditions: `${attendance.all('first')},1${eligible}` },
            null,
            at,
          ),
    });
  }
  return lines;
}

function partFilter(label: string, day: DayState, isEligible: boolean, isTeam: boolean): Filter {
  if (isEligible) {
    const host = day.parts[0]?.label === label ? 1 : 0;
    return {
      table: attendance,
      conditions: `${attendance.all('day')},${day.number},${attendance.all('travelEligible')},1,${attendance.all('host')},${host}`,
    };
  }
  const table = isTeam ? attendance : attendanceBySector;
  return {
    table,
    conditions: `${table.all('day')},${day.number},${table.all('sector')},"${label}"`,
  };
}

function countCells(
  { people }: DayRow,
  { table, conditions }: Filter,
  day: DayState | null,
  at: number,
): (FormulaCell | null)[] {
  const came =
    day === null
      ? ''
      : `SUMIFS(${attendance.all('persons')},${attendance.all('day')},${day.number})=0`;
  const cell = (sex: Sex): FormulaCell => {
    const sum = `SUMIFS(${table.all('persons')},${conditions},${table.all('sex')},"${sexes[sex]}")`;
    return {
      formula: came === '' ? sum : `IF(${came},"",${sum})`,
      result: people === null ? '' : people[sex],
    };
  };
  return [...sexKeys.map(cell), ...totalCells(people, at)];
}

function sumCells(
  { people }: DayRow,
  dayRows: readonly number[],
  at: number,
): (FormulaCell | null)[] {
  const sums = sexKeys.map((sex) => ({
    formula: `SUM(${dayRows.map((row) => `${dayColumns[sex]}${row}`).join(',')})`,
    result: people?.[sex] ?? 0,
  }));
  return [...sums, ...totalCells(people, at)];
}

/** Everyone, and the share of women among those with stated sex. */
function totalCells(people: DayRow['people'], at: number): FormulaCell[] {
  const { women, men, notStated } = dayColumns;
  const known = `COUNT(${women}${at}:${notStated}${at})=0`;
  const stated = `(${women}${at}+${men}${at})`;
  return [
    {
      formula: `IF(${known},"",SUM(${women}${at}:${notStated}${at}))`,
      result: people === null ? '' : people.total,
    },
    {
      formula: `IF(${known},"",IF(${stated}=0,"",${shareOf(`${women}${at}`, stated)}))`,
      result: (people === null ? null : shareOfWomen(people)) ?? '',
    },
  ];
}

const valueColumns: Partial<Record<string, keyof typeof dayColumns>> = {
  I03: 'everyone',
  I04: 'everyone',
  I11: 'women',
  I12: 'share',
};

function valueCells(
  { definition }: ProtectedIndicator,
  day: DayState,
  at: number,
  targets: readonly string[],
): FormulaCell[] {
  const column = valueColumns[definition.id];
  if (column === undefined) throw new Error(`${definition.id} is not counted day by day.`);
  const cell = `${dayColumns[column]}${at}`;
  return [
    { formula: unless(`NOT(ISNUMBER(${cell}))`, cell), result: day.value ?? noData },
    {
      formula: statusOfCell(`${dayColumns.value}${at}`, targets),
      result: statuses[day.status].label,
    },
  ];
}
