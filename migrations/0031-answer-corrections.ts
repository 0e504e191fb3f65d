import type { Migration } from './dialect';

export const answerCorrections: Migration = {
  name: '0031-answer-corrections',
  async up({ sql, types }) {
    // Corrections of answers by the team: who, why, and each changed answer before and after. The
    // content stands here and not in the audit trail, so that it goes with the answers.
    await sql(`CREATE TABLE answer_corrections (
      id ${types.id},
      response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
      content_version INTEGER NOT NULL,
      version_id INTEGER NOT NULL REFERENCES survey_versions (id),
      before_answers TEXT NOT NULL,
      after_answers TEXT NOT NULL,
      reason TEXT NOT NULL,
      made_by INTEGER NOT NULL REFERENCES users (id),
      made_at ${types.datetime} NOT NULL,
      UNIQUE (response_id, content_version)
    )`);
  },
};
