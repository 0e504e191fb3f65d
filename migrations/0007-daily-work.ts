import type { Migration } from './dialect';

export const dailyWork: Migration = {
  name: '0007-daily-work',
  async up({ sql, types }) {
    // One row a task and day: whoever inserts it does the work. Days are UTC.
    await sql(`CREATE TABLE daily_runs (
      id ${types.id},
      task TEXT NOT NULL,
      day ${types.date} NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
      runner TEXT NOT NULL,
      started_at ${types.datetime} NOT NULL,
      finished_at ${types.datetime},
      UNIQUE (task, day)
    )`);
  },
};
