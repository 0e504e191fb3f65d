import type { Actor } from '../audit/record-audit-event';
import { takeDailySnapshot, takeSnapshot } from '../features/snapshots/take-snapshot';
import { story } from './dates';

/** A daily snapshot a week, and on the days on which much happens; one with a name. */
export function planSnapshots(
  on: (day: number, hour: number, run: () => Promise<void>) => void,
  organiser: () => Actor,
): void {
  const weekly = Array.from({ length: 12 }, (_, week) => story.questionnaire + 1 + 7 * week);
  const workshop = [story.dayOne, story.dayOne + 1, story.dayThree];
  for (const day of new Set([...weekly, ...workshop, story.release])) {
    on(day, 20, takeDailySnapshot);
  }
  on(story.dayThree + 1, 12, async () => {
    await takeSnapshot({ kind: 'manual', label: 'Demo: after the workshop', actor: organiser() });
  });
}
