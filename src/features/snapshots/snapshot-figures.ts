import type { SexCounts } from '../../statistics/sex-split';
import { allMet, overall, statusOf, type IndicatorStatus } from '../indicators/compute';
import type { IndicatorDefinition } from '../indicators/indicator';
import type { ProtectedIndicator } from '../indicators/protect';
import { ruleTextOf, underRules, type RuleNumbers } from '../indicators/rules/rules';

/** One indicator as a snapshot holds it. */
export interface SnapshotFigure {
  /** I01 to I19. */
  indicator: string;
  /** In the indicator's unit, unrounded; null is "no data yet" or, by the status, not shown. */
  value: number | null;
  /** Under the rules of its time. */
  status: IndicatorStatus;
  /** The records counted, by sex; null where there is no split or none that may be shown. */
  split: SexCounts | null;
  base: number | null;
  details: FigureDetails;
}

/** Kept as JSON: never renamed. */
export interface FigureDetails {
  /** By the key of each target line: what was measured for it. */
  measured: { key: string; value: number | null; status: IndicatorStatus }[];
  days: SnapshotDay[] | null;
  notes: string[];
  /** The rule of counting of its time, in words. */
  rule: string | null;
  /** Why the value is not shown; null when it is. */
  hidden: string | null;
  /** True when the base leaves out records whose sex is not stated; missing in older snapshots. */
  coversStated?: boolean;
  /** When figures made of answers were released to readers outside the team, ISO; null for live ones. */
  releasedAt: string | null;
}

interface SnapshotDay extends SexCounts {
  number: number;
  date: string;
  value: number | null;
  status: IndicatorStatus;
}

/** What of an indicator is kept. */
export function figureOf(indicator: ProtectedIndicator): SnapshotFigure {
  const { definition, value, status, split, base, targets, days, notes } = indicator;
  return {
    indicator: definition.id,
    value,
    status,
    split: split === null ? null : countedOf(split),
    base,
    details: {
      measured: targets.map(({ line, value: measured, status: reached }) => ({
        key: line.key,
        value: measured,
        status: reached,
      })),
      days:
        days?.map(({ number, date, value: ofDay, status: reached, people }) => ({
          number,
          date,
          value: ofDay,
          status: reached,
          ...people,
        })) ?? null,
      notes,
      rule: indicator.rule,
      hidden: indicator.hidden,
      ...(indicator.coversStated ? { coversStated: true } : {}),
      releasedAt: indicator.releasedAt?.toISOString() ?? null,
    },
  };
}

function countedOf(split: NonNullable<ProtectedIndicator['split']>): SexCounts | null {
  const row = split.categories.find(({ code }) => code === 'counted');
  if (row === undefined) return null;
  const { women, men, notStated } = row;
  if (women.n === null || men.n === null || notStated.n === null) return null;
  return { women: women.n, men: men.n, notStated: notStated.n };
}

/** A status under other rules than those of its time; what cannot be counted anew keeps its own. */
interface RestatedFigure {
  status: IndicatorStatus;
  /** Why the value cannot be counted under these rules, in a sentence; null when nothing stands against it. */
  kept: string | null;
}

/**
 * The status of a kept figure under other rules. Targets can be put to any value that was kept; a rule
 * of counting cannot, since the records of that time are not kept whole.
 */
export function restate(
  figure: SnapshotFigure,
  definition: IndicatorDefinition,
  rules: RuleNumbers,
): RestatedFigure {
  const { details, value, status } = figure;
  const ruleNow = ruleTextOf(definition.id, rules);
  const kept =
    value !== null && details.rule !== ruleNow && ruleNow !== null
      ? 'The rule of counting is another one today. The value stays as it was counted; only its target is that of today.'
      : null;
  if (status === 'not_shown') return { status, kept: null };
  const lines = underRules(definition, rules).targets.map((line) => {
    const { days } = details;
    if (line.perDay && days !== null) {
      return { status: allMet(days.map((day) => statusOf(day.value, line))) };
    }
    const measured = details.measured.find(({ key }) => key === line.key);
    return { status: statusOf(measured === undefined ? value : measured.value, line) };
  });
  return { status: overall(value, lines), kept };
}
