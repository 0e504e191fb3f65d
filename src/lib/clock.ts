/** The only source of "now", so that tests can set the time. All times are UTC. */
let fixed: Date | undefined;

export function now(): Date {
  return fixed === undefined ? new Date() : new Date(fixed);
}

/** Stops the clock at a moment; undefined lets it run again. For tests and the demo only. */
export function setClock(moment: Date | undefined): void {
  fixed = moment;
}

/** The calendar date (YYYY-MM-DD) of a moment in an IANA time zone. */
export function dateIn(zone: string, moment: Date = now()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);
}
