import { absoluteUrl } from '../../lib/base-url';
import type { Project } from '../../models';
import { paths } from '../../paths';
import type { Audience } from './evidence';
import { documents, groups } from './indicator';
import { countedBy, type Period } from './period';
import type { ProtectedIndicator } from './protect';
import { targetConflicts } from './target-conflicts';

/** Counts up when a name goes or changes its meaning; new names may come at any time. */
const format = 1;

/**
 * The figures of the dashboard for programs, with the same values as the page: what a reader may
 * not see there is null here, and `hidden` says why. The page "Figures as data" describes each name.
 */
export function indicatorsData(
  indicators: readonly ProtectedIndicator[],
  project: Pick<Project, 'name' | 'timeZone'>,
  period: Period,
  audience: Audience,
) {
  return {
    format,
    project: { name: project.name, timeZone: project.timeZone },
    asOf: indicators[0]?.asOf.toISOString() ?? null,
    audience,
    period,
    groups: groups.map(({ key, title }) => ({ key, title })),
    indicators: indicators.map((indicator) => ({
      ...meaning(indicator),
      ...figures(indicator),
      page: absoluteUrl(paths.indicator(indicator.definition.id)),
    })),
    conflicts: targetConflicts(indicators.map(({ definition }) => definition)),
  };
}

function meaning({ definition, rule }: ProtectedIndicator) {
  return {
    id: definition.id,
    title: definition.title,
    group: definition.group,
    sources: definition.sources.map((source) => documents[source]),
    definition: definition.definition,
    formula: definition.formula,
    rule,
    notCounted: definition.notCounted,
    records: definition.records,
    countedBy: countedBy[definition.fedBy],
    unit: definition.unit,
  };
}

function figures(indicator: ProtectedIndicator) {
  const { definition, targets, split, days } = indicator;
  const counted = split?.categories.find(({ code }) => code === 'counted');
  return {
    value: indicator.value,
    status: indicator.status,
    targets: targets.map(({ line, value, status }) => ({
      measure: line.measure,
      comparator: line.comparator,
      value: line.value,
      inDocument: line.documented,
      unit: line.unit,
      everyDay: line.perDay,
      source: documents[line.source],
      reached: value,
      status,
    })),
    ratio: indicator.ratio,
    base: indicator.base,
    baseCovers: indicator.coversStated ? 'women_and_men' : 'everyone',
    split:
      counted === undefined
        ? null
        : {
            of: definition.splitOf,
            women: counted.women.n,
            men: counted.men.n,
            notStated: counted.notStated.n,
          },
    days:
      days?.map(({ number, date, value, status, hasPeople, people }) => ({
        day: number,
        date,
        value,
        status,
        people: hasPeople ? people : null,
      })) ?? null,
    notes: indicator.notes,
    hidden: indicator.hidden,
    releasedAt: indicator.releasedAt?.toISOString() ?? null,
    ofPeriod: !indicator.isUncut,
  };
}
