import type { Migration } from './dialect';

export const indicatorRules: Migration = {
  name: '0021-indicator-rules',
  async up({ sql, types, neverChanged }) {
    // One row a version of the whole set of rules; the last is in force. The first has held from the
    // beginning, so that nobody and no date stands behind it.
    await sql(`CREATE TABLE indicator_rules (
      version INTEGER PRIMARY KEY CHECK (version >= 1),
      decided_at ${types.datetime},
      decided_by INTEGER REFERENCES users (id),
      decided_by_name TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
      satisfied_overall_min INTEGER NOT NULL CHECK (satisfied_overall_min BETWEEN 1 AND 5),
      satisfied_core_mean_min ${types.double} NOT NULL CHECK (satisfied_core_mean_min BETWEEN 1 AND 5),
      satisfied_core_answered_min INTEGER NOT NULL CHECK (satisfied_core_answered_min BETWEEN 1 AND 8),
      invitations_from_day INTEGER NOT NULL CHECK (invitations_from_day >= 1),
      CHECK ((version = 1) = (decided_at IS NULL)),
      CHECK ((version = 1) = (decided_by IS NULL))
    )`);
    await sql(`CREATE TABLE indicator_targets (
      version INTEGER NOT NULL REFERENCES indicator_rules (version),
      target TEXT NOT NULL,
      value ${types.double} NOT NULL CHECK (value > 0 AND value <= 100000),
      PRIMARY KEY (version, target)
    )`);
    await sql(`INSERT INTO indicator_rules (version, decided_at, decided_by, decided_by_name, reason,
        satisfied_overall_min, satisfied_core_mean_min, satisfied_core_answered_min, invitations_from_day)
      SELECT 1, NULL, NULL, 'PEC', 'As the project’s documents say.',
        COALESCE((SELECT satisfied_overall_min FROM projects), 4),
        COALESCE((SELECT satisfied_core_mean_min FROM projects), 4),
        COALESCE((SELECT satisfied_core_answered_min FROM projects), 6), 3`);
    await sql(`INSERT INTO indicator_targets (version, target, value) VALUES
      (1, 'I03', 20), (1, 'I04', 10), (1, 'I06', 75), (1, 'I07', 10), (1, 'I08', 5), (1, 'I10', 1),
      (1, 'I11', 10), (1, 'I12', 30), (1, 'I13', 3), (1, 'I13 presenting', 1), (1, 'I14', 2),
      (1, 'I15', 50), (1, 'I16', 1), (1, 'I17', 50)`);
    await neverChanged('indicator_rules');
    await neverChanged('indicator_targets');
    // Their one home is above. Both databases drop a column in place: no row of another table is lost.
    await sql('ALTER TABLE projects DROP COLUMN satisfied_overall_min');
    await sql('ALTER TABLE projects DROP COLUMN satisfied_core_mean_min');
    await sql('ALTER TABLE projects DROP COLUMN satisfied_core_answered_min');
  },
};
