import { addDays } from '../../lib/dates';
import { startOfDay, boundaryValues, sentBefore } from './workshop-boundaries';
import { isForm, type IndicatorDefinition } from './indicator';

/** Dates in the zone of the workshop, YYYY-MM-DD, both counted; null is open on that side. */
export interface Period {
  from: string | null;
  to: string | null;
}

export const allDates: Period = { from: null, to: null };

export function isWholeTime({ from, to }: Period): boolean {
  return from === null && to === null;
}

/**
 * The date by which an indicator is cut to a period, in words that follow "counted by". Each record
 * has the date on which it happened, never that of its entry here.
 */
export const countedBy: Record<IndicatorDefinition['fedBy'], string> = {
  cluster_survey: 'the date on which each answer was first sent',
  workshop_evaluation: 'the date on which each form was first sent',
  collaboration_invitation: 'the date on which each invitation was first sent',
  success_story: 'the date on which each story was first sent',
  success_story_one_year: 'the date on which each story was first sent',
  attendance: 'the day of the workshop',
  speakers: 'the day of the workshop on which each person spoke',
  experts: 'the days of the workshop, to which experts contribute as a whole',
  meetings: 'the day of the workshop on which each meeting was held',
  comments: 'the date on which each comment was received',
  initiatives: 'the date on which each initiative was launched',
  members: 'the date of each action',
  platform: 'the date on which page and focal point were both there',
};

/**
 * Whether answers of single people stand behind an indicator. Beyond the team these are never cut by
 * period: two periods that differ by a day would tell the answers of that day.
 */
export function isMadeOfAnswers({ fedBy }: Pick<IndicatorDefinition, 'fedBy'>): boolean {
  return isForm(fedBy) || fedBy === 'members';
}

/** SQL conditions for a period; each wants `values`. */
export interface Within {
  holds: (date: string) => boolean;
  /** Of a column that holds a date. */
  dated: (column: string) => string;
  /** Of the responses with this alias, by the moment of sending where one is kept. */
  sent: (alias: string) => string;
  values: Record<string, string | Date | null>;
}

export function within({ from, to }: Period, timeZone: string): Within {
  const next = to === null ? null : addDays(to, 1);
  const boundary = (date: string | null) =>
    date === null ? undefined : { date, at: startOfDay(date, timeZone) };
  const both = (after: string, before: string): string =>
    [...(from === null ? [] : [after]), ...(next === null ? [] : [before])].join(' AND ') ||
    '1 = 1';
  return {
    holds: (date) => (from === null || date >= from) && (to === null || date <= to),
    dated: (column) => both(`${column} >= :fromDate`, `${column} < :untilDate`),
    sent: (alias) => both(`NOT (${sentBefore(alias, 'from')})`, sentBefore(alias, 'until')),
    values: {
      ...boundaryValues('from', boundary(from)),
      ...boundaryValues('until', boundary(next)),
    },
  };
}

/** Holds for every record, whatever its date. */
export const wholeTime: Within = within(allDates, 'UTC');
