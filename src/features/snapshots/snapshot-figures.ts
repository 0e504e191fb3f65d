import type { SexCounts } from '../../statistics/sex-split';
import { allMet, overall, statusOf, type IndicatorStatus } from '../indicators/compute';
import type { IndicatorDefinition } from '../indicators/indicator';
import type { ProtectedIndicator } from '../indicators/protect';
import { underRules, type RuleNumbers } from '../indicators/rules/rules';
import type { CountedAnew, Recount } from './recount';

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

/** A figure under other rules than those of its time. */
interface RestatedFigure {
  /** With the value and the days counted anew, where they could be. */
  figure: SnapshotFigure;
  status: IndicatorStatus;
  /** How the value was counted anew, or why it could not be, in sentences; null when no rule says so. */
  counted: string | null;
}

/**
 * A kept figure under other rules. Targets can be put to any value that was kept; what a rule of
 * counting makes of the records of that time is counted anew where these are known.
 */
export function restate(
  kept: SnapshotFigure,
  definition: IndicatorDefinition,
  rules: RuleNumbers,
  recount?: Recount,
): RestatedFigure {
  const isAnew = recount !== undefined && 'how' in recount;
  const figure = isAnew ? countedAnew(kept, recount) : kept;
  const counted = recount === undefined ? null : isAnew ? recount.how : recount.why;
  const { details, value, status } = figure;
  if (status === 'not_shown') return { figure, status, counted: null };
  const lines = underRules(definition, rules).targets.map((line) => {
    const { days } = details;
    if (line.perDay && days !== null) {
      return { status: allMet(days.map((day) => statusOf(day.value, line))) };
    }
    const measured = details.measured.find(({ key }) => key === line.key);
    return { status: statusOf(isAnew || measured === undefined ? value : measured.value, line) };
  });
  return {
    figure: { ...figure, status: overall(value, lines) },
    status: overall(value, lines),
    counted,
  };
}

/** The split by sex and the base are not counted anew: they stand beside the value of their time alone. */
function countedAnew(kept: SnapshotFigure, { value, days }: CountedAnew): SnapshotFigure {
  if (days === undefined) return { ...kept, value, split: null, base: null };
  const { details } = kept;
  return {
    ...kept,
    value,
    split: null,
    base: null,
    details: {
      ...details,
      days: details.days?.map((day) => ({ ...day, value: days.get(day.number) ?? null })) ?? null,
    },
  };
}
