import { percent } from '../../statistics/percent';
import type { SexTable } from '../../statistics/sex-split';
import type { ReleasedSplits, ReleasedTable } from '../results/released-results.queries';
import { listReleasedSplits } from '../results/released-results.queries';
import { isForm } from './indicator';
import { overall, statusOf, type IndicatorValue } from './compute';
import type { Audience } from './evidence';
import { allDates, isMadeOfAnswers, isWholeTime, type Period } from './period';
import { readFigures } from './read-figures';

/** An indicator as a reader may see it. */
export interface ProtectedIndicator extends IndicatorValue {
  /** Why the value itself is not shown, in plain words; null when it is. */
  hidden: string | null;
  /** When the split, the base and shares of forms were released; null for live figures. */
  releasedAt: Date | null;
  /** True when share and base leave out the records whose sex is not stated, too few to be shown. */
  coversStated: boolean;
  /** True when the figures are of all dates although a period was asked for. */
  isUncut: boolean;
}

/**
 * All indicators as a reader may see them: the team as they are, overseers protected. For overseers
 * a period cuts only what is not made of answers.
 */
export async function readIndicatorsFor(
  audience: Audience,
  k: number,
  period: Period = allDates,
): Promise<ProtectedIndicator[]> {
  if (audience === 'team') return (await readFigures(period)).map(unprotected);
  const [indicators, released] = await Promise.all([readFigures(allDates), listReleasedSplits(k)]);
  const whole = protectIndicators(indicators, released);
  if (isWholeTime(period)) return whole;
  const cut = await readFigures(period);
  return whole.map((indicator, index) => {
    const ofPeriod = cut[index];
    return ofPeriod === undefined || isMadeOfAnswers(indicator.definition)
      ? { ...indicator, isUncut: true }
      : unprotected(ofPeriod);
  });
}

/** As the team sees it: whole and live. */
export function unprotected(indicator: IndicatorValue): ProtectedIndicator {
  const { notes, valueNotes = [], teamNotes = [] } = indicator;
  return {
    ...indicator,
    notes: [...notes, ...valueNotes, ...teamNotes],
    valueNotes: [],
    teamNotes: [],
    hidden: null,
    releasedAt: null,
    coversStated: false,
    isUncut: false,
  };
}

/** As anyone but the team may see them. */
export function protectIndicators(
  indicators: readonly IndicatorValue[],
  released: ReleasedSplits,
): ProtectedIndicator[] {
  return indicators.map((indicator) => protectIndicator(indicator, released));
}

/**
 * What anyone but an organiser may see. Economies, clusters, and what organisers have published or
 * approved are administrative counts and stay live. The split by sex, the number of records and the
 * share of satisfied forms are made of answers: they come from the tables released last. Counts of
 * people at the workshop are administrative and open as they are.
 */
function protectIndicator(
  indicator: IndicatorValue,
  { respondents, splits }: ReleasedSplits,
): ProtectedIndicator {
  const { id, fedBy, unit } = indicator.definition;
  const open = unprotected(indicator);
  if (!isForm(fedBy)) return open;
  const released = splits.get(id);
  const table = released?.parts[0]?.table;
  const everyone = respondents.get(fedBy)?.parts[0]?.table;
  const base = everyone?.base.total.n ?? null;
  const shown: ProtectedIndicator = {
    ...open,
    notes: indicator.notes,
    valueNotes: indicator.valueNotes ?? [],
    split: table !== undefined && isWhole(table) ? table : null,
    base,
    coversStated: base !== null && everyone?.totalCovers === 'stated',
    releasedAt: (released ?? respondents.get(fedBy))?.takenAt ?? null,
  };
  if (unit !== '%') return shown;
  return withReleasedShare(shown, released, respondents.has(fedBy));
}

function withReleasedShare(
  indicator: ProtectedIndicator,
  released: ReleasedTable | undefined,
  formIsReleased: boolean,
): ProtectedIndicator {
  const table = released?.parts[0]?.table;
  const counted = table?.categories.find(({ code }) => code === 'counted')?.total.n ?? null;
  const of = table?.base.total.n ?? null;
  const value = counted === null || of === null ? null : percent(counted, of);
  const targets = indicator.definition.targets.map((line) => ({
    line,
    value,
    status: value === null && formIsReleased ? 'not_shown' : statusOf(value, line),
  })) satisfies IndicatorValue['targets'];
  return {
    ...indicator,
    notes: value === null ? indicator.notes : [...indicator.notes, ...(indicator.valueNotes ?? [])],
    value,
    targets,
    status: value === null && formIsReleased ? 'not_shown' : overall(value, targets),
    ratio: value === null || counted === null || of === null ? null : { counted, of },
    rule: released?.rule ?? indicator.rule,
    coversStated: value === null ? indicator.coversStated : table?.totalCovers === 'stated',
    hidden:
      value !== null
        ? null
        : formIsReleased
          ? 'Too few forms stand on one side of this share, so the figure is not shown.'
          : 'No results of this form are released yet.',
  };
}

/**
 * The number of all records is known beside the split, so a column hidden in it could be computed:
 * the split is shown whole or not at all.
 */
function isWhole({ hiddenReason, categories }: SexTable): boolean {
  const columns = ['women', 'men', 'notStated', 'total'] as const;
  return (
    hiddenReason === null &&
    categories.every(
      (row) => row.mergedFrom === undefined && columns.every((column) => !row[column].hidden),
    )
  );
}
