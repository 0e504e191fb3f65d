import type { Migration } from './dialect';

export const checkIn: Migration = {
  name: '0014-check-in',
  async up({ sql, types }) {
    // Null: the event is about the day. Set: about one session of it.
    await sql(
      'ALTER TABLE attendance_events ADD COLUMN session_id INTEGER REFERENCES programme_sessions (id)',
    );
    // Which check-ins an undo takes back: those its desk knew of, by their keys. A check-in that
    // the desk had not seen stays, in whatever order the two arrive; hence no foreign key.
    await sql(`CREATE TABLE attendance_undos (
      check_in_key TEXT NOT NULL,
      undo_key TEXT NOT NULL,
      PRIMARY KEY (check_in_key, undo_key)
    )`);
    await sql(`CREATE TABLE session_attendances (
      id ${types.id},
      registration_id INTEGER NOT NULL REFERENCES registrations (id),
      session_id INTEGER NOT NULL REFERENCES programme_sessions (id),
      present ${types.boolean} NOT NULL,
      checked_in_at ${types.datetime} NOT NULL,
      UNIQUE (registration_id, session_id)
    )`);
    await sql('CREATE INDEX session_attendances_session ON session_attendances (session_id)');
    await sql(`CREATE TABLE badge_prints (
      registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
      printed_at ${types.datetime} NOT NULL
    )`);
  },
};
