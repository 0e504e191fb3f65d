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

function lineOf({ definition, before, after, counts, reasons, difference }: IndicatorChange): Line {
  const sameValue = before.value === after.value && before.status === after.status;
  const value = sameValue
    ? `${figureText(definition, after)}, as before`
    : `${figureText(definition, before)} → ${figureText(definition, after)}`;
  const status =
    before.status === after.status
      ? ''
      : `. ${statuses[after.status].label} (before: ${statuses[before.status].label.toLowerCase()})`;
  const said = difference === 0 || sameValue || counts === null ? countsText(counts) : '';
  return {
    indicator: `${definition.id} ${definition.title}`,
    text: [`${value}${status}`, said, ...reasons].filter((part) => part !== '').join('. '),
  };
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
