import { formatNumber } from '../../http/format';
import type { WhatChangedFacts } from '../../mail/messages/what-changed';
import { statuses } from '../indicators/status-words';
import type { IndicatorChange, SnapshotComparison } from '../snapshots/compare-snapshots';
import { figureText } from '../snapshots/figure-text';

type Line = WhatChangedFacts['changes'][number];

/**
 * What a mail says of a comparison made for overseers: the value before and after, the status
 * when it changed, and why besides records. A value that is not shown to them is not in it.
 */
export function changesForMail({ indicators }: SnapshotComparison): Line[] {
  return indicators.filter(({ isChanged }) => isChanged).map(lineOf);
}

function lineOf(change: IndicatorChange): Line {
  const { definition, before, after, counts, reasons } = change;
  const isSame = before.value === after.value && before.status === after.status;
  const value = isSame
    ? `${figureText(definition, after)}, as before`
    : `${figureText(definition, before)} → ${figureText(definition, after)}`;
  const status =
    before.status === after.status
      ? ''
      : `${statuses[after.status].label} (before: ${statuses[before.status].label.toLowerCase()})`;
  const parts = [
    value,
    status,
    ...(isSame ? [countsText(counts), ...behindText(change)] : []),
    // Where records are not told, the last reason says so; in a mail that would be all it says.
    ...(counts === null ? reasons.slice(0, -1) : reasons),
  ];
  return {
    indicator: `${definition.id} ${definition.title}`,
    text: parts
      .filter((part) => part !== '')
      .map((part) => part.replace(/\.$/, ''))
      .join('. '),
  };
}

/** What moved behind a value that stayed. */
function behindText({ before, after }: IndicatorChange): string[] {
  const base = before.base === after.base ? [] : [baseText(before.base, after.base)];
  const isSplit = JSON.stringify(before.split) !== JSON.stringify(after.split);
  return [...base, ...(isSplit ? [splitText(before.split, after.split)] : [])];
}

function splitText(before: unknown, after: unknown): string {
  if (after === null) return 'The split by sex is not shown any more';
  return `The split by sex ${before === null ? 'is shown now' : 'has changed'}`;
}

/** Numbers of answers are told from their first release on. */
function baseText(before: number | null, after: number | null): string {
  if (after === null) return 'The base is not shown any more';
  return before === null
    ? `Base: ${formatNumber(after)}, not shown before`
    : `Base: ${formatNumber(before)} → ${formatNumber(after)}`;
}

function countsText(counts: IndicatorChange['counts']): string {
  if (counts === null) return '';
  const parts = (
    [
      [counts.added, 'came'],
      [counts.removed, 'went'],
      [counts.changed, 'changed'],
    ] as const
  ).flatMap(([n, verb]) => (n === 0 ? [] : [`${n} ${n === 1 ? 'record' : 'records'} ${verb}`]));
  return parts.join(', ');
}
