import type { DailyTask } from './daily-work';

/** What the server does once a day, one after the other. */
export const dailyTasks: DailyTask[] = [];
