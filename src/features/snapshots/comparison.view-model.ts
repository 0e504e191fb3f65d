import { formatDate, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Snapshot } from '../../models';
import { statuses } from '../indicators/status-words';
import { daysText, differenceText, figureText } from './figure-text';
import type { SnapshotFigure } from './snapshot-figures';
import type { IndicatorChange, Moment, SnapshotComparison } from './compare-snapshots';
import type { RecordNames } from './record-names.queries';
import { changedFacts, recordsListed } from './record-words';
import { nameOf } from './snapshot-page.view-model';

/** The form, and what it asked for. */
export function comparisonPage(
  choices: readonly Snapshot[],
  query: { from?: number | undefined; to: number | 'now'; since?: string | undefined },
  found: { comparison: SnapshotComparison; names: RecordNames } | null,
  timeZone: string,
): PageLocals {
  const options = choices.map((snapshot) => ({
    value: String(snapshot.number),
    label: `${nameOf(snapshot)} (No. ${snapshot.number}${snapshot.kind === 'daily' ? '' : `, ${formatDate(snapshot.takenOn)}`})`,
  }));
  return {
    title: 'What changed',
    fromOptions: [{ value: '', label: 'Please choose' }, ...options],
    toOptions: [{ value: 'now', label: 'Now' }, ...options],
    from: query.from ?? '',
    to: query.to,
    since: query.since ?? '',
    timeZone,
    hasChoices: choices.length > 0,
    comparison: found && comparisonView(found.comparison, found.names),
  };
}

function comparisonView({ from, to, indicators }: SnapshotComparison, names: RecordNames) {
  const changed = indicators.filter(({ isChanged }) => isChanged);
  return {
    from: momentView(from),
    to: momentView(to),
    rulesChanged: from.rulesVersion !== to.rulesVersion,
    changed: changed.map((change) => changeView(change, names)),
    unchanged: indicators
      .filter(({ isChanged }) => !isChanged)
      .map(({ definition: { id, title } }) => ({ id, title })),
  };
}

function momentView({ number, label, takenAt, takenOn, rulesVersion }: Moment) {
  const name = number === null ? 'Now' : label === '' ? formatDate(takenOn) : label;
  return { number, name, takenAt, rulesVersion };
}

function changeView(change: IndicatorChange, names: RecordNames) {
  const { definition, before, after, difference, counts, records, reasons } = change;
  return {
    id: definition.id,
    title: definition.title,
    statusBefore: statuses[before.status],
    statusAfter: statuses[after.status],
    statusChanged: before.status !== after.status,
    before: sideView(definition, before),
    after: sideView(definition, after),
    difference: differenceText(definition.unit, difference),
    counts: counts === null ? null : countsText(counts),
    lists: records === null ? [] : recordsListed(records, names),
    reasons,
  };
}

/** "32 women, 24 men, 1 not stated" below the value, and what it rests on. */
function sideView(definition: IndicatorChange['definition'], figure: SnapshotFigure) {
  const { split, base, value } = figure;
  const n = formatNumber;
  return {
    value: figureText(definition, figure),
    isKnown: value !== null,
    split:
      split === null
        ? ''
        : `${n(split.women)} women, ${n(split.men)} men, ${n(split.notStated)} not stated`,
    base:
      base === null || base === 0
        ? ''
        : `base ${n(base)}${figure.details.coversStated === true ? ' (women and men)' : ''}`,
    days: daysText(definition, figure),
  };
}

function countsText({ added, removed, changed, facts }: NonNullable<IndicatorChange['counts']>) {
  if (added + removed + changed === 0) return 'No record behind it came, went or changed.';
  const parts = [
    [added, 'added'],
    [removed, 'gone'],
    [changed, changedFacts(facts)],
  ] as const;
  const words = parts.flatMap(([n, what]) => (n === 0 ? [] : [`${formatNumber(n)} ${what}`]));
  return `Records behind it: ${words.join(', ')}.`;
}
