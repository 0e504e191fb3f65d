import { listWorkshopDays } from '../workshop/project.queries';

/** The date of the last of these days, YYYY-MM-DD; what comes later is "after the workshop". */
export function lastDateOf(days: readonly { date: string }[]): string {
  return days.reduce((latest, { date }) => (date > latest ? date : latest), '');
}

/** The date of the last day of the workshop. */
export async function lastWorkshopDay(): Promise<string> {
  return lastDateOf(await listWorkshopDays());
}
