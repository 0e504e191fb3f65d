import { plainValue } from '../plain-value';

/** "Dear Ana Lim," or, without a usable name, "Dear colleague,". The name is made harmless. */
export function greetingFor(name: string): string {
  const shown = plainValue(name);
  return shown === '' ? 'Dear colleague,' : `Dear ${shown},`;
}

/** "21 November 2026, 20:35 (Asia/Tokyo)": the zone is always named. */
export function momentIn(timeZone: string, moment: Date): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(moment)
    .replace(' at ', ', ');
  return `${text} (${timeZone})`;
}

/** Who writes; the last lines of every mail about a questionnaire. */
export function signature(contact: { contactName: string; contactEmail: string }): string {
  const address = contact.contactEmail === '' ? '' : `, ${contact.contactEmail}`;
  return `Questions? ${contact.contactName}${address}`;
}
