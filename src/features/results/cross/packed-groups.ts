import type { CrossCount } from '../../../statistics/cross-table';
import type { StoredSex } from '../../../statistics/sex-split';
import { unpackCode, type PackedPlace } from '../../../survey-engine/packed-codes';
import { layoutOf } from '../../responses/write-packed';
import type { Variable } from './variables';

/** Where the answers to a variable stand in one version: a column, packed answers, or nowhere. */
export type Place = PackedPlace | 'fact' | null;

/** Where two variables stand in the packed answers of one version. */
export interface VersionPlaces {
  id: number;
  row: Place;
  column: Place;
}

/** Responses of one version and sex with the same two answers. */
export interface Group {
  version_id: number;
  /** Bytes of packed answers, or a code. */
  a: Buffer | string | null;
  b: Buffer | string | null;
  sex: StoredSex;
  n: number;
}

export async function placesOf(
  versionIds: readonly number[],
  row: Variable,
  column: Variable,
): Promise<VersionPlaces[]> {
  const versions: VersionPlaces[] = [];
  for (const id of versionIds) {
    versions.push({ id, row: await placeOf(row, id), column: await placeOf(column, id) });
  }
  return versions;
}

async function placeOf({ fact, question, item }: Variable, versionId: number): Promise<Place> {
  if (fact !== null) return 'fact';
  if (question?.versionIds.has(versionId) !== true) return null;
  const { places } = await layoutOf(versionId);
  const own = places.find((place) => place.question === question.question && place.item === item);
  return own ?? null;
}

/** The groups with their answers unpacked. */
export function unpackGroups(
  groups: readonly Group[],
  versions: readonly VersionPlaces[],
): CrossCount[] {
  const byVersion = new Map(versions.map((version) => [version.id, version]));
  return groups.map(({ version_id: id, a, b, sex, n }) => {
    const places = byVersion.get(id);
    return {
      codes: codesIn(places?.row ?? null, textOf(a)),
      asked: places?.row === 'fact' || textOf(a)?.startsWith('.') === false,
      column: codesIn(places?.column ?? null, textOf(b))?.[0] ?? null,
      sex,
      n,
    };
  });
}

function textOf(value: Buffer | string | null): string | null {
  return Buffer.isBuffer(value) ? value.toString('latin1') : value;
}

/** What a group answered; null without an answer. */
function codesIn(place: Place, packed: string | null): string[] | null {
  if (place === null || packed === null) return null;
  if (place === 'fact') return packed === 'prefer_not_to_say' ? null : [packed];
  if (place.kind === 'choice') {
    const code = unpackCode(place, packed);
    return code === null ? null : [code];
  }
  if (!/^[01]/.test(packed)) return null;
  return place.codes.filter((_code, index) => packed[index] === '1');
}
