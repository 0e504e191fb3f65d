import { formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Economy, Nomination, Person, Project } from '../../../models';
import { paths } from '../../../paths';
import { fullName } from '../../people/fold-name';
import { labelOf, sectorOptions, sexOptions } from '../../people/person-codes';
import type { NomineesQuery } from './decision.input';
import { decisions } from './decision.input';
import { factsOf, nameWithTitle } from './focal-page.view-model';
import { differencesOf } from './known-person';
import { nominationRoleLabels, nominationStatusWords } from './nomination-words';
import type { NominationWithEconomy, NomineeDetails } from './nominees.queries';
import type { Outlook } from './outlook.queries';
import { outlookTable } from './outlook.view-model';

export const decisionLabels = {
  accepted: 'Accept',
  waiting: 'Put on the waiting list',
  declined: 'Decline',
} as const;

const decisionOptions = decisions.map((value) => ({ value, label: decisionLabels[value] }));

export interface NomineesFacts {
  query: NomineesQuery;
  nominations: NominationWithEconomy[];
  known: Map<string, Person>;
  economies: Economy[];
  outlook: Outlook;
}

const statusTabs: [NomineesQuery['status'], string][] = [
  ['open', 'To decide and waiting list'],
  ['submitted', 'To decide'],
  ['waiting', 'Waiting list'],
  ['accepted', 'Accepted'],
  ['declined', 'Declined'],
  ['withdrawn', 'Withdrawn'],
  ['all', 'All'],
];

/** The list in which organisers decide, with what the selection would make of each day. */
export function nomineesPage(facts: NomineesFacts): PageLocals {
  const { query, nominations, known, economies } = facts;
  return {
    title: 'Decide on nominations',
    query,
    statusOptions: statusTabs.map(([value, label]) => ({ value, label })),
    economyOptions: [
      { value: '', label: 'All economies' },
      ...economies.map(({ code, name }) => ({ value: code, label: name })),
    ],
    decisionOptions,
    people: nominations.map((one) => rowOf(one, known.get(one.emailKey ?? ''), query)),
    outlook: outlookTable(facts.outlook),
    scripts: ['nominations.js'],
  };
}

function rowOf(one: NominationWithEconomy, person: Person | undefined, query: NomineesQuery) {
  return {
    id: one.id,
    name: nameWithTitle(one),
    line: [one.position, one.organisation].filter(Boolean).join(', '),
    economy: one.economy.name,
    travelEligible: one.economy.travelEligible,
    sex: labelOf(sexOptions, one.sex),
    sector: labelOf(sectorOptions, one.sector),
    role: nominationRoleLabels[one.role],
    reserve: one.reserveRank !== null,
    status: nominationStatusWords[one.status],
    decidable: one.status !== 'withdrawn',
    chosen: query.selected.includes(one.id),
    differences: person === undefined ? 0 : differencesOf(person, one).length,
    known: person !== undefined,
  };
}

/** One nominated person: what was said, what is known, what was decided by whom and why. */
export function nomineePage(
  details: NomineeDetails,
  outlook: Outlook,
  project: Project,
): PageLocals {
  const { nomination, person, registration } = details;
  const when = (moment: Date): string => formatDateTime(moment, project.timeZone);
  return {
    title: nameWithTitle(nomination) || `Erased nomination ${nomination.id}`,
    id: nomination.id,
    erased: nomination.erasedAt !== null,
    economy: {
      code: nomination.economyCode,
      name: nomination.economy.name,
      travelEligible: nomination.economy.travelEligible,
    },
    status: nominationStatusWords[nomination.status],
    current: nomination.status,
    place: nomination.reserveRank === null ? 'One of the places' : 'A reserve',
    reason: nomination.publicReason,
    facts: factsOf(nomination),
    decidable: nomination.status !== 'withdrawn' && nomination.erasedAt === null,
    decisionOptions,
    person:
      person === null || person.erasedAt !== null
        ? null
        : {
            id: person.id,
            name: fullName(person),
            differences: differencesOf(person, nomination).map(readable),
          },
    linked: nomination.personId !== null,
    registration:
      registration === null ? null : { status: registration.status, origin: registration.origin },
    others: details.others.map((other) => ({
      href: paths.nominee(other.id),
      economy: other.economy.name,
      status: nominationStatusWords[other.status].label,
    })),
    letters: details.letters.map(({ id, fileName }) => ({ id, name: fileName })),
    history: details.decisions.map((one) => ({
      words: one.fromStatus === null ? 'Nominated' : nominationStatusWords[one.toStatus].label,
      by: one.decidedBy,
      at: when(one.decidedAt),
      publicReason: one.publicReason,
      note: one.note,
    })),
    outlook: outlookTable(outlook),
  };
}

function readable({ field, label, known, nominated }: ReturnType<typeof differencesOf>[number]) {
  const options = field === 'sex' ? sexOptions : field === 'sector' ? sectorOptions : [];
  return {
    label,
    known: labelOf(options, known),
    nominated: labelOf(options, nominated),
  };
}

/** How those whom a decision concerned are named in the line above the list. */
export function decidedWords(decision: Nomination['status'], changed: number): string {
  const people = changed === 1 ? '1 person' : `${changed} people`;
  if (changed === 0) return 'Nothing was changed: that had been decided before.';
  if (decision === 'accepted')
    return `${people} accepted; the invitations to register are in the outbox.`;
  return decision === 'waiting' ? `${people} put on the waiting list.` : `${people} declined.`;
}
