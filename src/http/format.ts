import { datesIn, momentFormat } from '../messages/dates';

/** How numbers and times are written on pages. One dash for "no data yet", never 0. */
const none = '–';
const dates = datesIn('en-GB');
const moments = momentFormat('en-GB', 'short');
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? none : whole.format(value);
}

/** @param value 0-100; one decimal unless digits says otherwise */
export function formatPercent(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined ? none : `${value.toFixed(digits)} %`;
}

/** "21 Nov 2026, 20:35 (Asia/Tokyo)": where the zone is not named beside it. */
export function formatDateTime(value: Date | null | undefined, timeZone: string): string {
  if (value === null || value === undefined) return none;
  return dates.moment(value, timeZone);
}

/** "21 Nov 2026, 20:35": for lists of times whose head or page names the zone once. */
export function formatMoment(value: Date | null | undefined, timeZone: string): string {
  if (value === null || value === undefined) return none;
  return moments(timeZone).format(value);
}

/** A calendar date such as "2020-06-16" as "16 Jun 2020"; no zone is involved. */
export function formatDate(value: string | null | undefined): string {
  if (value === null || value === undefined) return none;
  return dates.day(value);
}
