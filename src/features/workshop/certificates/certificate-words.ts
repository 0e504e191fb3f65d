/** "Tuesday 16 June 2020"; a calendar date, no zone is involved. */
export function weekdayDate(date: string): string {
  return format(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    ',',
    '',
  );
}

/** "16 June 2020" */
export function longDate(date: string): string {
  return format(date, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Day 1, Tuesday 16 June 2020" */
export function dayLine({ dayNumber, heldOn }: { dayNumber: number; heldOn: string }): string {
  return `Day ${dayNumber}, ${weekdayDate(heldOn)}`;
}

function format(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** "1 and 3", "1, 2 and 3": numbers of days in a sentence. */
export function listOfDays(numbers: readonly number[]): string {
  if (numbers.length < 2) return numbers.join('');
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? ''}`;
}
