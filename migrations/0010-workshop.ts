import type { Migration } from './dialect';

export const workshop: Migration = {
  name: '0010-workshop',
  async up({ sql, types }) {
    await sql(`CREATE TABLE workshop_settings (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      mode TEXT NOT NULL CHECK (mode IN ('on_site', 'online', 'hybrid')),
      venue TEXT NOT NULL,
      address TEXT NOT NULL,
      online_link TEXT NOT NULL,
      capacity INTEGER CHECK (capacity >= 1),
      nominations_close_at ${types.datetime},
      registration_closes_at ${types.datetime},
      certificate_days_min INTEGER NOT NULL CHECK (certificate_days_min >= 1),
      certificate_signatory TEXT NOT NULL,
      certificate_signatory_position TEXT NOT NULL,
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`INSERT INTO workshop_settings (id, mode, venue, address, online_link,
        certificate_days_min, certificate_signatory, certificate_signatory_position,
        revision, created_at, updated_at)
      VALUES (1, 'on_site', '', '', '', 1, '', '', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)`);
    await sql(`CREATE TABLE rooms (
      id ${types.id},
      name TEXT NOT NULL UNIQUE,
      capacity INTEGER CHECK (capacity >= 1),
      sort INTEGER NOT NULL
    )`);
    // One person is registered once. What the person is (role), whether they come (status) and
    // whether they came (attendances) are separate facts.
    await sql(`CREATE TABLE registrations (
      id ${types.id},
      person_id INTEGER NOT NULL UNIQUE REFERENCES people (id),
      role TEXT NOT NULL CHECK (role IN ('participant', 'speaker', 'expert', 'organising_team')),
      status TEXT NOT NULL CHECK (status IN ('invited', 'registered', 'waiting', 'declined', 'cancelled')),
      origin TEXT NOT NULL CHECK (origin IN ('nomination', 'invitation', 'walk_in', 'demo')),
      mode TEXT NOT NULL CHECK (mode IN ('on_site', 'online')),
      funding TEXT CHECK (funding IN ('apec_funded', 'own_economy', 'own_organisation', 'host', 'other')),
      dietary_needs TEXT,
      access_needs TEXT,
      token_hash TEXT NOT NULL UNIQUE,
      badge_hash TEXT NOT NULL UNIQUE,
      answered_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX registrations_status ON registrations (status, role)');
    await sql(`CREATE TABLE registration_days (
      registration_id INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      PRIMARY KEY (registration_id, day_number)
    )`);
    await sql(`CREATE TABLE registration_changes (
      id ${types.id},
      registration_id INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
      from_status TEXT,
      to_status TEXT NOT NULL,
      reason TEXT,
      changed_by TEXT NOT NULL,
      changed_at ${types.datetime} NOT NULL
    )`);
    await sql(
      'CREATE INDEX registration_changes_registration ON registration_changes (registration_id)',
    );
    // Whether a person was there on a day: one row a person and day, whatever number of desks.
    // Taken back, the row stays and says so; its history is in attendance_events.
    await sql(`CREATE TABLE attendances (
      id ${types.id},
      registration_id INTEGER NOT NULL REFERENCES registrations (id),
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      present ${types.boolean} NOT NULL,
      checked_in_at ${types.datetime} NOT NULL,
      UNIQUE (registration_id, day_number)
    )`);
    await sql('CREATE INDEX attendances_day ON attendances (day_number, present, registration_id)');
    // What a desk sent, kept once by the number the desk gave it. at: by the desk's clock as
    // corrected by the server; received_at: by the server's.
    await sql(`CREATE TABLE attendance_events (
      id ${types.id},
      event_key TEXT NOT NULL UNIQUE,
      registration_id INTEGER NOT NULL REFERENCES registrations (id),
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      kind TEXT NOT NULL CHECK (kind IN ('check_in', 'undo')),
      outcome TEXT NOT NULL,
      method TEXT NOT NULL CHECK (method IN ('scan', 'typed', 'walk_in', 'correction')),
      desk TEXT NOT NULL,
      reason TEXT,
      recorded_by INTEGER REFERENCES users (id),
      at ${types.datetime} NOT NULL,
      received_at ${types.datetime} NOT NULL
    )`);
    await sql(
      'CREATE INDEX attendance_events_attendance ON attendance_events (registration_id, day_number)',
    );
    // Wall-clock times of the workshop's zone on a day: what a programme means.
    await sql(`CREATE TABLE programme_sessions (
      id ${types.id},
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      starts_at TEXT NOT NULL CHECK (length(starts_at) = 5),
      ends_at TEXT NOT NULL CHECK (length(ends_at) = 5),
      room_id INTEGER REFERENCES rooms (id),
      type TEXT NOT NULL,
      title TEXT NOT NULL,
      description TEXT NOT NULL,
      gender_dimension ${types.boolean} NOT NULL,
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK (starts_at < ends_at)
    )`);
    await sql(
      'CREATE INDEX programme_sessions_day ON programme_sessions (day_number, starts_at, id)',
    );
    await sql(`CREATE TABLE session_people (
      id ${types.id},
      session_id INTEGER NOT NULL REFERENCES programme_sessions (id) ON DELETE CASCADE,
      person_id INTEGER NOT NULL REFERENCES people (id),
      part TEXT NOT NULL CHECK (part IN ('chair', 'speaker', 'panellist')),
      talk_title TEXT NOT NULL,
      sort INTEGER NOT NULL,
      UNIQUE (session_id, person_id, part)
    )`);
    await sql('CREATE INDEX session_people_person ON session_people (person_id)');
  },
};
