import type { Migration } from './dialect';

export const packedAnswers: Migration = {
  name: '0025-packed-answers',
  async up({ sql, types }) {
    // The choices of a response in one text of fixed width, for tables of any question by any other.
    // Bytes, not text: PostgreSQL counts the characters of a text before it takes any out.
    // Everything here follows from the response; layout is the number of the rules it was packed by.
    await sql(`CREATE TABLE packed_answers (
      response_id TEXT PRIMARY KEY REFERENCES responses (id) ON DELETE CASCADE,
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      sex TEXT,
      sector TEXT,
      economy_code TEXT,
      layout INTEGER NOT NULL,
      codes ${types.bytes} NOT NULL
    )`);
    await sql('CREATE INDEX packed_answers_version ON packed_answers (version_id, layout)');
  },
};
