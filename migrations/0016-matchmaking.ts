import type { Migration } from './dialect';

export const matchmaking: Migration = {
  name: '0016-matchmaking',
  async up({ sql, types }) {
    // Wall-clock times of the workshop's zone, as in the programme.
    await sql(`CREATE TABLE meeting_slots (
      id ${types.id},
      day_number INTEGER NOT NULL REFERENCES workshop_days (number),
      starts_at TEXT NOT NULL CHECK (length(starts_at) = 5),
      ends_at TEXT NOT NULL CHECK (length(ends_at) = 5),
      table_count INTEGER NOT NULL CHECK (table_count >= 1),
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      UNIQUE (day_number, starts_at),
      CHECK (starts_at < ends_at)
    )`);
    // One cluster asks another. low and high are the same two in order, so that two clusters that
    // ask each other at once still have one open request. asked_by NULL: entered by organisers.
    await sql(`CREATE TABLE meeting_requests (
      id ${types.id},
      from_cluster_id INTEGER NOT NULL REFERENCES clusters (id),
      to_cluster_id INTEGER NOT NULL REFERENCES clusters (id),
      low_cluster_id INTEGER NOT NULL,
      high_cluster_id INTEGER NOT NULL,
      asked_by INTEGER REFERENCES registrations (id),
      message TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('asked', 'accepted', 'declined', 'withdrawn')),
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      CHECK (from_cluster_id <> to_cluster_id),
      CHECK (low_cluster_id < high_cluster_id),
      CHECK ((from_cluster_id = low_cluster_id AND to_cluster_id = high_cluster_id)
        OR (from_cluster_id = high_cluster_id AND to_cluster_id = low_cluster_id))
    )`);
    await sql(`CREATE UNIQUE INDEX meeting_requests_one_open
      ON meeting_requests (low_cluster_id, high_cluster_id)
      WHERE status IN ('asked', 'accepted')`);
    await sql('CREATE INDEX meeting_requests_from ON meeting_requests (from_cluster_id, status)');
    await sql('CREATE INDEX meeting_requests_to ON meeting_requests (to_cluster_id, status)');
    // Who did what with a request: a person of either cluster, or an organiser.
    await sql(`CREATE TABLE meeting_request_changes (
      id ${types.id},
      request_id INTEGER NOT NULL REFERENCES meeting_requests (id),
      status TEXT NOT NULL,
      registration_id INTEGER REFERENCES registrations (id),
      user_id INTEGER REFERENCES users (id),
      changed_at ${types.datetime} NOT NULL
    )`);
    await sql(
      'CREATE INDEX meeting_request_changes_request ON meeting_request_changes (request_id)',
    );
    // settled_by NULL: nobody has said yet whether it took place.
    await sql(`CREATE TABLE meetings (
      id ${types.id},
      request_id INTEGER NOT NULL REFERENCES meeting_requests (id),
      slot_id INTEGER NOT NULL REFERENCES meeting_slots (id),
      table_number INTEGER NOT NULL CHECK (table_number >= 1),
      status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled', 'no_show')),
      outcome TEXT NOT NULL
        CHECK (outcome IN ('none', 'contact', 'meeting', 'letter_of_intent', 'mou', 'project')),
      note TEXT NOT NULL,
      settled_by TEXT CHECK (settled_by IN ('organisers', 'parties')),
      revision INTEGER NOT NULL,
      created_at ${types.datetime} NOT NULL,
      updated_at ${types.datetime} NOT NULL,
      UNIQUE (id, slot_id),
      CHECK (outcome = 'none' OR status = 'held')
    )`);
    // A cancelled meeting frees its table, and its request to be placed again.
    await sql(`CREATE UNIQUE INDEX meetings_table ON meetings (slot_id, table_number)
      WHERE status <> 'cancelled'`);
    await sql(`CREATE UNIQUE INDEX meetings_one_of_request ON meetings (request_id)
      WHERE status IN ('planned', 'held')`);
    // Each cluster's place in a slot: two rows a meeting, none once it is cancelled. They follow
    // their meeting to another slot, so no cluster can be at two tables at once.
    await sql(`CREATE TABLE meeting_parties (
      meeting_id INTEGER NOT NULL,
      slot_id INTEGER NOT NULL,
      cluster_id INTEGER NOT NULL REFERENCES clusters (id),
      PRIMARY KEY (meeting_id, cluster_id),
      UNIQUE (slot_id, cluster_id),
      FOREIGN KEY (meeting_id, slot_id) REFERENCES meetings (id, slot_id) ON UPDATE CASCADE
    )`);
    // What each side says came of it; they may differ, and both stay.
    await sql(`CREATE TABLE meeting_reports (
      meeting_id INTEGER NOT NULL REFERENCES meetings (id),
      cluster_id INTEGER NOT NULL REFERENCES clusters (id),
      held ${types.boolean} NOT NULL,
      outcome TEXT NOT NULL
        CHECK (outcome IN ('none', 'contact', 'meeting', 'letter_of_intent', 'mou', 'project')),
      note TEXT NOT NULL,
      reported_by INTEGER NOT NULL REFERENCES registrations (id),
      reported_at ${types.datetime} NOT NULL,
      PRIMARY KEY (meeting_id, cluster_id),
      CHECK (held OR outcome = 'none')
    )`);
  },
};
