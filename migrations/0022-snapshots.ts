import type { Migration } from './dialect';

export const snapshots: Migration = {
  name: '0022-snapshots',
  async up({ sql, types, neverChanged }) {
    // How all indicators stood at a moment, counted under one version of the rules. Each follows the one
    // before it, and of two processes that take the same number one begins anew.
    await sql(`CREATE TABLE snapshots (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('daily', 'milestone', 'manual')),
      label TEXT NOT NULL,
      taken_on ${types.date} NOT NULL,
      daily_on ${types.date} UNIQUE,
      taken_at ${types.datetime} NOT NULL,
      taken_by INTEGER REFERENCES users (id),
      taken_by_name TEXT NOT NULL,
      rules_version INTEGER NOT NULL REFERENCES indicator_rules (version),
      k INTEGER NOT NULL,
      CHECK ((kind = 'daily') = (daily_on IS NOT NULL)),
      CHECK ((kind = 'daily') = (label = ''))
    )`);
    // What the team saw, and what overseers saw: the second holds nothing of answers that was not released.
    await sql(`CREATE TABLE snapshot_values (
      snapshot_number INTEGER NOT NULL REFERENCES snapshots (number),
      audience TEXT NOT NULL CHECK (audience IN ('team', 'overseer')),
      indicator TEXT NOT NULL,
      value ${types.double},
      status TEXT NOT NULL CHECK (status IN ('met', 'not_met', 'no_target', 'no_data', 'not_shown')),
      women INTEGER,
      men INTEGER,
      not_stated INTEGER,
      base INTEGER,
      details TEXT NOT NULL,
      PRIMARY KEY (snapshot_number, audience, indicator)
    )`);
    // The records behind the values, without names: a row only when a record came, changed or went
    // (indicators is empty then) since the snapshot before. Anonymous answers have no row.
    await sql(`CREATE TABLE snapshot_evidence (
      snapshot_number INTEGER NOT NULL REFERENCES snapshots (number),
      source TEXT NOT NULL,
      record_id TEXT NOT NULL,
      indicators TEXT NOT NULL,
      sex TEXT NOT NULL,
      sector TEXT NOT NULL,
      economy TEXT NOT NULL,
      cluster TEXT NOT NULL,
      days TEXT NOT NULL,
      mark TEXT NOT NULL,
      PRIMARY KEY (source, record_id, snapshot_number)
    )`);
    await sql('CREATE INDEX snapshot_evidence_snapshot ON snapshot_evidence (snapshot_number)');
    await neverChanged('snapshots');
    await neverChanged('snapshot_values');
    await neverChanged('snapshot_evidence');
  },
};
