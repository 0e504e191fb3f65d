import { statuses } from '../../../src/features/indicators/status-words';

const words = {
  met: statuses.met.label,
  notMet: statuses.not_met.label,
  noTarget: statuses.no_target.label,
  noData: statuses.no_data.label,
};

/** The status of a value that must reach all of some targets, as a formula; cells by their addresses. */
export function statusOfCell(value: string, targets: readonly string[]): string {
  const met = targets.map((target) => `${value}>=${target}`).join(',');
  const reached =
    targets.length === 0
      ? `"${words.noTarget}"`
      : `IF(AND(${met}),"${words.met}","${words.notMet}")`;
  return `IF(ISNUMBER(${value}),${reached},"${words.noData}")`;
}

/** Of a target that each of some cells must reach: one that misses decides, one without data leaves it open. */
export function statusOfDays(range: string, days: number, target: string): string {
  return (
    `IF(COUNT(${range})=0,"${words.noData}",IF(MIN(${range})<${target},"${words.notMet}",` +
    `IF(COUNT(${range})<${days},"${words.noData}","${words.met}")))`
  );
}

/** Of several statuses that must all be "Met". */
export function allMetFormula(range: string): string {
  return (
    `IF(COUNTIF(${range},"${words.notMet}")>0,"${words.notMet}",` +
    `IF(COUNTIF(${range},"${words.noData}")>0,"${words.noData}","${words.met}"))`
  );
}

/** Of an indicator: of its lines, once it has a value. */
export function overallFormula(value: string, lines: string | null): string {
  const reached = lines === null ? `"${words.noTarget}"` : allMetFormula(lines);
  return `IF(ISNUMBER(${value}),${reached},"${words.noData}")`;
}
