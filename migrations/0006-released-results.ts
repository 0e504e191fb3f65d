import type { Migration } from './dialect';

export const releasedResults: Migration = {
  name: '0006-released-results',
  async up({ sql, types }) {
    // One row a table and release, never changed: what readers outside the team have been shown.
    // counts holds the table as it was counted, shown the same with small groups of fewer than k hidden.
    await sql(`CREATE TABLE released_results (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      table_key TEXT NOT NULL,
      number INTEGER NOT NULL,
      taken_at ${types.datetime} NOT NULL,
      k INTEGER NOT NULL,
      counts TEXT NOT NULL,
      shown TEXT NOT NULL,
      UNIQUE (survey_id, table_key, number)
    )`);
  },
};
