import type { Migration } from './dialect';

export const verifiedFocalPoints: Migration = {
  name: '0034-verified-focal-points',
  async up({ sql, types }) {
    // That somebody was verified as the focal point of an economy at the platform, by whom and how. A
    // verification that is taken back keeps its row. Of those from before this table neither the person
    // nor how is known.
    await sql(`CREATE TABLE focal_point_verifications (
      id ${types.id},
      economy_code TEXT NOT NULL REFERENCES economies (code),
      person_id INTEGER REFERENCES people (id),
      method TEXT CHECK (method IN ('mail', 'letter', 'call', 'meeting')),
      verified_on ${types.date} NOT NULL,
      note TEXT NOT NULL,
      verified_by INTEGER REFERENCES users (id),
      verified_by_name TEXT NOT NULL,
      verified_at ${types.datetime} NOT NULL,
      taken_back_at ${types.datetime},
      taken_back_by INTEGER REFERENCES users (id),
      taken_back_by_name TEXT,
      taken_back_reason TEXT,
      CHECK ((person_id IS NULL) = (method IS NULL)),
      CHECK ((taken_back_at IS NULL) = (taken_back_reason IS NULL)),
      CHECK ((taken_back_at IS NULL) = (taken_back_by_name IS NULL))
    )`);
    await sql(`CREATE UNIQUE INDEX focal_point_verifications_in_force
      ON focal_point_verifications (economy_code, person_id) WHERE taken_back_at IS NULL`);
    await sql(`INSERT INTO focal_point_verifications
        (economy_code, verified_on, note, verified_by_name, verified_at)
      SELECT economy_code, focal_point_verified_on, '', '', updated_at
      FROM platform_registrations WHERE focal_point_verified_on IS NOT NULL`);
    await sql('ALTER TABLE platform_registrations DROP COLUMN focal_point_verified_on');
  },
};
