/** Formats of single answers. Every check here takes time linear in the length of its text. */

const LONE_SURROGATE = /\p{Cs}/u;

/** Text that PostgreSQL and UTF-8 can hold: no NUL and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && !LONE_SURROGATE.test(text);
}

// The same signs survey-core excludes, without its form in quotation marks.
const EMAIL_LOCAL = /^[^<>()[\].,;:\s@"]+(?:\.[^<>()[\].,;:\s@"]+)*$/;
const EMAIL_DOMAIN = /^(?:[^<>()=[\].,;:\s@"]+\.)+[^<>()=[\].,;:\s@"]{2,}$/;

export function isEmail(text: string): boolean {
  const at = text.indexOf('@');
  return (
    text.length <= 254 &&
    at > 0 &&
    EMAIL_LOCAL.test(text.slice(0, at)) &&
    EMAIL_DOMAIN.test(text.slice(at + 1))
  );
}

/** A web address, with http, https or no scheme: people write www.organisation.example. */
export function isWebAddress(text: string): boolean {
  const address = text.replace(/^https?:\/\//i, '');
  return /^[^\s/:@?#]+\.[^\s/:@?#]{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/.test(address);
}

/** A day of the calendar as YYYY-MM-DD, from the year 1000 to 2999. */
export function isCalendarDate(text: string): boolean {
  const match = /^([12]\d{3})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  // A day that does not exist rolls over into another month.
  return date.getUTCMonth() === month - 1;
}

/** Whether `value` is a multiple of `step`, with survey-core's tolerance for decimals. */
export function isMultipleOf(value: number, step: number): boolean {
  if (step <= 0) return true;
  let power = 1;
  while (
    (Math.round(step * power) / power !== step || Math.round(value * power) / power !== value) &&
    power < 1_000_000
  ) {
    power *= 10;
  }
  return Math.round(value * power) % Math.round(step * power) === 0;
}

/** The day of a Date in local time, as survey-core makes dates, as YYYY-MM-DD. */
export function dayOf(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
