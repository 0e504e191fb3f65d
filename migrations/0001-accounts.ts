import type { Migration } from './dialect';

export const accounts: Migration = {
  name: '0001-accounts',
  async up({ sql, types }) {
    await sql(`CREATE TABLE users (
      id ${types.id},
      email TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('administrator', 'organiser', 'overseer')),
      password_hash TEXT,
      disabled_at ${types.datetime},
      last_seen_at ${types.datetime},
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE TABLE sessions (
      token_hash TEXT PRIMARY KEY,
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      created_at ${types.datetime} NOT NULL,
      last_seen_at ${types.datetime} NOT NULL,
      expires_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX sessions_user ON sessions (user_id)');
    await sql(`CREATE TABLE one_time_links (
      token_hash TEXT PRIMARY KEY,
      purpose TEXT NOT NULL CHECK (purpose IN ('first_administrator', 'set_password')),
      user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
      created_at ${types.datetime} NOT NULL,
      expires_at ${types.datetime} NOT NULL,
      used_at ${types.datetime}
    )`);
    await sql(`CREATE TABLE rate_limits (
      bucket TEXT PRIMARY KEY,
      hits INTEGER NOT NULL,
      resets_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX rate_limits_resets_at ON rate_limits (resets_at)');
    await sql(`CREATE TABLE audit_events (
      id ${types.id},
      at ${types.datetime} NOT NULL,
      actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'respondent', 'command', 'system')),
      actor_user_id INTEGER REFERENCES users (id),
      actor_name TEXT NOT NULL,
      area TEXT NOT NULL,
      action TEXT NOT NULL,
      subject_type TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      person_id INTEGER,
      changes TEXT NOT NULL,
      request_id TEXT
    )`);
    await sql('CREATE INDEX audit_events_subject ON audit_events (subject_type, subject_id)');
    // The trail is read newest first, a page at a time, whole or by one of these. Respondents'
    // lines name neither account nor person in most cases, hence the partial indexes.
    await sql('CREATE INDEX audit_events_newest ON audit_events (at, id)');
    await sql('CREATE INDEX audit_events_area ON audit_events (area, at, id)');
    await sql(`CREATE INDEX audit_events_actor ON audit_events (actor_user_id, at, id)
      WHERE actor_user_id IS NOT NULL`);
    await sql(`CREATE INDEX audit_events_person ON audit_events (person_id)
      WHERE person_id IS NOT NULL`);
  },
};
