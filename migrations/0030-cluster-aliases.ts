import type { Migration } from './dialect';

export const clusterAliases: Migration = {
  name: '0030-cluster-aliases',
  async up({ sql }) {
    // Earlier and double names of a cluster: who types one of them means the cluster.
    await sql(`CREATE TABLE cluster_aliases (
      economy_code TEXT NOT NULL REFERENCES economies (code),
      name_key TEXT NOT NULL,
      name TEXT NOT NULL,
      cluster_id INTEGER NOT NULL REFERENCES clusters (id),
      PRIMARY KEY (economy_code, name_key)
    )`);
    await sql('CREATE INDEX cluster_aliases_cluster ON cluster_aliases (cluster_id)');
  },
};
