import type { SexTable } from '../../statistics/sex-split';
import { suppress } from '../../statistics/suppress';
import type { IndicatorValue } from './compute';
import type { Audience } from './evidence';

/** An indicator as overseers see it. */
export interface ProtectedIndicator extends IndicatorValue {
  /** Why the value itself is not shown, in plain words; null when it is. */
  hidden: string | null;
}

/**
 * What anyone but an organiser may see: a split by sex is a table of answers, so small groups in it
 * are hidden. The number of records, and what organisers have published or approved, are
 * administrative and stay. A share of forms is an answer too: with fewer than k forms on either side
 * of it, the value stays back, and the status as well where it would tell the few.
 */
export function protectIndicator(indicator: IndicatorValue, k: number): ProtectedIndicator {
  const { split, ratio } = indicator;
  const shown = { ...indicator, split: split && protectSplit(split, k), hidden: null };
  if (ratio === null || indicator.value === null) return shown;
  const sides = [ratio.counted, ratio.of - ratio.counted];
  if (!sides.some((side) => side > 0 && side < k)) return shown;
  return {
    ...shown,
    value: null,
    ratio: null,
    ...(statusTellsLittle(indicator, ratio.of, k) ? {} : unknownStatus(indicator)),
    hidden: `Fewer than ${k} forms stand on one side of this share, so the figure is not shown.`,
  };
}

/** A status leaves a range of counts open on its side of the target; it must span at least k. */
function statusTellsLittle({ definition }: IndicatorValue, of: number, k: number): boolean {
  return definition.targets.every(
    ({ value }) =>
      Math.floor((of * (100 - value)) / 100) >= k && Math.floor((of * value) / 100) > k,
  );
}

function unknownStatus(indicator: IndicatorValue): Pick<IndicatorValue, 'status' | 'targets'> {
  return {
    status: 'not_shown',
    targets: indicator.targets.map(({ line }) => ({ line, status: 'not_shown' })),
  };
}

/**
 * The number of all records is known beside the split, so a column hidden in it could be computed:
 * the split is shown whole or not at all.
 */
function protectSplit(split: SexTable, k: number): SexTable | null {
  const safe = suppress(split, { k });
  const columns = ['women', 'men', 'notStated', 'total'] as const;
  const whole =
    safe.hiddenReason === null &&
    safe.categories.every(
      (row) => row.mergedFrom === undefined && columns.every((column) => !row[column].hidden),
    );
  return whole ? safe : null;
}

/** The indicators as a reader may see them: overseers protected, the team as they are. */
export function indicatorsFor(
  audience: Audience,
  indicators: IndicatorValue[],
  k: number,
): ProtectedIndicator[] {
  return indicators.map((indicator) =>
    audience === 'overseer' ? protectIndicator(indicator, k) : { ...indicator, hidden: null },
  );
}
