import type { Migration } from './dialect';

export const monitoringRecords: Migration = {
  name: '0020-monitoring-records',
  async up({ sql, types }) {
    // What an economy said about a draft of the project's documents. substantial NULL: not yet decided.
    await sql(`CREATE TABLE draft_comments (
      id ${types.id},
      draft TEXT NOT NULL CHECK (draft IN ('questionnaire', 'blueprint', 'final_report')),
      economy_code TEXT NOT NULL REFERENCES economies (code),
      person_id INTEGER REFERENCES people (id),
      received_on ${types.date} NOT NULL,
      comment TEXT NOT NULL,
      substantial ${types.boolean},
      decision_reason TEXT,
      decided_by INTEGER REFERENCES users (id),
      decided_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK ((substantial IS NULL) = (decided_at IS NULL)),
      CHECK ((substantial IS NULL) = (decision_reason IS NULL))
    )`);
    await sql('CREATE INDEX draft_comments_draft ON draft_comments (draft, economy_code)');
    await sql('CREATE INDEX draft_comments_person ON draft_comments (person_id)');
    // counted: what organisers decided about an initiative of the host and others together.
    await sql(`CREATE TABLE initiatives (
      id ${types.id},
      title TEXT NOT NULL,
      description TEXT NOT NULL,
      launched_on ${types.date} NOT NULL,
      counted ${types.boolean},
      decision_reason TEXT,
      decided_by INTEGER REFERENCES users (id),
      decided_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK ((counted IS NULL) = (decided_at IS NULL)),
      CHECK ((counted IS NULL) = (decision_reason IS NULL))
    )`);
    await sql(`CREATE TABLE initiative_proposers (
      initiative_id INTEGER NOT NULL REFERENCES initiatives (id) ON DELETE CASCADE,
      economy_code TEXT NOT NULL REFERENCES economies (code),
      PRIMARY KEY (initiative_id, economy_code)
    )`);
    // What members of PPSTI did that no form or comment of this system shows.
    await sql(`CREATE TABLE member_actions (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id),
      kind TEXT NOT NULL CHECK (kind IN ('survey', 'comment', 'blueprint')),
      acted_on ${types.date} NOT NULL,
      note TEXT NOT NULL,
      created_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX member_actions_person ON member_actions (person_id, acted_on)');
    // NULL: not yet. An economy is registered at the platform when both have happened.
    await sql(`CREATE TABLE platform_registrations (
      economy_code TEXT PRIMARY KEY REFERENCES economies (code),
      page_address TEXT,
      page_published_on ${types.date},
      focal_point_verified_on ${types.date},
      note TEXT NOT NULL,
      revision INTEGER NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
  },
};
