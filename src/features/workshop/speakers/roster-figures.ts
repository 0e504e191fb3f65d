import { columnOf, sexOf, type SexCounts } from '../../../statistics/sex-split';
import type { RosterRow } from './roster.queries';

/** What the indicators of speakers and experts are made of, with the people behind each figure. */
export interface RosterFigures {
  speakers: SexCounts;
  /** Women among the speakers who present a cluster headed by a woman. */
  womenPresentingWomanHeaded: number;
  /** Different clusters headed by a woman that a speaker presents. */
  womanHeadedClusters: number;
  experts: SexCounts;
}

/** Was there on a day of the published programme on which they had a talk or a place on a panel. */
export function spoke(row: RosterRow): boolean {
  return row.kind === 'speaker' && row.spokeOn.length > 0 && !row.isTeam;
}

/** Is to speak: has confirmed, whether or not the workshop has begun. */
export function willSpeak(row: RosterRow): boolean {
  return row.kind === 'speaker' && row.status === 'registered' && !row.isTeam;
}

/** An expert whom organisers marked as having contributed. */
export function contributed(row: RosterRow): boolean {
  return row.kind === 'expert' && row.contributed && !row.isTeam;
}

/** An expert to be expected: not judged unsuitable, and coming unless registered otherwise. */
export function willContribute(row: RosterRow): boolean {
  const comes = row.status === null || row.status === 'registered';
  return row.kind === 'expert' && comes && row.review !== 'not_suitable' && !row.isTeam;
}

/**
 * Counts the roster, by what happened (`facts`) or by what is expected. A speaker who presents
 * no cluster, or says nothing about its head, is a speaker all the same.
 */
export function rosterFigures(
  rows: readonly RosterRow[],
  by: 'facts' | 'expected' = 'facts',
): RosterFigures {
  const speakers = rows.filter(by === 'facts' ? spoke : willSpeak);
  const headedByWoman = speakers.filter(
    (row) => row.presentsClusterId !== null && row.clusterHeadedByWoman === true,
  );
  return {
    speakers: countSexes(speakers),
    womenPresentingWomanHeaded: headedByWoman.filter((row) => row.sex === 'female').length,
    womanHeadedClusters: new Set(headedByWoman.map((row) => row.presentsClusterId)).size,
    experts: countSexes(rows.filter(by === 'facts' ? contributed : willContribute)),
  };
}

function countSexes(rows: readonly RosterRow[]): SexCounts {
  const counts: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const row of rows) counts[columnOf(sexOf(row.sex))] += 1;
  return counts;
}
