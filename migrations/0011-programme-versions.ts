import type { Migration } from './dialect';

export const programmeVersions: Migration = {
  name: '0011-programme-versions',
  async up({ sql, types }) {
    // What was published, frozen: days, sessions and people as they were, in content. Numbers
    // are given under a lock and rise by one. notices_since: the version whose readers were told
    // of the changes up to this one; null while nobody was.
    await sql(`CREATE TABLE programme_versions (
      number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),
      content TEXT NOT NULL,
      published_by INTEGER REFERENCES users (id),
      published_at ${types.datetime} NOT NULL,
      notices_since INTEGER REFERENCES programme_versions (number),
      notices_sent_by INTEGER REFERENCES users (id),
      notices_sent_at ${types.datetime}
    )`);
  },
};
