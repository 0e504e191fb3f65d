import { isForm } from '../../../src/features/indicators/indicator';
import type { ProtectedIndicator } from '../../../src/features/indicators/protect';
import type { IndicatorCells } from '../cells';
import { attendance, experts, members } from '../evidence/tables';

/** The base of an indicator as a formula; null where the number is given. */
export function baseFormula(
  { definition: { fedBy } }: ProtectedIndicator,
  { base }: Pick<IndicatorCells, 'base'>,
  isTeam: boolean,
): string | null {
  if (isForm(fedBy)) return isTeam ? base : null;
  if (fedBy === 'attendance') {
    return `SUMIFS(${attendance.all('persons')},${attendance.all('first')},1)`;
  }
  if (fedBy === 'experts') return `SUM(${experts.all('persons')})`;
  return fedBy === 'members' ? `SUM(${members.all('persons')})` : base;
}
