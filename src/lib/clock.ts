/** The only source of "now", so that tests can set the time. All times are UTC. */
let fixed: Date | undefined;

export function now(): Date {
  return fixed === undefined ? new Date() : new Date(fixed);
}

/** Stops the clock at a moment; undefined lets it run again. For tests and the demo only. */
export function setClock(moment: Date | undefined): void {
  fixed = moment;
}

// Making one costs a hundred times what using it does.
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date (YYYY-MM-DD) of a moment in an IANA time zone. */
export function dateIn(zone: string, moment: Date = now()): string {
  let format = dateFormats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dateFormats.set(zone, format);
  }
  return format.format(moment);
}
