import { participantLists } from '../../../../exports/participants/lists';
import { formatNumber } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Role } from '../../../models/codes';
import { paths } from '../../../paths';
import type { SexCounts } from '../../../statistics/sex-split';
import { fundingOf } from '../registrations/funding';
import { isIn, mayDownload } from './lists.policy';
import type { ParticipantRecord } from './participants.queries';
import type { WorkshopLists } from './read-lists';

/** The downloads a reader may have, what each contains, and the counts themselves. */
export function listsPage({ people, counts }: WorkshopLists, role: Role): PageLocals {
  const lists = participantLists
    .filter(({ key }) => mayDownload(role, key))
    .map(({ key, title, contains, readers, columns, isPersonal }) => ({
      title,
      contains,
      readers,
      columns: columns.join('; '),
      people: isPersonal
        ? formatNumber(people.filter((person) => isIn(key, person)).length)
        : 'No names',
      href: paths.participantList(key),
    }));
  return {
    title: 'Lists',
    lists,
    notices: role === 'overseer' ? [] : noticesOf(people),
    groups: counts.groups,
    rows: counts.rows.map(({ economy, counts: cells }) => ({
      economy,
      cells: cells.map((cell, index) => cellsOf(cell, counts.groups[index]?.isKnown === true)),
    })),
    totals: counts.groups.map(({ total, isKnown }) => cellsOf(total, isKnown)),
  };
}

/** Women, men, not stated, all; dashes where nothing is known yet. */
function cellsOf({ women, men, notStated }: SexCounts, isKnown: boolean): string[] {
  return [women, men, notStated, women + men + notStated].map((n) =>
    formatNumber(isKnown ? n : null),
  );
}

/** What an organiser should know before passing a list on. */
function noticesOf(people: readonly ParticipantRecord[]): string[] {
  const coming = people.filter(({ status, isErased }) => status === 'registered' && !isErased);
  const funded = coming.filter(
    (person) => fundingOf(person).category === 'apec_funded' && !person.isTravelEligible,
  ).length;
  const unfunded = coming.filter(
    (person) => fundingOf(person).state === 'none' && person.role !== 'organising_team',
  ).length;
  const told = coming.filter((person) => fundingOf(person).state === 'told').length;
  const unlisted = people.filter(({ mayBeListed, isErased }) => !mayBeListed && !isErased).length;
  return [
    ...(funded > 0
      ? [
          `${counted(funded)} noted as funded by APEC without coming from a travel-eligible economy: not in the travel list.`,
        ]
      : []),
    ...(unfunded > 0 ? [`${counted(unfunded)} without a funding category.`] : []),
    ...(told > 0
      ? [
          `${told === 1 ? '1 person has' : `${formatNumber(told)} people have`} told a funding category that is not confirmed yet.`,
        ]
      : []),
    ...(unlisted > 0
      ? [`${counted(unlisted)} without consent to the list for participants: not in it.`]
      : []),
  ];
}

function counted(n: number): string {
  return n === 1 ? '1 person is' : `${formatNumber(n)} people are`;
}
