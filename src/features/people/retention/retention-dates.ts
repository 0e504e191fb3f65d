import { invitationMonths, retentionYears, type RetentionStart } from './retention-promises';

const day = 86_400_000;

/** A calendar date (YYYY-MM-DD) so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** So many months later; on the last day of a month that has no such day. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)));
  return moved.toISOString().slice(0, 10);
}

/** What is known about when the time begins. Dates are YYYY-MM-DD. */
export interface KeptFacts {
  /** The last day of the workshop. */
  workshopEndsOn: string;
  /** When the details came here: they cannot be erased sooner than that they are there. */
  receivedOn: string;
  /** The last invitation for collaboration sent or published, and the last success story sent. */
  invitationOn?: string | null;
  storyOn?: string | null;
  /** The last day of their part in carrying the project out; the project's last one while it is open. */
  workedOn?: string | null;
  /** The newest consent by which an administrator has the time begin again. */
  extendedOn?: string | null;
}

export interface Due {
  /** The day on which the time of keeping is over. */
  on: string;
  /** Why not earlier. */
  because: RetentionStart | 'received' | 'work' | 'newer_consent';
  /** The day from which the time runs. */
  from: string;
}

/** The day on which the details are due: the last that any promise allows. */
export function dueOf(facts: KeptFacts): Due {
  const starts: [Due['because'], string | null | undefined][] = [
    ['workshop', facts.workshopEndsOn],
    ['received', facts.receivedOn],
    ['expiry', facts.invitationOn && monthsAfter(facts.invitationOn, invitationMonths)],
    ['sending', facts.storyOn],
    ['work', facts.workedOn],
    ['newer_consent', facts.extendedOn],
  ];
  let last: Due = { because: 'workshop', from: facts.workshopEndsOn, on: '' };
  for (const [because, from] of starts) {
    if (from !== null && from !== undefined && from > last.from) last = { because, from, on: '' };
  }
  return { ...last, on: monthsAfter(last.from, retentionYears * 12) };
}

/** The last day from which the time may run for what is due on a day. A day more where months differ. */
export function latestStart(dueOn: string): string {
  return daysAfter(monthsAfter(dueOn, -retentionYears * 12), 1);
}
