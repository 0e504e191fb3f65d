import type { Migration } from './dialect';

export const nominations: Migration = {
  name: '0012-nominations',
  async up({ sql, types }) {
    // What holds for every economy that has nothing of its own in nomination_rules.
    await sql(`CREATE TABLE nomination_settings (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      places INTEGER NOT NULL CHECK (places >= 0),
      advice TEXT NOT NULL,
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`INSERT INTO nomination_settings (id, places, advice, revision, created_at, updated_at)
      VALUES (1, 2, 'Please look beyond your own ministry. Good addresses are: cluster organisations and their associations; agencies for regional development, for innovation and for small and medium enterprises; technology parks; universities and institutes that study clusters; networks of women in business, science and technology. The workshop looks for women and men from the public sector, the private sector and academia.', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)`);
    // Null: as in nomination_settings; for closes_at: as in workshop_settings.
    await sql(`CREATE TABLE nomination_rules (
      economy_code TEXT NOT NULL PRIMARY KEY REFERENCES economies (code),
      places INTEGER CHECK (places >= 0),
      closes_at ${types.datetime},
      advice TEXT,
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    // Who nominates for an economy, and the link they do it with. A withdrawn link keeps its
    // row, so that it can say what became of it; a new one is a new row.
    await sql(`CREATE TABLE focal_points (
      id ${types.id},
      economy_code TEXT NOT NULL REFERENCES economies (code),
      person_id INTEGER NOT NULL REFERENCES people (id),
      token_hash TEXT NOT NULL UNIQUE,
      opened_at ${types.datetime},
      withdrawn_at ${types.datetime},
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE UNIQUE INDEX focal_points_in_use ON focal_points (economy_code, person_id)
      WHERE withdrawn_at IS NULL`);
    // reserve_rank null: takes one of the economy's places.
    await sql(`CREATE TABLE nominations (
      id ${types.id},
      economy_code TEXT NOT NULL REFERENCES economies (code),
      focal_point_id INTEGER NOT NULL REFERENCES focal_points (id),
      submission_key TEXT NOT NULL UNIQUE,
      title TEXT,
      given_name TEXT NOT NULL,
      family_name TEXT NOT NULL,
      email TEXT,
      email_key TEXT,
      sex TEXT CHECK (sex IN ('female', 'male', 'prefer_not_to_say')),
      sector TEXT CHECK (sector IN ('public', 'private', 'academia', 'other')),
      position TEXT,
      organisation TEXT,
      cluster_name TEXT,
      role TEXT NOT NULL CHECK (role IN ('participant', 'speaker', 'expert')),
      why TEXT NOT NULL,
      reserve_rank INTEGER CHECK (reserve_rank >= 1),
      status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'waiting', 'declined', 'withdrawn')),
      public_reason TEXT NOT NULL,
      person_id INTEGER REFERENCES people (id),
      erased_at ${types.datetime},
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL
    )`);
    await sql(`CREATE UNIQUE INDEX nominations_once ON nominations (economy_code, email_key)
      WHERE status <> 'withdrawn'`);
    await sql('CREATE INDEX nominations_status ON nominations (status, economy_code, id)');
    await sql('CREATE INDEX nominations_person ON nominations (person_id)');
    await sql('CREATE INDEX nominations_email ON nominations (email_key)');
    await sql(`CREATE TABLE nomination_decisions (
      id ${types.id},
      nomination_id INTEGER NOT NULL REFERENCES nominations (id) ON DELETE CASCADE,
      from_status TEXT,
      to_status TEXT NOT NULL,
      public_reason TEXT NOT NULL,
      note TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      decided_at ${types.datetime} NOT NULL
    )`);
    await sql(
      'CREATE INDEX nomination_decisions_nomination ON nomination_decisions (nomination_id)',
    );
    await sql(`CREATE TABLE nomination_letters (
      id TEXT NOT NULL PRIMARY KEY,
      economy_code TEXT NOT NULL REFERENCES economies (code),
      focal_point_id INTEGER NOT NULL REFERENCES focal_points (id),
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL
    )`);
    await sql('CREATE INDEX nomination_letters_economy ON nomination_letters (economy_code)');
  },
};
