import type { Migration } from './dialect';

export const milestonesAndRisks: Migration = {
  name: '0023-milestones-and-risks',
  async up({ sql, types }) {
    // Due so many days or months after (before: negative) Day 1 of the workshop or the project's
    // end, or on a fixed date. remind_days: whole numbers joined by commas, days before it is due.
    await sql(`CREATE TABLE milestones (
      id ${types.id},
      title TEXT NOT NULL,
      anchor TEXT NOT NULL CHECK (anchor IN ('day_one', 'project_end', 'fixed')),
      shift INTEGER,
      shift_unit TEXT CHECK (shift_unit IN ('days', 'months')),
      fixed_on ${types.date},
      owner_id INTEGER REFERENCES users (id),
      remind_days TEXT NOT NULL,
      note TEXT NOT NULL,
      reached_on ${types.date},
      reached_note TEXT,
      reached_by INTEGER REFERENCES users (id),
      reached_at ${types.datetime},
      snapshot_number INTEGER REFERENCES snapshots (number),
      told_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK ((anchor = 'fixed') = (fixed_on IS NOT NULL)),
      CHECK ((anchor = 'fixed') = (shift IS NULL)),
      CHECK ((shift IS NULL) = (shift_unit IS NULL)),
      CHECK ((reached_on IS NULL) = (reached_at IS NULL)),
      CHECK ((reached_on IS NULL) = (reached_note IS NULL))
    )`);
    await sql(`CREATE TABLE risks (
      id ${types.id},
      title TEXT NOT NULL,
      likelihood INTEGER NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
      impact INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
      mitigation TEXT NOT NULL,
      owner_id INTEGER REFERENCES users (id),
      status TEXT NOT NULL CHECK (status IN ('open', 'mitigated', 'occurred', 'closed')),
      review_on ${types.date},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    // changes: JSON, { field: [before, after] } with the values as they were stored.
    await sql(`CREATE TABLE risk_changes (
      id ${types.id},
      risk_id INTEGER NOT NULL REFERENCES risks (id) ON DELETE CASCADE,
      changed_by INTEGER REFERENCES users (id),
      changed_at ${types.datetime} NOT NULL,
      reason TEXT NOT NULL,
      changes TEXT NOT NULL
    )`);
    await sql('CREATE INDEX risk_changes_risk ON risk_changes (risk_id, id)');
  },
};
