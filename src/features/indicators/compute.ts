import { now } from '../../lib/clock';
import type { Project } from '../../models';
import type { SexTable, StoredSex } from '../../statistics/sex-split';
import { tabulateBySex } from '../../statistics/sex-split';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { catalogue } from './catalogue';
import { countInvitations } from './count-invitations';
import { countRespondents } from './count-respondents';
import { countSatisfiedForms, satisfactionRuleText } from './count-satisfied-forms';
import { countStories } from './count-stories';
import type { IndicatorDefinition, TargetLine } from './indicator';
import { sumOf, type Measure } from './measures';
import { boundaryOf } from './workshop-boundaries';

/** `not_shown` stands for those who may not see the figure (see protect.ts); it is never computed. */
export type IndicatorStatus = 'met' | 'not_met' | 'no_target' | 'no_data' | 'not_shown';

/** An indicator as it stands now. */
export interface IndicatorValue {
  definition: IndicatorDefinition;
  /** In the definition's unit, unrounded; null is "no data yet" and never 0. */
  value: number | null;
  status: IndicatorStatus;
  targets: { line: TargetLine; status: IndicatorStatus }[];
  /** For shares: the records counted and all of them ("16 of 21"); null for plain counts. */
  ratio: { counted: number; of: number } | null;
  /**
   * The valid records of the form, by the sex of who sent them: category `counted` and category
   * `not_counted`. Null where no form feeds the indicator or nothing came in yet.
   */
  split: SexTable | null;
  /** Valid records of the form that feeds it; null where no form does. */
  base: number | null;
  /** A rule that organisers can change, in words; null when there is none. */
  rule: string | null;
  asOf: Date;
}

/** All nineteen indicators, I01 to I19, computed now. Eight queries, whatever the number of records. */
export async function computeIndicators(): Promise<IndicatorValue[]> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const asOf = now();
  const [respondents, satisfied, invitations, stories] = await Promise.all([
    countRespondents(boundaryOf(1, project, days)),
    countSatisfiedForms(project),
    countInvitations(boundaryOf(3, project, days)),
    countStories(),
  ]);
  const measures: Record<string, Measure> = {
    ...respondents,
    ...stories,
    I06: satisfied,
    I07: invitations,
  };
  return catalogue.map((definition) => valueOf(definition, measures[definition.id], project, asOf));
}

function valueOf(
  definition: IndicatorDefinition,
  measure: Measure | undefined,
  project: Project,
  asOf: Date,
): IndicatorValue {
  const value = measure?.value ?? null;
  const targets = definition.targets.map((line) => ({ line, status: statusOf(value, line) }));
  const base = measure === undefined ? null : sumOf(measure.all);
  return {
    definition,
    value,
    status: overall(value, targets),
    targets,
    ratio:
      measure !== undefined && base !== null && base > 0 && definition.unit === '%'
        ? { counted: sumOf(measure.counted), of: base }
        : null,
    split: measure !== undefined && value !== null ? splitTable(measure) : null,
    base,
    rule: definition.id === 'I06' ? satisfactionRuleText(project) : null,
    asOf,
  };
}

export function statusOf(value: number | null, line: TargetLine): IndicatorStatus {
  if (value === null) return 'no_data';
  return value >= line.value ? 'met' : 'not_met';
}

export function overall(
  value: number | null,
  targets: readonly { status: IndicatorStatus }[],
): IndicatorStatus {
  if (value === null) return 'no_data';
  if (targets.length === 0) return 'no_target';
  return targets.every(({ status }) => status === 'met') ? 'met' : 'not_met';
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
