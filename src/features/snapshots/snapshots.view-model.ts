import type { PageLocals } from '../../http/render';
import type { Snapshot } from '../../models';
import { kindOf, nameOf } from './snapshot-page.view-model';
import { snapshotsPerPage } from './snapshots.queries';

/** One page of the list of snapshots. */
export function snapshotList(
  rows: readonly Snapshot[],
  total: number,
  page: number,
  timeZone: string,
): PageLocals {
  return {
    title: 'Snapshots',
    snapshots: rows.map((snapshot) => ({
      number: snapshot.number,
      name: nameOf(snapshot),
      kind: kindOf(snapshot),
      isDaily: snapshot.kind === 'daily',
      takenAt: snapshot.takenAt,
      takenBy: snapshot.takenByName,
      rulesVersion: snapshot.rulesVersion,
    })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / snapshotsPerPage)),
    timeZone,
  };
}
