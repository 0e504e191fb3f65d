import type { ProtectedIndicator } from '../../../src/features/indicators/protect';
import type { IndicatorsDocument } from '../document';
import type { RuleCells } from '../rules-sheet';
import { noData, type Calculation } from './calculation';
import { formCalculation } from './form-calculations';
import { recordCalculation } from './record-calculations';

/** How an indicator is calculated, and why its value is no formula; '' where it is one. */
export function calculationOf(
  indicator: ProtectedIndicator,
  { records }: Pick<IndicatorsDocument, 'records'>,
  rules: RuleCells,
): { calculation: Calculation; why: string } {
  const calculation =
    formCalculation(indicator, rules, records.audience === 'team') ??
    recordCalculation(indicator, records) ??
    fromDays(indicator);
  const value = calculation.lines.find(({ key }) => key === 'value');
  return { calculation, why: value?.note ?? '' };
}

/** The value of the indicators of days is that of the lowest day, in the table of days. */
function fromDays({ value }: ProtectedIndicator): Calculation {
  return {
    lines: [{ key: 'value', label: 'Value', formula: null, result: value ?? noData, note: '' }],
    others: new Map(),
  };
}
