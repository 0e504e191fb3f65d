import { formatDate, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Snapshot } from '../../models';
import type { SnapshotKind } from '../../models/codes';
import { definitionOf } from '../indicators/catalogue';
import { groups, targetText } from '../indicators/indicator';
import { underRules } from '../indicators/rules/rules';
import type { RuleVersion } from '../indicators/rules/rules.queries';
import { statuses } from '../indicators/status-words';
import { daysText, figureText } from './figure-text';
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

/** One snapshot under the rules of its time, or with statuses under those of today beside them. */
export function snapshotPage(
  snapshot: Snapshot,
  figures: readonly SnapshotFigure[],
  rules: { then: RuleVersion; today: RuleVersion; showToday: boolean },
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
    isOldRule: rules.today.version !== rulesVersion,
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

function lineOf(
  figure: SnapshotFigure,
  rules: { then: RuleVersion; today: RuleVersion; showToday: boolean },
) {
  const definition = definitionOf(figure.indicator);
  const { split, base, details } = figure;
  const today = restate(figure, definition, rules.today);
  const shown = rules.showToday ? rules.today : rules.then;
  const shownStatus = rules.showToday ? today.status : figure.status;
  return {
    id: definition.id,
    title: definition.title,
    group: definition.group,
    value: figureText(definition, figure),
    isKnown: figure.value !== null,
    shownStatus,
    status: statuses[shownStatus],
    statusThen: statuses[figure.status],
    isRestated: rules.showToday && today.status !== figure.status,
    targets: underRules(definition, shown).targets.map(targetText),
    split: split && {
      women: formatNumber(split.women),
      men: formatNumber(split.men),
      notStated: formatNumber(split.notStated),
    },
    base: base === null || base === 0 ? '' : formatNumber(base),
    baseCovers: details.coversStated === true ? 'women and men' : '',
    days: daysText(definition, figure),
    rule: details.rule,
    hidden: details.hidden,
    kept: rules.showToday ? today.kept : null,
  };
}
