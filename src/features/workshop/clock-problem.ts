import { momentsOf } from '../../lib/zoned-time';

/**
 * Why the clocks of a zone do not show this time exactly once on a date; undefined when they do.
 * @param date YYYY-MM-DD @param time "02:30"
 */
export function clockProblem(date: string, time: string, timeZone: string): string | undefined {
  const moments = momentsOf(`${date}T${time}`, timeZone).length;
  if (moments === 1) return undefined;
  return moments === 0
    ? `There is no ${time} in ${timeZone} on that day: the clocks are put forward over it. Please choose another time.`
    : `The clocks of ${timeZone} show ${time} twice on that day, since they are put back. Please choose another time.`;
}

/**
 * Why a stretch of a day does not last as long as its times say: the clocks are changed in it, or
 * do not show one of its times exactly once.
 */
export function stretchProblem(
  date: string,
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  timeZone: string,
): string | undefined {
  const problem = clockProblem(date, startsAt, timeZone) ?? clockProblem(date, endsAt, timeZone);
  if (problem !== undefined) return problem;
  const momentOf = (time: string): number =>
    momentsOf(`${date}T${time}`, timeZone)[0]?.getTime() ?? 0;
  const lasts = momentOf(endsAt) - momentOf(startsAt);
  const says = Date.parse(`${date}T${endsAt}Z`) - Date.parse(`${date}T${startsAt}Z`);
  return lasts === says
    ? undefined
    : `The clocks of ${timeZone} are changed between ${startsAt} and ${endsAt} on that day. Please choose another time.`;
}
