import type { Migration } from './dialect';

export const implementers: Migration = {
  name: '0033-implementers',
  async up({ sql, types }) {
    // Who carries the project out, in which part and when; who they are stands with the person. One
    // person can have several rows, one after the other or for different parts.
    await sql(`CREATE TABLE implementers (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id),
      part TEXT NOT NULL CHECK (part IN ('organising_team', 'contractor', 'expert', 'other')),
      task TEXT NOT NULL,
      from_on ${types.date} NOT NULL,
      to_on ${types.date},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK (to_on IS NULL OR to_on >= from_on),
      UNIQUE (person_id, part, from_on)
    )`);
  },
};
