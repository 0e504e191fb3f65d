import { addPeople, noOne, sumOf } from '../indicators/measures';
import { shareOfWomen, type SexCounts } from '../../statistics/sex-split';
import type { CameCell, CameOnDayCell } from './participants.queries';

export interface ParticipantRow extends SexCounts {
  label: string;
  total: number;
  /** 0 to 100, of those whose sex is stated. */
  shareOfWomen: number | null;
  /** People on each day of the workshop, in their order; null on days without data. */
  onDays: (number | null)[];
}

export interface ParticipantTables {
  /** All member economies as APEC lists them, then those who come from elsewhere. */
  economies: ParticipantRow[];
  total: ParticipantRow;
  roles: ParticipantRow[];
  days: { number: number; date: string; row: ParticipantRow | null }[];
}

interface Sources {
  came: readonly CameCell[];
  cells: readonly CameOnDayCell[];
  days: readonly { number: number; date: string }[];
  /** In APEC's order. */
  economies: readonly { code: string; name: string }[];
}

const elsewhere = [
  ['guest', 'Guests'],
  ['international_organisation', 'International organisations'],
  ['other', 'Others'],
] as const;

const roles = [
  ['participant', 'Participants'],
  ['speaker', 'Speakers'],
  ['expert', 'Experts'],
] as const;

/** Women, men, not stated and all, by economy, by role and by day. Null before anybody came. */
export function participantTables({
  came,
  cells,
  days,
  economies,
}: Sources): ParticipantTables | null {
  if (came.length === 0) return null;
  const known = new Set(cells.map(({ day }) => day));
  const rowOf = (label: string, holds: (cell: CameCell) => boolean): ParticipantRow => {
    const counts = countOf(came.filter(holds));
    return {
      label,
      ...counts,
      total: sumOf(counts),
      shareOfWomen: shareOfWomen(counts),
      onDays: days.map(({ number }) =>
        known.has(number)
          ? sumOf(countOf(cells.filter((cell) => cell.day === number && holds(cell))))
          : null,
      ),
    };
  };
  return {
    economies: [
      ...economies.map(({ code, name }) => rowOf(name, (cell) => cell.economyCode === code)),
      ...elsewhere.map(([affiliation, label]) =>
        rowOf(
          label,
          (cell) =>
            cell.economyCode === null && cell.affiliation === affiliation && cell.forgotten === 0,
        ),
      ),
      rowOf(
        'Economy not known any more',
        ({ economyCode, affiliation, forgotten }) =>
          forgotten === 1 || (economyCode === null && affiliation === 'member_economy'),
      ),
    ].filter(({ label, total }) => label !== 'Economy not known any more' || total > 0),
    total: rowOf('Everybody', () => true),
    roles: roles.map(([role, label]) => rowOf(label, (cell) => cell.role === role)),
    days: days.map(({ number, date }) => {
      const counts = countOf(cells.filter(({ day }) => day === number));
      return {
        number,
        date,
        row: known.has(number)
          ? {
              label: `Day ${number}`,
              ...counts,
              total: sumOf(counts),
              shareOfWomen: shareOfWomen(counts),
              onDays: [],
            }
          : null,
      };
    }),
  };
}

function countOf(cells: readonly CameCell[]): SexCounts {
  const counts = noOne();
  for (const { sex, persons } of cells) addPeople(counts, sex, persons);
  return counts;
}
