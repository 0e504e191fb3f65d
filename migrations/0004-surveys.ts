import type { Migration } from './dialect';

export const surveys: Migration = {
  name: '0004-surveys',
  async up({ sql, types }) {
    await sql(`CREATE TABLE surveys (
      id ${types.id},
      form TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      anonymous ${types.boolean} NOT NULL,
      facts TEXT NOT NULL,
      open_link_enabled ${types.boolean} NOT NULL,
      open_link TEXT NOT NULL UNIQUE,
      opens_at ${types.datetime},
      closes_at ${types.datetime},
      closed_at ${types.datetime},
      draft_definition TEXT NOT NULL,
      draft_revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE TABLE survey_versions (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      number INTEGER NOT NULL,
      definition TEXT NOT NULL,
      first_page_html TEXT NOT NULL,
      published_by INTEGER REFERENCES users (id),
      published_at ${types.datetime} NOT NULL,
      UNIQUE (survey_id, number)
    )`);
    await sql(`CREATE TABLE invitations (
      id ${types.id},
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      person_id INTEGER NOT NULL REFERENCES people (id),
      token_hash TEXT NOT NULL UNIQUE,
      opened_at ${types.datetime},
      started_at ${types.datetime},
      finished ${types.boolean} NOT NULL DEFAULT FALSE,
      finished_at ${types.datetime},
      created_at ${types.datetime} NOT NULL,
      UNIQUE (survey_id, person_id)
    )`);
    await sql('CREATE INDEX invitations_person ON invitations (person_id)');
    // An answer in progress. access_key is a keyed digest of the link's token, so that nothing
    // in the database joins an anonymous draft to an invitation.
    await sql(`CREATE TABLE drafts (
      access_key TEXT PRIMARY KEY,
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      answers TEXT NOT NULL,
      page INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      saved_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX drafts_survey ON drafts (survey_id)');
    // invitation_id, person_id and submitted_at are NULL for anonymous forms; submitted_on is a day.
    await sql(`CREATE TABLE responses (
      id TEXT PRIMARY KEY,
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      access_key TEXT NOT NULL UNIQUE,
      submission_id TEXT NOT NULL UNIQUE,
      content_hash TEXT NOT NULL,
      receipt TEXT NOT NULL UNIQUE,
      invitation_id INTEGER UNIQUE REFERENCES invitations (id),
      person_id INTEGER REFERENCES people (id),
      cluster_id INTEGER REFERENCES clusters (id),
      economy_code TEXT REFERENCES economies (code),
      sex TEXT CHECK (sex IN ('female', 'male', 'prefer_not_to_say')),
      sector TEXT CHECK (sector IN ('public', 'private', 'academia', 'other')),
      origin TEXT NOT NULL CHECK (origin IN ('personal_link', 'open_link', 'staff', 'demo')),
      language TEXT NOT NULL,
      answers TEXT NOT NULL,
      corrections INTEGER NOT NULL DEFAULT 0,
      valid ${types.boolean} NOT NULL DEFAULT TRUE,
      review TEXT NOT NULL DEFAULT 'submitted' CHECK (review IN ('submitted', 'published', 'approved', 'returned', 'expired', 'closed')),
      assigned_to_report ${types.boolean} NOT NULL DEFAULT FALSE,
      submitted_on ${types.date} NOT NULL,
      submitted_at ${types.datetime}
    )`);
    await sql('CREATE INDEX responses_survey ON responses (survey_id, submitted_on)');
    // Holds all that figures about respondents need: the rows themselves carry long answers.
    await sql(`CREATE INDEX responses_counting ON responses
      (survey_id, valid, version_id, sex, economy_code, cluster_id, submitted_on, submitted_at)`);
    await sql('CREATE INDEX responses_person ON responses (person_id)');
    // Closed answers, one row a value, for tabulation in SQL; written with the response. Version and
    // sex are those of the response, so that results are counted from one index without a join.
    await sql(`CREATE TABLE answer_values (
      response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      sex TEXT,
      question TEXT NOT NULL,
      item TEXT NOT NULL,
      code TEXT,
      number ${types.double}
    )`);
    await sql('CREATE INDEX answer_values_response ON answer_values (response_id)');
    await sql(
      'CREATE INDEX answer_values_counting ON answer_values (version_id, question, item, code, sex, number)',
    );
    await sql(`CREATE TABLE response_reviews (
      id ${types.id},
      response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
      decision TEXT NOT NULL,
      reason TEXT NOT NULL,
      decided_by INTEGER NOT NULL REFERENCES users (id),
      decided_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX response_reviews_response ON response_reviews (response_id)');
    await sql(`CREATE TABLE uploads (
      id TEXT PRIMARY KEY,
      access_key TEXT NOT NULL,
      survey_id INTEGER NOT NULL REFERENCES surveys (id),
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      created_on ${types.date} NOT NULL
    )`);
    await sql('CREATE INDEX uploads_access_key ON uploads (access_key)');
  },
};
