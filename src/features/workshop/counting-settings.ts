import { ValidationError } from '../../lib/errors';

type Changes = Readonly<Record<string, unknown>>;

const words: Readonly<Record<string, string>> = {
  days: 'the dates of the workshop',
  timeZone: 'its time zone',
  hostCode: 'the host economy',
  suppressionK: 'the smallest group shown',
};

/**
 * Settings of the project by which indicators are counted or shown change with a reason, as targets
 * and rules do: it stands in the history that overseers read.
 * @param changes by field, each as what was and what is
 * @throws ValidationError on `reason` where one is missing
 */
export function requireReason(changes: Changes, reason: string): void {
  const changed = Object.keys(words).filter((field) => countsOtherwise(field, changes[field]));
  if (changed.length === 0 || reason !== '') return;
  const what = changed.map((field) => words[field]).join(', ');
  throw new ValidationError({
    reason: `Please say why: ${what} ${changed.length === 1 && changed[0] !== 'days' ? 'changes' : 'change'}, by which indicators are counted or shown.`,
  });
}

function countsOtherwise(field: string, change: unknown): boolean {
  if (!Array.isArray(change)) return false;
  return field !== 'days' || datesOf(change[0]) !== datesOf(change[1]);
}

/** Of days, their themes count nothing. */
function datesOf(days: unknown): string {
  return (days as { date: string }[]).map(({ date }) => date).join(' ');
}
