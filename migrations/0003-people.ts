import type { Migration } from './dialect';

export const people: Migration = {
  name: '0003-people',
  async up({ sql, types }) {
    await sql(`CREATE TABLE clusters (
      id ${types.id},
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      economy_code TEXT NOT NULL REFERENCES economies (code),
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      UNIQUE (economy_code, name_key)
    )`);
    await sql(`CREATE TABLE people (
      id ${types.id},
      title TEXT,
      given_name TEXT NOT NULL,
      family_name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      email TEXT,
      email_key TEXT UNIQUE,
      sex TEXT CHECK (sex IN ('female', 'male', 'prefer_not_to_say')),
      affiliation TEXT NOT NULL CHECK (affiliation IN ('member_economy', 'guest', 'international_organisation', 'other')),
      economy_code TEXT REFERENCES economies (code),
      sector TEXT CHECK (sector IN ('public', 'private', 'academia', 'other')),
      organisation TEXT,
      organisation_key TEXT,
      position TEXT,
      role TEXT NOT NULL,
      cluster_id INTEGER REFERENCES clusters (id),
      language TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('import', 'manual', 'open_link', 'demo')),
      notes TEXT,
      erased_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK ((affiliation = 'member_economy') = (economy_code IS NOT NULL) OR erased_at IS NOT NULL)
    )`);
    await sql('CREATE INDEX people_name ON people (name_key, id)');
    await sql('CREATE INDEX people_economy ON people (economy_code)');
    await sql('CREATE INDEX people_cluster ON people (cluster_id)');
    await sql(`CREATE TABLE consents (
      id ${types.id},
      person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      given ${types.boolean} NOT NULL,
      wording TEXT NOT NULL,
      source TEXT NOT NULL,
      recorded_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX consents_person ON consents (person_id)');
    await sql(`CREATE TABLE contact_imports (
      id ${types.id},
      file_name TEXT NOT NULL,
      sheet TEXT NOT NULL,
      headers TEXT NOT NULL,
      rows TEXT NOT NULL,
      mapping TEXT NOT NULL,
      options TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('uploaded', 'applied', 'discarded')),
      outcome TEXT,
      uploaded_by INTEGER NOT NULL REFERENCES users (id),
      applied_at ${types.datetime},
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
  },
};
