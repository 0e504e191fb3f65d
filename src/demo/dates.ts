const dayMs = 86_400_000;

/** A moment on the day that is `days` after `date`, at an hour and minute of UTC. */
export function momentOn(date: string, days: number, hour: number, minute = 0): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs + (hour * 60 + minute) * 60_000);
}

/** Days of the story, counted from the day on which the demo is made. */
export const story = {
  accounts: -120,
  contacts: -95,
  questionnaire: -90,
  reminder: -60,
  dayOne: -30,
  dayThree: -28,
  stories: -14,
  /** After all answers, whose last ones come on the days before. */
  release: -1,
  /** When the forms close: the links that are printed can be tried until then. */
  closing: 30,
};
