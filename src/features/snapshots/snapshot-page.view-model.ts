import { formatDate, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Snapshot } from '../../models';
import type { SnapshotKind } from '../../models/codes';
import { definitionOf } from '../indicators/catalogue';
import { groups, targetText } from '../indicators/indicator';
import { ruleTextOf, underRules } from '../indicators/rules/rules';
import type { RuleVersion } from '../indicators/rules/rules.queries';
import { statuses } from '../indicators/status-words';
import { daysText, figureText } from './figure-text';
import type { Recount } from './recount';
import { restate, type SnapshotFigure } from './snapshot-figures';

const kindWords: Record<SnapshotKind, string> = {
  daily: 'Daily',
  milestone: 'Milestone',
  manual: 'By hand',
};

/** "Daily snapshot of 12 May 2020", or the name it was given. */
export function nameOf({ kind, label, takenOn }: Pick<Snapshot, 'kind' | 'label' | 'takenOn'>) {
  return kind === 'daily' ? `Daily snapshot of ${formatDate(takenOn)}` : label;
}

export function kindOf({ kind }: Pick<Snapshot, 'kind'>): string {
  return kindWords[kind];
}

interface ShownRules {
  then: RuleVersion;
  today: RuleVersion;
  showToday: boolean;
  /** Whether something would be counted otherwise today, beside the numbers of the rules. */
  isCountedOtherwise: boolean;
  /** What was counted anew, or why not, by the ids; empty unless today's rules are shown. */
  recounts: ReadonlyMap<string, Recount>;
}

/** One snapshot under the rules of its time, or under those of today with what it was beside it. */
export function snapshotPage(
  snapshot: Snapshot,
  figures: readonly SnapshotFigure[],
  rules: ShownRules,
  around: { before: number | null; after: number | null },
  timeZone: string,
): PageLocals {
  const { number, takenAt, takenByName, rulesVersion } = snapshot;
  const lines = figures.map((figure) => lineOf(figure, rules));
  return {
    title: nameOf(snapshot),
    number,
    kind: kindOf(snapshot),
    takenAt,
    takenBy: takenByName,
    rulesVersion,
    rulesToday: rules.today.version,
    isOldRule: rules.today.version !== rulesVersion || rules.isCountedOtherwise,
    showToday: rules.showToday,
    around,
    timeZone,
    counts: (['met', 'not_met', 'no_target', 'no_data', 'not_shown'] as const)
      .map((status) => ({
        ...statuses[status],
        count: lines.filter((line) => line.shownStatus === status).length,
      }))
      .filter(({ count, label }) => count > 0 || label !== 'Not shown'),
    total: figures.length,
    groups: groups.map(({ key, title }) => ({
      title,
      lines: lines.filter(({ group }) => group === key),
    })),
  };
}

function lineOf(kept: SnapshotFigure, rules: ShownRules) {
  const definition = definitionOf(kept.indicator);
  const today = restate(kept, definition, rules.today, rules.recounts.get(kept.indicator));
  const shown = rules.showToday ? rules.today : rules.then;
  const figure = rules.showToday ? today.figure : kept;
  const shownStatus = rules.showToday ? today.status : kept.status;
  const { split, base, details } = figure;
  const valueThen = figureText(definition, kept);
  const value = figureText(definition, figure);
  return {
    id: definition.id,
    title: definition.title,
    group: definition.group,
    value,
    valueThen: value === valueThen ? null : valueThen,
    isKnown: figure.value !== null,
    shownStatus,
    status: statuses[shownStatus],
    statusThen: statuses[kept.status],
    isRestated: rules.showToday && today.status !== kept.status,
    targets: underRules(definition, shown).targets.map(targetText),
    split: split && {
      women: formatNumber(split.women),
      men: formatNumber(split.men),
      notStated: formatNumber(split.notStated),
    },
    base: base === null || base === 0 ? '' : formatNumber(base),
    baseCovers: details.coversStated === true ? 'women and men' : '',
    days: daysText(definition, figure),
    rule: rules.showToday ? ruleTextOf(definition.id, rules.today) : details.rule,
    hidden: details.hidden,
    counted: rules.showToday ? today.counted : null,
  };
}
