import type { DailyTask } from './daily-work';
import { purgeUnfinished } from './features/responses/purge-unfinished';
import { releaseAllResults } from './features/results/release-results';

/** What the server does once a day, one after the other. */
export const dailyTasks: DailyTask[] = [
  { name: 'remove-unfinished-answers', run: purgeUnfinished },
  { name: 'release-results', run: releaseAllResults },
];
