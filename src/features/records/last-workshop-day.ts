import { listWorkshopDays } from '../workshop/project.queries';

/** The date of the last day of the workshop, YYYY-MM-DD; what comes later is "after the workshop". */
export async function lastWorkshopDay(): Promise<string> {
  const days = await listWorkshopDays();
  return days.reduce((latest, { date }) => (date > latest ? date : latest), '');
}
