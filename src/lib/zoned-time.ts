const minute = 60_000;
const day = 24 * 60 * minute;

// Making one costs a hundred times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, moment: Date): number {
  const parts = formatFor(zone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

/**
 * The moments at which the clocks of a zone show this local time ("2026-10-25T02:30"), earliest
 * first: none where clocks are put forward over it, two where they are put back, else one.
 */
export function momentsOf(local: string, zone: string): Date[] {
  const asUtc = Date.parse(`${local}Z`);
  // Every offset in force around this time is one of those a day before and a day after.
  const offsets = new Set([-day, day].map((shift) => offsetAt(zone, new Date(asUtc + shift))));
  return [...offsets]
    .map((offset) => new Date(asUtc - offset))
    .filter((moment) => moment.getTime() + offsetAt(zone, moment) === asUtc)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** Whether the clocks of a zone are put back on a date, so that they show some times of it twice. */
export function isPutBackOn(date: string, zone: string): boolean {
  const times = Array.from({ length: 96 }, (_, quarter) =>
    new Date(Date.parse(`${date}T00:00Z`) + quarter * 15 * minute).toISOString().slice(0, 16),
  );
  return times.some((time) => momentsOf(time, zone).length > 1);
}

/** A moment as the clocks of a zone show it: "2026-10-25T02:30", for an input of a form. */
export function localTime(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offsetAt(zone, moment)).toISOString().slice(0, 16);
}

/**
 * " (UTC−05:00)" behind the local time of a moment that the clocks of a zone show twice that day,
 * since they are put back; empty for every other.
 */
export function offsetIfTwice(moment: Date, zone: string): string {
  return momentsOf(localTime(moment, zone), zone).length < 2
    ? ''
    : ` (${offsetName(moment, zone)})`;
}

/** "UTC+03:00": what to add to a zone's name where a local time alone could be read in two ways. */
export function offsetName(moment: Date, zone: string): string {
  const total = Math.round(offsetAt(zone, moment) / minute);
  const size = Math.abs(total);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `UTC${total < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
