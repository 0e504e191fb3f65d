import type { Migration } from './dialect';

export const oversight: Migration = {
  name: '0024-oversight',
  async up({ sql, types }) {
    // A link for one named reader without an account. The token is derived from the nonce with
    // the installation's key; the table holds its hash.
    await sql(`CREATE TABLE oversight_links (
      id ${types.id},
      nonce TEXT NOT NULL UNIQUE,
      token_hash TEXT NOT NULL UNIQUE,
      reader_name TEXT NOT NULL,
      reader_email TEXT,
      purpose TEXT NOT NULL,
      last_day ${types.date} NOT NULL,
      expires_at ${types.datetime} NOT NULL,
      withdrawn_at ${types.datetime},
      openings INTEGER NOT NULL,
      last_opened_at ${types.datetime},
      created_by INTEGER REFERENCES users (id),
      created_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE TABLE oversight_sessions (
      token_hash TEXT PRIMARY KEY,
      link_id INTEGER NOT NULL REFERENCES oversight_links (id),
      expires_at ${types.datetime} NOT NULL,
      created_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX oversight_sessions_link ON oversight_sessions (link_id)');
    // Who gets mails about what changed: an account or the reader of a link, each once.
    await sql(`CREATE TABLE oversight_subscriptions (
      id ${types.id},
      user_id INTEGER UNIQUE REFERENCES users (id),
      link_id INTEGER UNIQUE REFERENCES oversight_links (id),
      rhythm TEXT NOT NULL CHECK (rhythm IN ('weekly', 'milestones', 'both')),
      consented_at ${types.datetime} NOT NULL,
      told_number INTEGER REFERENCES snapshots (number),
      CHECK ((user_id IS NULL) <> (link_id IS NULL))
    )`);
  },
};
