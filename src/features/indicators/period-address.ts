import { addDays } from '../../lib/dates';
import { formatDate } from '../../http/format';
import { isWholeTime, type Period } from './period';

/** The part of an address that says a period, with its question mark; '' for all dates. */
export function periodQuery({ from, to }: Period): string {
  const parts = new URLSearchParams();
  if (from !== null) parts.set('from', from);
  if (to !== null) parts.set('to', to);
  return parts.size === 0 ? '' : `?${parts.toString()}`;
}

/** "16 Jun 2020 to 18 Jun 2020"; both dates belong to it. */
export function periodText(period: Period): string {
  const { from, to } = period;
  if (isWholeTime(period)) return 'all dates';
  if (from === null) return `up to ${formatDate(to)}`;
  if (to === null) return `from ${formatDate(from)} on`;
  return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

export interface Preset {
  label: string;
  query: string;
  isChosen: boolean;
}

/** The periods that are asked for most. Without days of the workshop there is one. */
export function presetsOf(days: readonly { date: string }[], chosen: Period): Preset[] {
  const dates = days.map(({ date }) => date).sort();
  const [first] = dates;
  const last = dates.at(-1);
  const known: [string, Period][] =
    first === undefined || last === undefined
      ? []
      : [
          ['Before the workshop', { from: null, to: addDays(first, -1) }],
          ['Workshop', { from: first, to: last }],
          ['After the workshop', { from: addDays(last, 1), to: null }],
        ];
  const all: [string, Period][] = [['All dates', { from: null, to: null }], ...known];
  return all.map(([label, period]) => ({
    label,
    query: periodQuery(period),
    isChosen: period.from === chosen.from && period.to === chosen.to,
  }));
}
