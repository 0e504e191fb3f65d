import { createHash } from 'node:crypto';
import type { RespondentCount, ValueCount } from '../results.queries';

/** What a frozen set keeps of the counts of its moment. */
export interface FrozenCounts {
  versionIds: number[];
  respondents: RespondentCount[];
  values: ValueCount[];
}

/** A response of a set as its fingerprint reads it. */
export interface Member {
  id: string;
  /** Number of its content. */
  version: number;
  counted: boolean | number;
}

/** Digest over the members, whatever their order, and the counts as they are stored. */
export function fingerprintOf(members: readonly Member[], counts: string): string {
  const hash = createHash('sha256');
  const lines = members.map(({ id, version, counted }) => `${id} ${version} ${Number(counted)}\n`);
  for (const line of lines.sort()) hash.update(line);
  return hash.update(counts).digest('hex');
}
