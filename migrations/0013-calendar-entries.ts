import type { Migration } from './dialect';

export const calendarEntries: Migration = {
  name: '0013-calendar-entries',
  async up({ sql, types }) {
    // A calendar file (RFC 5545) that a mail carries, and its METHOD.
    await sql(
      `ALTER TABLE messages ADD COLUMN calendar_method TEXT CHECK (calendar_method IN ('REQUEST', 'CANCEL'))`,
    );
    await sql('ALTER TABLE messages ADD COLUMN calendar_body TEXT');
    // What the calendar of a registered person shows for a day: the state that was sent last.
    // The day may have been taken from the workshop since; the entry stays, to be cancelled.
    await sql(`CREATE TABLE calendar_entries (
      registration_id INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
      day_number INTEGER NOT NULL,
      uid TEXT NOT NULL UNIQUE,
      sequence INTEGER NOT NULL CHECK (sequence >= 0),
      cancelled ${types.boolean} NOT NULL,
      facts TEXT NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      PRIMARY KEY (registration_id, day_number)
    )`);
  },
};
