import { formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { localTime } from '../../../lib/zoned-time';
import type { Nomination, NominationLetter, Person, Project } from '../../../models';
import { fullName } from '../../people/fold-name';
import { linkState } from './economies.view-model';
import { takesNominations, type EconomyRules } from './economy-rules.queries';
import { nameWithTitle, sizeOf } from './focal-page.view-model';
import type { FocalPointRow } from './focal-points.queries';
import { nominationRoleLabels, nominationStatusWords } from './nomination-words';
import { holdsPlace, isReserve, placesLeft } from './places';

export interface EconomyFacts {
  rules: EconomyRules;
  general: { places: number; advice: string; closesAt: Date | null };
  focalPoints: FocalPointRow[];
  /** People of the economy with the role of a focal point. */
  candidates: Person[];
  nominations: Nomination[];
  letters: NominationLetter[];
  project: Project;
}

/** Everything about the nominations of one economy, for organisers. */
export function economyPage(facts: EconomyFacts): PageLocals {
  const { rules, general, nominations, project } = facts;
  const { timeZone } = project;
  const when = (moment: Date | null): string => formatDateTime(moment, timeZone);
  const named = new Set(
    facts.focalPoints.filter(({ withdrawnAt }) => withdrawnAt === null).map((one) => one.personId),
  );
  const order = (one: Nomination): number =>
    holdsPlace(one) ? 0 : isReserve(one) ? (one.reserveRank ?? 0) : 1000;
  return {
    title: rules.economy.name,
    code: rules.economy.code,
    travelEligible: rules.economy.travelEligible,
    open: takesNominations(rules),
    places: rules.places,
    left: placesLeft(rules.places, nominations),
    deadline: rules.closesAt === null ? 'No deadline' : when(rules.closesAt),
    timeZone,
    own: {
      places: rules.own.places ?? '',
      closesAt: rules.own.closesAt === null ? '' : localTime(rules.own.closesAt, timeZone),
      advice: rules.own.advice ?? '',
      revision: rules.own.revision,
    },
    general: {
      places: general.places,
      advice: general.advice,
      deadline: general.closesAt === null ? 'no deadline' : when(general.closesAt),
    },
    focalPoints: facts.focalPoints.map((one) => ({
      id: one.id,
      personId: one.personId,
      name: fullName(one) || 'Erased person',
      email: one.email,
      link: linkState(one, timeZone),
      inUse: one.withdrawnAt === null,
      mails: one.mails,
      messageId: one.mail?.id ?? null,
    })),
    candidates: facts.candidates
      .filter(({ id, email }) => !named.has(id) && email !== null)
      .map((person) => ({
        value: person.id,
        label: `${fullName(person)}, ${person.email ?? ''}`,
      })),
    nominations: [...nominations]
      .sort((a, b) => order(a) - order(b) || a.id - b.id)
      .map((one) => ({
        id: one.id,
        name: nameWithTitle(one),
        line: [one.position, one.organisation].filter(Boolean).join(', '),
        role: nominationRoleLabels[one.role],
        place: isReserve(one) ? 'Reserve' : holdsPlace(one) ? 'Place' : '–',
        status: nominationStatusWords[one.status],
      })),
    letters: facts.letters.map((letter) => ({
      id: letter.id,
      name: letter.fileName,
      size: sizeOf(letter.bytes),
      at: when(letter.createdAt),
    })),
  };
}
