import { formatNumber, formatPercent } from '../../http/format';
import { unitAfter, type IndicatorDefinition } from '../indicators/indicator';
import type { SnapshotFigure } from './snapshot-figures';

/** A kept value as it is written everywhere: "76.19 %", "12 economies", "no data yet". */
export function figureText(
  { unit }: Pick<IndicatorDefinition, 'unit'>,
  { value, status }: Pick<SnapshotFigure, 'value' | 'status'>,
): string {
  if (value === null) return status === 'not_shown' ? 'not shown' : 'no data yet';
  if (unit === '%') return formatPercent(value, 2);
  return `${formatNumber(value)} ${unitAfter(value, unit)}`;
}

/** "Day 1: 25; Day 2: 18" for days with a value; '' where there are none. */
export function daysText(
  { unit }: Pick<IndicatorDefinition, 'unit'>,
  { details }: SnapshotFigure,
): string {
  return (details.days ?? [])
    .flatMap(({ number, value }) =>
      value === null
        ? []
        : [`Day ${number}: ${unit === '%' ? formatPercent(value, 2) : formatNumber(value)}`],
    )
    .join('; ');
}

/** A difference with its sign and in words: "▲ 3", "▼ 1.25 points", "unchanged". */
export function differenceText(unit: string, difference: number | null): string {
  if (difference === null) return '';
  if (Math.abs(difference) < 0.005) return 'unchanged';
  const size = Math.abs(difference);
  const amount = unit === '%' ? `${size.toFixed(2)} points` : formatNumber(size);
  return `${difference > 0 ? '▲' : '▼'} ${amount}`;
}
