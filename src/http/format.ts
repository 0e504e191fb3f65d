/** How numbers and times are written on pages. One dash for "no data yet", never 0. */
const none = '–';
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
  return `${formatMoment(value, timeZone)} (${timeZone})`;
}

/** "21 Nov 2026, 20:35": for lists of times whose head or page names the zone once. */
export function formatMoment(value: Date | null | undefined, timeZone: string): string {
  if (value === null || value === undefined) return none;
  return timeFormat(timeZone).format(value);
}

// Making one costs a hundred times what using it does.
const timeFormats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(timeZone: string): Intl.DateTimeFormat {
  const known = timeFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  timeFormats.set(timeZone, format);
  return format;
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A calendar date such as "2020-06-16" as "16 Jun 2020"; no zone is involved. */
export function formatDate(value: string | null | undefined): string {
  if (value === null || value === undefined) return none;
  return dateFormat.format(new Date(`${value}T00:00:00Z`));
}
