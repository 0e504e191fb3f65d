import type { Migration } from './dialect';

export const project: Migration = {
  name: '0002-project',
  async up({ sql, types }) {
    await sql(`CREATE TABLE economies (
      code TEXT PRIMARY KEY CHECK (length(code) = 3),
      alpha2 TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE,
      formal_name TEXT,
      sort INTEGER NOT NULL UNIQUE,
      languages TEXT NOT NULL,
      travel_eligible ${types.boolean} NOT NULL,
      travel_eligible_as_of ${types.date} NOT NULL
    )`);
    await sql(`CREATE TABLE projects (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      objective TEXT NOT NULL,
      forum TEXT NOT NULL,
      fund TEXT NOT NULL,
      starts_on ${types.date} NOT NULL,
      ends_on ${types.date} NOT NULL,
      time_zone TEXT NOT NULL,
      proposer_code TEXT NOT NULL REFERENCES economies (code),
      host_code TEXT NOT NULL REFERENCES economies (code),
      contact_name TEXT NOT NULL,
      contact_email TEXT NOT NULL,
      suppression_k INTEGER NOT NULL CHECK (suppression_k >= 3),
      satisfied_overall_min INTEGER NOT NULL CHECK (satisfied_overall_min BETWEEN 1 AND 5),
      satisfied_core_mean_min ${types.double} NOT NULL CHECK (satisfied_core_mean_min BETWEEN 1 AND 5),
      satisfied_core_answered_min INTEGER NOT NULL CHECK (satisfied_core_answered_min BETWEEN 1 AND 8),
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK (starts_on <= ends_on)
    )`);
    await sql(`CREATE TABLE co_sponsors (
      economy_code TEXT PRIMARY KEY REFERENCES economies (code)
    )`);
    await sql(`CREATE TABLE workshop_days (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      date ${types.date} NOT NULL UNIQUE,
      theme TEXT NOT NULL
    )`);
  },
};
