import type { Migration } from './dialect';

export const resultsInDepth: Migration = {
  name: '0026-results-in-depth',
  async up({ sql, types }) {
    // Codes that organisers give to open answers. A code that was merged or retired keeps its row.
    await sql(`CREATE TABLE open_codes (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      question TEXT NOT NULL,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      description TEXT NOT NULL,
      merged_into INTEGER REFERENCES open_codes (id),
      retired_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      UNIQUE (survey_id, question, name_key)
    )`);
    await sql(`CREATE TABLE open_code_changes (
      id ${types.id},
      code_id INTEGER NOT NULL REFERENCES open_codes (id),
      change TEXT NOT NULL CHECK (change IN ('added', 'renamed', 'described', 'merged', 'retired', 'restored')),
      before_text TEXT NOT NULL,
      after_text TEXT NOT NULL,
      made_by INTEGER NOT NULL REFERENCES users (id),
      made_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX open_code_changes_code ON open_code_changes (code_id)');
    // content_version: how often the answer had been corrected when it was coded.
    await sql(`CREATE TABLE coded_answers (
      response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
      code_id INTEGER NOT NULL REFERENCES open_codes (id),
      content_version INTEGER NOT NULL,
      coded_by INTEGER NOT NULL REFERENCES users (id),
      coded_at ${types.datetime} NOT NULL,
      PRIMARY KEY (response_id, code_id)
    )`);
    await sql('CREATE INDEX coded_answers_code ON coded_answers (code_id)');
    // The answers to a form as they stood at one moment, never changed: which responses, each with the
    // number of its content, and what was counted then.
    await sql(`CREATE TABLE data_sets (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      kind TEXT NOT NULL CHECK (kind IN ('preliminary', 'adjusted')),
      number INTEGER NOT NULL,
      note TEXT NOT NULL,
      counted INTEGER NOT NULL,
      left_out INTEGER NOT NULL,
      counts TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      frozen_by INTEGER NOT NULL REFERENCES users (id),
      frozen_at ${types.datetime} NOT NULL,
      UNIQUE (survey_id, kind, number)
    )`);
    // No reference to the response: the row stays when the answers are erased, so that counts can be explained.
    await sql(`CREATE TABLE data_set_responses (
      data_set_id INTEGER NOT NULL REFERENCES data_sets (id),
      response_id TEXT NOT NULL,
      content_version INTEGER NOT NULL,
      counted ${types.boolean} NOT NULL,
      erased_on ${types.date},
      PRIMARY KEY (data_set_id, response_id)
    )`);
    await sql('CREATE INDEX data_set_responses_response ON data_set_responses (response_id)');
    // What a frozen response said before it was corrected.
    await sql(`CREATE TABLE earlier_answers (
      response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
      content_version INTEGER NOT NULL,
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      economy_code TEXT,
      sex TEXT,
      sector TEXT,
      answers TEXT NOT NULL,
      PRIMARY KEY (response_id, content_version)
    )`);
    // The log of what changed in frozen answers. made_by NULL: the respondent.
    await sql(`CREATE TABLE answer_adjustments (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      response_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('not_valid', 'valid_again', 'corrected_by_respondent', 'corrected_by_staff', 'erased')),
      changed_questions TEXT NOT NULL,
      reason TEXT NOT NULL,
      day_note_id INTEGER REFERENCES day_notes (id) ON DELETE SET NULL,
      made_by INTEGER REFERENCES users (id),
      made_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX answer_adjustments_survey ON answer_adjustments (survey_id, id)');
    await sql('CREATE INDEX answer_adjustments_response ON answer_adjustments (response_id)');
    await sql('CREATE INDEX answer_adjustments_note ON answer_adjustments (day_note_id)');
  },
};
