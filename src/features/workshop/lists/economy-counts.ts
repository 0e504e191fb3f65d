import type { EconomyCounts } from '../../../../exports/participants/document';
import { columnOf, sexOf, type SexCounts, type StoredSex } from '../../../statistics/sex-split';
import type { AttendanceCell, PersonCell } from '../attendance/attendance.queries';
import type { ParticipantRecord } from './participants.queries';

interface Counted {
  /** Code of the economy; null for people from outside the member economies. */
  economy: string | null;
  sex: StoredSex;
  persons: number;
}

interface Sources {
  registered: readonly ParticipantRecord[];
  came: readonly PersonCell[];
  cells: readonly AttendanceCell[];
  days: readonly number[];
  /** In APEC's order. */
  economies: readonly { code: string; name: string }[];
}

/**
 * Women, men, not stated by economy: of those registered, of those who came, and of each day, from
 * the same counts as the indicators. Economies nobody comes from are left out.
 */
export function countByEconomy({
  registered,
  came,
  cells,
  days,
  economies,
}: Sources): EconomyCounts {
  const codes = new Map(economies.map(({ code, name }) => [name, code]));
  const coming = registered
    .filter(({ status, role }) => status === 'registered' && role !== 'organising_team')
    .map(({ economy, sex }) => ({
      economy: economy === null ? null : (codes.get(economy) ?? null),
      sex,
      persons: 1,
    }));
  const groups: { label: string; counted: Counted[] }[] = [
    { label: 'Registered', counted: coming },
    { label: 'Came on at least one day', counted: came.map(counted) },
    ...days.map((day) => ({
      label: `Day ${day}`,
      counted: cells.filter((cell) => cell.day === day).map(counted),
    })),
  ];
  const lines = [...economies, { code: null, name: 'Not a member economy' }];
  return {
    groups: groups.map(({ label, counted: people }) => ({
      label,
      isKnown: people.length > 0,
      total: sumOf(people),
    })),
    rows: lines
      .filter(({ code }) =>
        groups.some(({ counted: people }) => people.some(({ economy }) => economy === code)),
      )
      .map(({ code, name }) => ({
        economy: name,
        counts: groups.map(({ counted: people }) =>
          sumOf(people.filter(({ economy }) => economy === code)),
        ),
      })),
  };
}

function counted({ economyCode, sex, persons }: PersonCell): Counted {
  return { economy: economyCode, sex, persons };
}

function sumOf(people: readonly Counted[]): SexCounts {
  const counts: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const { sex, persons } of people) counts[columnOf(sexOf(sex))] += persons;
  return counts;
}
