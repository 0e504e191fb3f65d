import { messagesFor } from '../../messages/messages';
import { plainValue } from '../plain-value';

/** "Dear Ana Lim," or, without a usable name, "Dear colleague,". The name is made harmless. */
export function greetingFor(name: string, language?: string): string {
  return messagesFor(language).mails.greeting(plainValue(name));
}

/** "21 November 2026, 20:35 (Asia/Tokyo)": the zone is always named. */
export function momentIn(timeZone: string, moment: Date, language?: string): string {
  return messagesFor(language).dates.longMoment(moment, timeZone);
}

/** Who writes; the last lines of every mail about a questionnaire. */
export function signature(
  { contactName, contactEmail }: { contactName: string; contactEmail: string },
  language?: string,
): string {
  return messagesFor(language).mails.signature(contactName, contactEmail);
}
