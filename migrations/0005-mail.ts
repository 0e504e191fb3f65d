import type { Migration } from './dialect';

export const mail: Migration = {
  name: '0005-mail',
  async up({ sql, types }) {
    await sql(`CREATE TABLE mailings (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder')),
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      filter TEXT NOT NULL,
      recipients INTEGER NOT NULL,
      idempotency_key TEXT NOT NULL UNIQUE,
      created_by INTEGER REFERENCES users (id),
      created_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX mailings_survey ON mailings (survey_id, id)');
    // status: queued -> sending -> sent | failed | uncertain; cancelled before it was sent.
    await sql(`CREATE TABLE messages (
      id ${types.id},
      dedupe_key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      mailing_id INTEGER REFERENCES mailings (id),
      invitation_id INTEGER REFERENCES invitations (id),
      person_id INTEGER REFERENCES people (id),
      to_name TEXT NOT NULL,
      to_address TEXT NOT NULL,
      subject TEXT NOT NULL,
      text_body TEXT NOT NULL,
      html_body TEXT NOT NULL,
      link_subject TEXT,
      list_unsubscribe ${types.boolean} NOT NULL DEFAULT FALSE,
      status TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
      attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt_at ${types.datetime} NOT NULL,
      claimed_by TEXT,
      claimed_at ${types.datetime},
      conversation_began_at ${types.datetime},
      sent_at ${types.datetime},
      last_reply TEXT,
      message_id TEXT NOT NULL UNIQUE,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX messages_due ON messages (status, next_attempt_at, id)');
    await sql('CREATE INDEX messages_mailing ON messages (mailing_id, status)');
    await sql('CREATE INDEX messages_invitation ON messages (invitation_id)');
    await sql('CREATE INDEX messages_person ON messages (person_id)');
    await sql(`CREATE TABLE unsubscriptions (
      address_key TEXT NOT NULL,
      kind TEXT NOT NULL,
      created_at ${types.datetime} NOT NULL,
      PRIMARY KEY (address_key, kind)
    )`);
  },
};
