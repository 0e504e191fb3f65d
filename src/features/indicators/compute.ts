import { together } from '../../db/together';
import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import type { CountedAmong } from '../../statistics/shared-sums';
import type { SexTable, StoredSex } from '../../statistics/sex-split';
import { tabulateBySex } from '../../statistics/sex-split';
import { lastDateOf } from '../records/last-workshop-day';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import {
  countFormWays,
  tooManyText,
  waysText,
  type FormWays,
} from '../workshop/surveys/form-ways.queries';
import { catalogue } from './catalogue';
import { countInvitations } from './count-invitations';
import { countMeetings } from './count-meetings';
import { countRecords } from './count-records';
import { countRespondents } from './count-respondents';
import { countRoster } from './count-roster';
import { countSatisfiedForms } from './count-satisfied-forms';
import { countStories } from './count-stories';
import type { IndicatorUnderRules, TargetLine } from './indicator';
import { countDays } from './count-days';
import { sumOf, type DayFigure, type Measure, type Ratio } from './measures';
import { ruleTextOf, underRules, type IndicatorRules } from './rules/rules';
import { rulesInForce } from './rules/rules.queries';
import { allDates, isWholeTime, within, type Period } from './period';
import { boundaryOf } from './workshop-boundaries';

/** `not_shown` stands for those who may not see the figure (see protect.ts); it is never computed. */
export type IndicatorStatus = 'met' | 'not_met' | 'no_target' | 'no_data' | 'not_shown';

export interface TargetState {
  line: TargetLine;
  /** Of the measure that the line names; of the lowest day where every day must meet it. */
  value: number | null;
  status: IndicatorStatus;
}

export interface DayState extends DayFigure {
  status: IndicatorStatus;
}

/** An indicator as it stands now. */
export interface IndicatorValue {
  /** With the targets of the rules it was computed under. */
  definition: IndicatorUnderRules;
  /** In the definition's unit, unrounded; null is "no data yet" and never 0. */
  value: number | null;
  status: IndicatorStatus;
  targets: TargetState[];
  /** For shares: the records counted and all of them ("16 of 21"); null for plain counts. */
  ratio: Ratio | null;
  /**
   * The valid records of the source, by the sex of who sent them, or the people themselves: category
   * `counted` and category `not_counted`. Null where nothing is split or nothing came in yet.
   */
  split: SexTable | null;
  /** Answers one of which everybody counted gave; undefined where it counts by none. */
  countedAmong?: CountedAmong | undefined;
  /** Valid records of the source that feeds it, or people; null where nothing feeds it. */
  base: number | null;
  /** Each day of the workshop, where every day must meet the target; null for others. */
  days: DayState[] | null;
  /** What must be said beside the value. */
  notes: string[];
  /** Besides wherever the value itself is shown. */
  valueNotes?: string[];
  /** Besides for the team alone. */
  teamNotes?: string[];
  /** A rule that organisers can change, in words; null when there is none. */
  rule: string | null;
  asOf: Date;
}

export interface ComputeOptions {
  /** Those in force now when left out. */
  rules?: IndicatorRules;
  /** All dates when left out; see period.ts for what it means to each indicator. */
  period?: Period;
  /** Reads within this transaction, so that all figures agree with each other. */
  tx?: Tx;
}

/** All nineteen indicators, I01 to I19, computed now. The number of queries is the same
 * whatever the number of records. */
export async function computeIndicators(options: ComputeOptions = {}): Promise<IndicatorValue[]> {
  const { rules: given, period = allDates, tx } = options;
  const [project, days, rules] = await together(tx, [
    () => getProject(tx),
    () => listWorkshopDays(tx),
    () => (given === undefined ? rulesInForce(tx) : Promise.resolve(given)),
  ]);
  const asOf = now();
  const when = within(period, project.timeZone);
  const [
    respondents,
    satisfied,
    ways,
    invitations,
    stories,
    attendance,
    roster,
    meetings,
    records,
  ] = await together(tx, [
    () => countRespondents(boundaryOf(1, project, days), when, tx),
    () => countSatisfiedForms(rules.satisfaction, when, tx),
    () => countFormWays('workshop_evaluation', tx),
    () => countInvitations(boundaryOf(rules.invitationsFromDay, project, days), when, tx),
    () => countStories(when, tx),
    () => countDays(project, days, when, tx),
    () => countRoster(days, when, tx),
    () => countMeetings(when, tx),
    () => countRecords(project.hostCode, lastDateOf(days), when, tx),
  ]);
  const measures: Record<string, Measure> = {
    ...respondents,
    ...stories,
    ...attendance,
    ...roster,
    ...records,
    I06: { ...satisfied, ...notesOfForms(attendance.I03, period, ways) },
    I07: invitations,
    I19: meetings,
  };
  return catalogue.map((definition) => ({
    ...valueOf(underRules(definition, rules), measures[definition.id], asOf),
    rule: ruleTextOf(definition.id, rules),
  }));
}

/** By which ways forms came is known of all dates only: an invitation keeps no time of its answer. */
function notesOfForms(
  attendance: Measure,
  period: Period,
  ways: FormWays,
): Pick<Measure, 'notes' | 'valueNotes' | 'teamNotes'> {
  const notes = tookPartText(attendance, period);
  if (!isWholeTime(period) || ways.personal + ways.openLink === 0) return { notes };
  const tooMany = tooManyText(ways);
  return {
    notes,
    valueNotes: tooMany === undefined ? [] : [tooMany],
    teamNotes: [waysText(ways)],
  };
}

/** For comparison with the number of forms, which PPSTI members fill in, too. */
function tookPartText({ all }: Measure, period: Period): string[] {
  const persons = sumOf(all);
  const when = isWholeTime(period) ? '' : ' in this period';
  return persons === 0
    ? []
    : [`${persons} ${persons === 1 ? 'person' : 'persons'} took part in the workshop${when}.`];
}

function valueOf(
  definition: IndicatorUnderRules,
  measure: Measure | undefined,
  asOf: Date,
): Omit<IndicatorValue, 'rule'> {
  const value = measure?.value ?? null;
  const days = measure?.days?.map((day) => ({ ...day, status: statusOfDay(day, definition) }));
  const targets = definition.targets.map((line) => targetState(line, measure, value));
  const base = measure === undefined ? null : sumOf(measure.all);
  return {
    definition,
    value,
    status: overall(value, targets),
    targets,
    ratio: ratioOf(definition, measure, base),
    split:
      measure !== undefined && value !== null && definition.splitOf !== null
        ? splitTable(measure)
        : null,
    countedAmong: measure?.countedAmong,
    base,
    days: days ?? null,
    notes: measure?.notes ?? [],
    valueNotes: measure?.valueNotes ?? [],
    teamNotes: measure?.teamNotes ?? [],
    asOf,
  };
}

function targetState(
  line: TargetLine,
  measure: Measure | undefined,
  value: number | null,
): TargetState {
  if (line.perDay && measure?.days !== undefined) {
    return { line, value, status: allMet(measure.days.map((day) => statusOf(day.value, line))) };
  }
  const reached = measure?.others?.get(line.measure);
  const measured = reached === undefined ? value : reached;
  return { line, value: measured, status: statusOf(measured, line) };
}

function statusOfDay(day: DayFigure, { targets }: IndicatorUnderRules): IndicatorStatus {
  return overall(
    day.value,
    targets.map((line) => ({ status: statusOf(day.value, line) })),
  );
}

function ratioOf(
  { unit }: IndicatorUnderRules,
  measure: Measure | undefined,
  base: number | null,
): Ratio | null {
  if (measure === undefined || base === null || base === 0 || unit !== '%') return null;
  return measure.ratio ?? { counted: sumOf(measure.counted), of: base };
}

export function statusOf(value: number | null, line: TargetLine): IndicatorStatus {
  if (value === null) return 'no_data';
  return value >= line.value ? 'met' : 'not_met';
}

/** All lines must be met. */
export function overall(
  value: number | null,
  targets: readonly { status: IndicatorStatus }[],
): IndicatorStatus {
  if (value === null) return 'no_data';
  if (targets.length === 0) return 'no_target';
  return allMet(targets.map(({ status }) => status));
}

/** Of days or lines that must all be met: one that is missed decides, one without data leaves it open. */
export function allMet(parts: readonly IndicatorStatus[]): IndicatorStatus {
  if (parts.includes('not_met')) return 'not_met';
  return parts.length === 0 || parts.includes('no_data') ? 'no_data' : 'met';
}

function splitTable({ counted, all }: Measure): SexTable {
  const sexes: [StoredSex, keyof typeof all][] = [
    ['female', 'women'],
    ['male', 'men'],
    [null, 'notStated'],
  ];
  return tabulateBySex(
    sexes.flatMap(([sex, column]) => [
      { category: 'counted', sex, count: counted[column] },
      { category: 'not_counted', sex, count: all[column] - counted[column] },
    ]),
    [
      { code: 'counted', label: 'Counted' },
      { code: 'not_counted', label: 'Not counted' },
    ],
  );
}
