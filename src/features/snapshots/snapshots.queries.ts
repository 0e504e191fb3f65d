import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { Snapshot, SnapshotValue } from '../../models';
import type { IndicatorStatus } from '../indicators/compute';
import type { Audience } from '../indicators/evidence';
import type { FigureDetails, SnapshotFigure } from './snapshot-figures';

export const snapshotsPerPage = 60;

/** One page of the list, newest first, and how many there are. */
export async function listSnapshots(page: number): Promise<{ rows: Snapshot[]; total: number }> {
  const { rows, count } = await Snapshot.findAndCountAll({
    order: [['number', 'DESC']],
    limit: snapshotsPerPage,
    offset: (page - 1) * snapshotsPerPage,
  });
  return { rows, total: count };
}

/** Those that can be chosen for a comparison by their names: the last 400; older ones by their date. */
export function listChoices(): Promise<Snapshot[]> {
  return Snapshot.findAll({ order: [['number', 'DESC']], limit: 400 });
}

/** @throws NotFoundError */
export async function getSnapshot(number: number, tx?: Tx): Promise<Snapshot> {
  const found = await Snapshot.findByPk(number, { transaction: tx ?? null });
  if (found === null) throw new NotFoundError('There is no snapshot of this number.');
  return found;
}

/** The last snapshot taken on a date or before it; null when there is none. */
export function latestSnapshotBefore(date: string): Promise<Snapshot | null> {
  return Snapshot.findOne({
    where: { takenOn: { [Op.lte]: date } },
    order: [['number', 'DESC']],
  });
}

/** The snapshots around one, for leafing. */
export async function neighboursOf(
  number: number,
): Promise<{ before: number | null; after: number | null }> {
  const rows = await Snapshot.findAll({
    attributes: ['number'],
    where: { number: [number - 1, number + 1] },
  });
  const has = (other: number): number | null =>
    rows.some((row) => row.number === other) ? other : null;
  return { before: has(number - 1), after: has(number + 1) };
}

/** What snapshots hold for one audience, by number, in one query. */
export async function readFigures(
  numbers: readonly number[],
  audience: Audience,
  tx?: Tx,
): Promise<Map<number, SnapshotFigure[]>> {
  const rows = await SnapshotValue.findAll({
    where: { snapshotNumber: [...numbers], audience },
    order: ['snapshotNumber', 'indicator'],
    transaction: tx ?? null,
  });
  const found = new Map<number, SnapshotFigure[]>(numbers.map((number) => [number, []]));
  for (const row of rows) found.get(row.snapshotNumber)?.push(toFigure(row));
  return found;
}

/** What a snapshot holds of one indicator. */
export interface PastFigure {
  snapshot: Snapshot;
  figure: SnapshotFigure;
}

/** One indicator in the latest snapshots, newest first: two queries, whatever their number. */
export async function listPastFigures(
  indicator: string,
  audience: Audience,
  most: number,
): Promise<PastFigure[]> {
  const snapshots = await Snapshot.findAll({ order: [['number', 'DESC']], limit: most });
  const rows = await SnapshotValue.findAll({
    where: { snapshotNumber: snapshots.map(({ number }) => number), audience, indicator },
  });
  const found = new Map(rows.map((row) => [row.snapshotNumber, toFigure(row)]));
  return snapshots.flatMap((snapshot) => {
    const figure = found.get(snapshot.number);
    return figure === undefined ? [] : [{ snapshot, figure }];
  });
}

function toFigure(row: SnapshotValue): SnapshotFigure {
  const { indicator, value, women, men, notStated, base } = row;
  return {
    indicator,
    value,
    status: row.status as IndicatorStatus,
    split: women === null || men === null || notStated === null ? null : { women, men, notStated },
    base,
    details: JSON.parse(row.details) as FigureDetails,
  };
}
