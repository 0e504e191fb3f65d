import type { Migration } from './dialect';

export const workshopSurveys: Migration = {
  name: '0017-workshop-surveys',
  async up({ sql, types }) {
    // A mailing whose list is drawn up when its time comes.
    await sql(`CREATE TABLE scheduled_mailings (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder')),
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      filter TEXT NOT NULL,
      send_at ${types.datetime} NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'refused', 'cancelled')),
      outcome TEXT,
      mailing_id INTEGER REFERENCES mailings (id),
      idempotency_key TEXT NOT NULL UNIQUE,
      created_by INTEGER REFERENCES users (id),
      created_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX scheduled_mailings_due ON scheduled_mailings (status, send_at)');
    await sql(
      'CREATE INDEX scheduled_mailings_survey ON scheduled_mailings (survey_id, send_at, id)',
    );
    // Answers that were entered by staff in somebody's name, or on the shared tablet.
    await sql(`CREATE TABLE assisted_answers (
      access_key TEXT PRIMARY KEY,
      mode TEXT NOT NULL CHECK (mode IN ('staff', 'tablet')),
      started_by TEXT NOT NULL,
      started_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE TABLE tablets (
      id ${types.id},
      name TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      withdrawn_at ${types.datetime},
      created_by INTEGER NOT NULL REFERENCES users (id),
      created_at ${types.datetime} NOT NULL
    )`);
  },
};
