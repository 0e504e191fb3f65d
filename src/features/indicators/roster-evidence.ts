import { contributed, spoke } from '../workshop/speakers/roster-figures';
import { listRoster, type RosterRow } from '../workshop/speakers/roster.queries';
import type { Audience } from './evidence';
import type { EvidenceColumn, EvidenceRow, EvidenceSource } from './evidence-sources';
import type { Within } from './period';
import { rosterWithin } from './roster-within';
import { fullName } from '../people/fold-name';

/**
 * The speakers or experts an indicator counts: for the team by name, for others their numbers by
 * sex, and the clusters presented. A roster is a few dozen people, so it is read whole.
 */
export async function rosterEvidence(
  id: string,
  audience: Audience,
  days: readonly { number: number; date: string }[],
  when: Within,
): Promise<EvidenceSource> {
  const roster = rosterWithin(await listRoster(), days, when);
  const counted = roster.filter(countedBy(id));
  if (id === 'I16' && audience === 'overseer') return listed(clusterColumns, clusterRows(counted));
  return audience === 'overseer'
    ? listed(sexColumns, sexRows(counted))
    : listed(id === 'I15' ? expertColumns : speakerColumns, counted.map(personRow));
}

function countedBy(id: string): (row: RosterRow) => boolean {
  if (id === 'I15') return contributed;
  if (id === 'I16') return (row) => spoke(row) && presentsWomanHeaded(row);
  return spoke;
}

function presentsWomanHeaded(row: RosterRow): boolean {
  return row.presentsClusterId !== null && row.clusterHeadedByWoman === true;
}

const expertColumns: EvidenceColumn[] = [
  { key: 'economy', label: 'Economy', type: 'text' },
  { key: 'person', label: 'Person', type: 'text' },
  { key: 'sex', label: 'Sex', type: 'sex' },
];
const speakerColumns: EvidenceColumn[] = [
  ...expertColumns,
  { key: 'days', label: 'Spoke on', type: 'text' },
  { key: 'cluster', label: 'Cluster presented', type: 'text' },
  { key: 'headed_by_woman', label: 'Headed by a woman', type: 'yes_no' },
];

function personRow(row: RosterRow): EvidenceRow {
  return {
    link: { kind: 'person', id: row.personId },
    cells: {
      economy: row.economy,
      person: fullName(row),
      sex: row.sex,
      days: row.spokeOn.map((day) => `Day ${day}`).join(', '),
      cluster: row.presentsCluster,
      headed_by_woman: row.clusterHeadedByWoman,
    },
  };
}

const sexColumns: EvidenceColumn[] = [
  { key: 'sex', label: 'Sex', type: 'sex' },
  { key: 'persons', label: 'Persons', type: 'number' },
];

function sexRows(rows: readonly RosterRow[]): EvidenceRow[] {
  const isOther = ({ sex }: RosterRow): boolean => sex !== 'female' && sex !== 'male';
  return [
    { sex: 'female', persons: rows.filter(({ sex }) => sex === 'female').length },
    { sex: 'male', persons: rows.filter(({ sex }) => sex === 'male').length },
    { sex: null, persons: rows.filter(isOther).length },
  ]
    .filter(({ persons }) => persons > 0)
    .map((cells) => ({ link: null, cells }));
}

const clusterColumns: EvidenceColumn[] = [
  { key: 'cluster', label: 'Cluster headed by a woman', type: 'text' },
  { key: 'speakers', label: 'Speakers who presented it', type: 'number' },
];

function clusterRows(rows: readonly RosterRow[]): EvidenceRow[] {
  const clusters = new Map<number | null, { cluster: string | null; speakers: number }>();
  for (const { presentsClusterId: id, presentsCluster: cluster } of rows) {
    clusters.set(id, { cluster, speakers: (clusters.get(id)?.speakers ?? 0) + 1 });
  }
  return [...clusters.values()].map((cells) => ({ link: null, cells }));
}

function listed(columns: EvidenceColumn[], rows: readonly EvidenceRow[]): EvidenceSource {
  return {
    columns,
    count: () => Promise.resolve(rows.length),
    rows: (limit, offset) => Promise.resolve(rows.slice(offset, offset + limit)),
  };
}
