/**
 * SQL that holds for a verification `v` that is in force: not taken back, and of somebody who is still
 * the focal point of the economy. It outlives the time of keeping, after which the person is a nameless
 * row with role and economy. Of those from before the person was kept nobody can say who it was: they
 * hold until they are taken back.
 */
export const verificationHolds = `(v.taken_back_at IS NULL AND (v.person_id IS NULL OR EXISTS (
  SELECT 1 FROM people fp WHERE fp.id = v.person_id
    AND fp.role = 'focal_point' AND fp.economy_code = v.economy_code)))`;

/**
 * SQL of a table with a row for each member economy: since when its page is published, and since when
 * a focal point is verified; null for what is not there.
 */
export const platformStanding = `(SELECT e.code AS economy_code, r.page_published_on,
    (SELECT MIN(v.verified_on) FROM focal_point_verifications v
      WHERE v.economy_code = e.code AND ${verificationHolds}) AS focal_point_verified_on
  FROM economies e LEFT JOIN platform_registrations r ON r.economy_code = e.code)`;
