import type { PageLocals } from '../../../http/render';
import { listEconomies } from '../../workshop/project.queries';
import { clustersShown, getCluster, listClusters } from './clusters.queries';
import { previewMerge, seenText, type Moved } from './merge-clusters';

/** All clusters, or those that a filter finds. */
export async function clustersPage(query: Record<string, unknown>): Promise<PageLocals> {
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
  const filter = { search: text(query.search), economy: text(query.economy) };
  const [clusters, economies] = await Promise.all([listClusters(filter), listEconomies()]);
  return {
    title: 'Clusters',
    filter,
    filtered: filter.search !== '' || filter.economy !== '',
    clusters,
    cut: clusters.length === clustersShown,
    economyOptions: [
      { value: '', label: 'All economies' },
      ...economies.map(({ code, name }) => ({ value: code, label: name })),
    ],
  };
}

/** One cluster: its names, and with which others of its economy it can be merged. */
export async function clusterPage(clusterId: number): Promise<PageLocals> {
  const cluster = await getCluster(clusterId);
  const others = await listClusters({ economy: cluster.economyCode });
  return {
    title: cluster.name,
    cluster,
    duplicateOptions: [
      { value: '', label: 'Choose a cluster' },
      ...others
        .filter(({ id }) => id !== clusterId)
        .map(({ id, name, people, answers }) => ({
          value: id,
          label: `${name} (${people} people, ${answers} answers)`,
        })),
    ],
  };
}

const words: [keyof Moved, string][] = [
  ['people', 'People'],
  ['answers', 'Sets of answers, all forms but invitations'],
  ['invitations', 'Invitations for collaboration'],
  ['sheets', 'Speakers and experts who present the cluster'],
  ['requests', 'Requests for meetings'],
  ['meetings', 'Places in the timetable of meetings'],
  ['reports', 'Reports of what came of meetings'],
  ['removedRequests', 'Closed requests between the two, which are removed'],
];

/** What a merge would move and change. */
export async function mergePage(intoId: number, fromId: number): Promise<PageLocals> {
  const { from, into, moved, obstacles, figures } = await previewMerge(intoId, fromId);
  return {
    title: `Merge into ${into.name}`,
    from: { id: from.id, name: from.name },
    into: { id: into.id, name: into.name },
    obstacles,
    seen: seenText(moved),
    moves: words.map(([what, label]) => ({ label, count: moved[what] })),
    figures: figures.map((figure) => ({ ...figure, changes: figure.before !== figure.after })),
  };
}
