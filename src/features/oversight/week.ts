const day = 86_400_000;

/**
 * The week of a date as ISO 8601 counts them, "2026-W47": weeks begin on Mondays and belong to the
 * year of their Thursday.
 * @param date YYYY-MM-DD
 */
export function weekOf(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7;
  const thursday = new Date(time + (3 - sinceMonday) * day);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
