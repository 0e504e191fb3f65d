import type { Migration } from './dialect';

export const speakers: Migration = {
  name: '0015-speakers',
  async up({ sql, types }) {
    // What a speaker or an expert says about themselves, and what organisers decided. cluster_headed_by_woman:
    // of the cluster they present; NULL: not stated, which is never "no".
    await sql(`CREATE TABLE speaker_sheets (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id),
      kind TEXT NOT NULL CHECK (kind IN ('speaker', 'expert')),
      biography TEXT NOT NULL,
      cluster_experience TEXT NOT NULL,
      presents_cluster_id INTEGER REFERENCES clusters (id),
      cluster_headed_by_woman ${types.boolean},
      review TEXT NOT NULL CHECK (review IN ('undecided', 'suitable', 'not_suitable')),
      review_reason TEXT,
      reviewed_by INTEGER REFERENCES users (id),
      reviewed_at ${types.datetime},
      contributed ${types.boolean} NOT NULL,
      contributed_by INTEGER REFERENCES users (id),
      contributed_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      UNIQUE (person_id, kind),
      CHECK ((review = 'undecided') = (reviewed_at IS NULL)),
      CHECK (contributed_at IS NULL OR contributed)
    )`);
    // Slides and papers. The bytes are in the data folder under file_key.
    await sql(`CREATE TABLE materials (
      id ${types.id},
      file_key TEXT NOT NULL UNIQUE,
      person_id INTEGER REFERENCES people (id),
      session_id INTEGER REFERENCES programme_sessions (id) ON DELETE SET NULL,
      title TEXT NOT NULL,
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      release TEXT NOT NULL CHECK (release IN ('held', 'participants', 'public')),
      released_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK ((release = 'held') = (released_at IS NULL))
    )`);
    await sql('CREATE INDEX materials_person ON materials (person_id)');
    await sql('CREATE INDEX materials_session ON materials (session_id)');
    await sql(`CREATE TABLE interviews (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id),
      held_on ${types.date} NOT NULL,
      interviewer TEXT NOT NULL,
      consent TEXT NOT NULL CHECK (consent IN ('none', 'report_unnamed', 'report_named')),
      record TEXT NOT NULL,
      summary TEXT NOT NULL,
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX interviews_person ON interviews (person_id)');
    // What a day left to be done. session_id NULL: of the day as a whole.
    await sql(`CREATE TABLE day_notes (
      id ${types.id},
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      session_id INTEGER REFERENCES programme_sessions (id) ON DELETE SET NULL,
      kind TEXT NOT NULL CHECK (kind IN ('issue', 'survey_adjustment', 'recommendation', 'action')),
      text TEXT NOT NULL,
      responsible TEXT,
      due_on ${types.date},
      done_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK (kind = 'action' OR (responsible IS NULL AND due_on IS NULL AND done_at IS NULL))
    )`);
    await sql('CREATE INDEX day_notes_day ON day_notes (day_number, kind, id)');
    // How a name is written on the certificate where it differs from the person's own spelling.
    await sql(`CREATE TABLE certificate_names (
      registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
      name TEXT NOT NULL
    )`);
    // A document as it was issued: nothing in it follows later changes. Replaced and revoked ones stay.
    await sql(`CREATE TABLE certificates (
      id ${types.id},
      registration_id INTEGER NOT NULL REFERENCES registrations (id),
      code_hash TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('valid', 'replaced', 'revoked')),
      holder_name TEXT NOT NULL,
      holder_affiliation TEXT NOT NULL,
      workshop_name TEXT NOT NULL,
      signatory TEXT NOT NULL,
      signatory_position TEXT NOT NULL,
      issued_at ${types.datetime} NOT NULL,
      ended_at ${types.datetime},
      ended_reason TEXT,
      CHECK ((state = 'valid') = (ended_at IS NULL))
    )`);
    await sql(`CREATE UNIQUE INDEX certificates_one_valid ON certificates (registration_id)
      WHERE state = 'valid'`);
    await sql(`CREATE TABLE certificate_days (
      certificate_id INTEGER NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
      day_number INTEGER NOT NULL,
      held_on ${types.date} NOT NULL,
      PRIMARY KEY (certificate_id, day_number)
    )`);
  },
};
