import type { Migration } from './dialect';

export const retention: Migration = {
  name: '0028-retention',
  async up({ sql, types }) {
    // Whose details are soon to be erased, and since when the administrators' page has said so.
    await sql(`CREATE TABLE retention_announcements (
      subject_type TEXT NOT NULL CHECK (subject_type IN ('person', 'nomination', 'response')),
      subject_id TEXT NOT NULL,
      announced_on ${types.date} NOT NULL,
      PRIMARY KEY (subject_type, subject_id)
    )`);
    // A newer consent of one person: the time begins again on its day.
    await sql(`CREATE TABLE retention_extensions (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id),
      consent_on ${types.date} NOT NULL,
      reason TEXT NOT NULL,
      decided_by INTEGER NOT NULL REFERENCES users (id),
      decided_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX retention_extensions_person ON retention_extensions (person_id)');
  },
};
