import { randomBytes } from 'node:crypto';
import { formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Nomination, NominationLetter, Project } from '../../../models';
import { paths } from '../../../paths';
import { fullName } from '../../people/fold-name';
import { labelOf, sectorOptions, sexOptions } from '../../people/person-codes';
import { mayBeChanged } from './change-nomination';
import { takesNominations, type EconomyRules } from './economy-rules.queries';
import type { FocalLink } from './focal-link';
import { letterEndings } from './letter-type';
import {
  countOf,
  nominationRoleLabels,
  nominationRoleOptions,
  nominationStatusWords,
} from './nomination-words';
import { holdsPlace, isReserve, placesLeft } from './places';

export interface FocalPageFacts {
  token: string;
  link: FocalLink;
  rules: EconomyRules;
  nominations: Nomination[];
  letters: NominationLetter[];
  project: Project;
}

const plain = { layout: 'plain', styles: ['guests.css'], language: 'en' };

function shared({ token, rules, nominations, project }: FocalPageFacts) {
  const left = placesLeft(rules.places, nominations);
  return {
    ...plain,
    token,
    economy: rules.economy.name,
    workshop: project.name,
    contactName: project.contactName,
    contactEmail: project.contactEmail,
    open: takesNominations(rules),
    places: rules.places,
    taken: nominations.filter(holdsPlace).length,
    left,
    leftWords: leftWords(rules.places, left),
    deadline: rules.closesAt === null ? null : formatDateTime(rules.closesAt, project.timeZone),
  };
}

function leftWords(places: number, left: number): string {
  if (places === 0) return 'No place for now';
  if (left === 0) return places === 1 ? 'The place is taken' : `All ${places} places are taken`;
  return `${left} of ${countOf(places, 'place')} free`;
}

/** The page of an economy's nominations for its focal point. */
export function focalPage(facts: FocalPageFacts): PageLocals {
  const { link, rules, nominations, letters, token, project } = facts;
  const reserves = nominations
    .filter(isReserve)
    .sort((a, b) => (a.reserveRank ?? 0) - (b.reserveRank ?? 0));
  const rest = nominations.filter(({ status }) => status === 'declined' || status === 'withdrawn');
  const all = shared(facts);
  const card = (nomination: Nomination, at: number) => ({
    ...cardOf(nomination),
    href: paths.focalPointPerson(token, nomination.id),
    order: paths.focalPointOrder(token, nomination.id),
    changeable: all.open && mayBeChanged(nomination),
    number: at + 1,
  });
  return {
    ...all,
    title: `Nominations of ${rules.economy.name}`,
    name: fullName(link.person),
    advice: rules.advice.split(/\n[ \t]*\n/),
    held: nominations.filter(holdsPlace).map(card),
    reserves: reserves.map(card),
    rest: rest.map(card),
    letters: letters.map((letter) => ({
      id: letter.id,
      name: letter.fileName,
      size: sizeOf(letter.bytes),
      at: formatDateTime(letter.createdAt, project.timeZone),
    })),
    letterEndings,
    scripts: link.openedAt === null ? ['nominate.js'] : [],
  };
}

/** "340 KB", "2.1 MB" */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function cardOf(nomination: Nomination) {
  return {
    id: nomination.id,
    name: nameWithTitle(nomination),
    line: [nomination.position, nomination.organisation].filter(Boolean).join(', '),
    role: nominationRoleLabels[nomination.role],
    status: nominationStatusWords[nomination.status],
    reason: nomination.publicReason,
  };
}

export function nameWithTitle(nomination: Nomination): string {
  const name = fullName(nomination);
  return nomination.title === null ? name : `${nomination.title} ${name}`;
}

const formOptions = {
  sexChoices: sexOptions.map((option) => ({
    ...option,
    label: option.value === 'prefer_not_to_say' ? 'Prefers not to say' : option.label,
  })),
  sectors: [{ value: '', label: 'Please choose' }, ...sectorOptions],
  roles: nominationRoleOptions,
};

/** The form for a further person. */
export function newNominationPage(facts: FocalPageFacts): PageLocals {
  const all = shared(facts);
  const reserve = facts.nominations.filter(isReserve).length + 1;
  return {
    ...all,
    ...formOptions,
    title: 'Nominate a person',
    nomination: null,
    action: paths.focalPointPeople(facts.token),
    submissionKey: randomBytes(18).toString('base64url'),
    asDefault: all.left > 0 ? 'place' : 'reserve',
    reserveNumber: reserve,
  };
}

/** One nomination: the form while it can be changed, else what was said and what became of it. */
export function nominationPage(facts: FocalPageFacts, nomination: Nomination): PageLocals {
  const all = shared(facts);
  const changeable = all.open && mayBeChanged(nomination);
  return {
    ...all,
    ...formOptions,
    title: nameWithTitle(nomination),
    nomination: nomination.get(),
    changeable,
    status: nominationStatusWords[nomination.status],
    reason: nomination.publicReason,
    action: paths.focalPointPerson(facts.token, nomination.id),
    withdrawal: paths.focalPointWithdrawal(facts.token, nomination.id),
    facts: factsOf(nomination),
  };
}

/** What a focal point said about a person, to be read. */
export function factsOf(nomination: Nomination): [label: string, value: string][] {
  return [
    ['E-mail', nomination.email ?? '–'],
    ['Role', nominationRoleLabels[nomination.role]],
    ['Sex', labelOf(sexOptions, nomination.sex)],
    ['Sector', labelOf(sectorOptions, nomination.sector)],
    ['Position', nomination.position ?? '–'],
    ['Organisation', nomination.organisation ?? '–'],
    ['Cluster', nomination.clusterName ?? '–'],
    ['Why', nomination.why],
  ];
}

/** Why a link opens nothing. */
export function focalNotice(
  why: 'unknown' | 'withdrawn',
  project: Project,
): { status: number; locals: PageLocals } {
  const texts = {
    unknown: {
      title: 'This link leads nowhere',
      text: 'Please check that the whole address was copied, from the first to the last character. Some mail programs break long addresses into two lines.',
    },
    withdrawn: {
      title: 'This link has been withdrawn',
      text: 'It can no longer be used for nominations. If you got a newer mail from us, please use the link in that one; what was nominated before is kept.',
    },
  };
  return {
    status: why === 'unknown' ? 404 : 410,
    locals: {
      ...plain,
      ...texts[why],
      workshop: project.name,
      contactName: project.contactName,
      contactEmail: project.contactEmail,
    },
  };
}
