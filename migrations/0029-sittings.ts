import type { Migration } from './dialect';

export const sittings: Migration = {
  name: '0029-sittings',
  async up({ sql, types }) {
    // One person at a shared tablet: its token opens their questionnaire for a short time, so that
    // the person's own link never reaches the tablet.
    await sql(`CREATE TABLE tablet_sittings (
      id ${types.id},
      token_hash TEXT NOT NULL UNIQUE,
      tablet_id INTEGER NOT NULL REFERENCES tablets (id),
      invitation_id INTEGER NOT NULL REFERENCES invitations (id),
      begun_at ${types.datetime} NOT NULL,
      ended_at ${types.datetime}
    )`);
    await sql('CREATE INDEX tablet_sittings_begun ON tablet_sittings (begun_at)');
    // What the registration was before this check-in made it "registered"; null when it did not.
    await sql('ALTER TABLE attendance_events ADD COLUMN status_before TEXT');
  },
};
