/** How a language writes days and moments. */
export interface DateWords {
  /** A calendar date (YYYY-MM-DD): "16 Jun 2020" in English. No zone is involved. */
  day: (date: string) => string;
  /** "21 Nov 2026, 20:35 (Asia/Tokyo)": the zone is always named. */
  moment: (at: Date, timeZone: string) => string;
  /** "21 November 2026, 20:35 (Asia/Tokyo)", for mails, which are read without a page around. */
  longMoment: (at: Date, timeZone: string) => string;
}

/** @param locale BCP 47 tag of the way dates are written, such as "en-GB" */
export function datesIn(locale: string): DateWords {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const short = momentFormat(locale, 'short');
  const long = momentFormat(locale, 'long');
  return {
    day: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    moment: (at, timeZone) => `${short(timeZone).format(at)} (${timeZone})`,
    longMoment: (at, timeZone) =>
      `${long(timeZone).format(at).replace(' at ', ', ')} (${timeZone})`,
  };
}

/** Day and time, without the zone. One format a zone: making one costs a hundred times what using it does. */
export function momentFormat(
  locale: string,
  month: 'short' | 'long',
): (timeZone: string) => Intl.DateTimeFormat {
  const known = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    let format = known.get(timeZone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(locale, {
        timeZone,
        day: 'numeric',
        month,
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      });
      known.set(timeZone, format);
    }
    return format;
  };
}
