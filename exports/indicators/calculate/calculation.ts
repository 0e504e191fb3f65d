import type { ProtectedIndicator } from '../../../src/features/indicators/protect';

/** What the cells say where a figure is missing. */
export const noData = 'no data yet';
export const notShown = 'not shown';

/** A line of the calculation on the sheet of an indicator. */
export interface CalculationLine {
  /** What other lines call it by. */
  key: string;
  label: string;
  /** Without "="; null for a number that is given. `at` is the cell of a line above. */
  formula: ((at: (key: string) => string) => string) | null;
  result: number | string;
  /** Why it is no formula, in plain words; empty for formulas. */
  note: string;
}

export interface Calculation {
  /** What the value is made of, then the value itself with the key "value". */
  lines: CalculationLine[];
  /** Formulas for what targets name besides the value, by their measures. */
  others: ReadonlyMap<string, CalculationLine>;
}

export function counted(
  key: string,
  label: string,
  formula: string,
  result: number,
): CalculationLine {
  return { key, label, formula: () => formula, result, note: '' };
}

export function given(key: string, label: string, result: number, note: string): CalculationLine {
  return { key, label, formula: null, result, note };
}

/** The value, which says "no data yet" as long as there is none. */
export function valueLine(
  { value }: Pick<ProtectedIndicator, 'value'>,
  formula: (at: (key: string) => string) => string,
): CalculationLine {
  return { key: 'value', label: 'Value', formula, result: value ?? noData, note: '' };
}

/** A formula that says "no data yet" under a condition. */
export function unless(condition: string, formula: string): string {
  return `IF(${condition},"${noData}",${formula})`;
}

/** A share in per cent, 0 to 100. */
export function shareOf(part: string, whole: string): string {
  return `${part}*100/${whole}`;
}
