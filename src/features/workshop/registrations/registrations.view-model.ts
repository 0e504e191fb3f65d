import { formatDate, formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { newToken } from '../../../lib/tokens';
import type { WorkshopDay } from '../../../models';
import { registrationStatuses, type RegistrationStatus } from '../../../models/codes';
import { messageStatusWords } from '../../mailings/mail-words';
import { fullName } from '../../people/fold-name';
import {
  affiliationLabels,
  labelOf,
  sectorOptions,
  sexOptions,
  type Option,
} from '../../people/person-codes';
import { whenOf, type DayEntryFacts } from './day-entries';
import type { OwnRegistrationRecord } from './find-own-registration';
import { movesFrom, onlyMode } from './registration.policy';
import {
  fundingLabel,
  fundingOptions,
  modeLabels,
  modeOptions,
  originLabels,
  roleLabels,
  roleOptions,
  shortFunding,
  statusLabels,
  statusTones,
} from './registration-words';
import { fundingOf } from './funding';
import { historyLines } from './registration-history';
import type { OutdatedCalendars } from './outdated-calendars';
import type { RegistrationsFilter } from './registrations-filter';
import {
  pageSize,
  type ListedRegistration,
  type RegistrationCounts,
  type RegistrationHistory,
} from './registrations.queries';
import type { Seats } from './seats';
import type { WaitingList } from './waiting-list';
import type { WorkshopFacts } from './workshop-facts';

export interface RegistrationsList {
  filter: RegistrationsFilter;
  page: number;
  registrations: ListedRegistration[];
  counts: RegistrationCounts;
  byStatus: Map<RegistrationStatus, number>;
  everybody: number;
  seats: Seats;
  economies: { code: string; name: string }[];
  days: WorkshopDay[];
  /** People whose calendar shows something that is not true any more. */
  outdatedCalendars: OutdatedCalendars;
  /** Whom the free seats are kept for. */
  waiting: WaitingList;
}

/** The list of registrations with its search, filters and counts. */
export function registrationsPage(list: RegistrationsList): PageLocals {
  const { filter, page, counts, seats } = list;
  const pages = Math.max(1, Math.ceil(counts.total / pageSize));
  const any = (label: string, options: Option[]): Option[] => [{ value: '', label }, ...options];
  const address = (changes: Record<string, string | undefined>): string =>
    `?${new URLSearchParams(queryOf({ ...filter, ...changes })).toString()}`;
  return {
    title: 'Registrations',
    filter,
    filtered: Object.keys(queryOf(filter)).length > 0,
    everybody: list.everybody,
    counts,
    seats,
    outdatedCalendars: list.outdatedCalendars,
    waiting: list.waiting,
    statusTabs: [
      {
        label: 'All',
        count: [...list.byStatus.values()].reduce((sum, count) => sum + count, 0),
        href: address({ status: undefined }),
        current: filter.status === undefined,
      },
      ...registrationStatuses.map((status) => ({
        label: statusLabels[status],
        count: list.byStatus.get(status) ?? 0,
        href: address({ status }),
        current: filter.status === status,
      })),
    ],
    registrations: list.registrations.map((row) => rowOf(row, list.days.length)),
    first: (page - 1) * pageSize + 1,
    page,
    pages,
    pageAddress: (number: number) => address({ page: String(number) }),
    selects: [
      select('role', 'Role', any('All roles', roleOptions)),
      select(
        'economy',
        'Economy',
        any(
          'All economies',
          list.economies.map(({ code, name }) => ({ value: code, label: name })),
        ),
      ),
      select('travelEligible', 'Travel-eligible', any('All', yesNo)),
      select('sector', 'Sector', any('All sectors', sectorOptions)),
      select(
        'day',
        'Day',
        any(
          'Any day',
          list.days.map(({ number }) => ({ value: String(number), label: `Day ${number}` })),
        ),
      ),
      select(
        'funding',
        'Funding',
        any('All', [
          ...fundingOptions,
          { value: 'told', label: 'Told, to be confirmed' },
          { value: 'none', label: 'Not decided yet' },
        ]),
      ),
      select('mode', 'Takes part', any('All', modeOptions)),
    ],
  };
}

const yesNo: Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

function select(name: string, label: string, options: Option[]) {
  return { name, label, options };
}

function queryOf(filter: Record<string, string | number | undefined>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query[name] = String(value);
  }
  return query;
}

function rowOf(row: ListedRegistration, allDays: number) {
  return {
    id: row.id,
    name: fullName(row),
    email: row.email,
    economy: row.economy ?? affiliationLabels[row.affiliation],
    sector: labelOf(sectorOptions, row.sector),
    sex: labelOf(sexOptions, row.sex),
    organisation: row.organisation,
    role: roleLabels[row.role],
    mode: modeLabels[row.mode],
    status: statusOf(row.status),
    funding: shortFunding(fundingOf(row)),
    days: row.days.length === allDays ? 'All' : row.days.join(', ') || 'None',
  };
}

function statusOf(code: RegistrationStatus) {
  return { code, label: statusLabels[code], tone: statusTones[code] };
}

const moveWords: Partial<Record<RegistrationStatus, (from: RegistrationStatus) => string>> = {
  registered: (from) => (from === 'waiting' ? 'Move up: register' : 'Register'),
  waiting: () => 'Put on the waiting list',
  invited: () => 'Invite again',
  cancelled: () => 'Cancel the registration',
};

/** One registration: what is known, what can be changed, and how it came to be so. */
export function registrationPage(
  record: OwnRegistrationRecord,
  history: RegistrationHistory,
  workshop: WorkshopFacts,
  seats: Seats,
): PageLocals {
  const { registration, person, days } = record;
  const zone = workshop.project.timeZone;
  const { status } = registration;
  return {
    title: person.erasedAt === null ? fullName(person) : 'Erased person',
    erased: person.erasedAt !== null,
    person,
    registration,
    status: statusOf(status),
    facts: [
      ['E-mail', person.email ?? 'None: mails cannot be sent'],
      ['Economy', person.economy?.name ?? affiliationLabels[person.affiliation]],
      ['Organisation', person.organisation ?? 'Not stated'],
      ['Position', person.position ?? 'Not stated'],
      ['Sector', labelOf(sectorOptions, person.sector)],
      ['Sex', labelOf(sexOptions, person.sex)],
      ['Came here by', originLabels[registration.origin]],
      [
        'Last answer',
        registration.answeredAt === null
          ? 'None yet'
          : formatDateTime(registration.answeredAt, zone),
      ],
    ],
    needs: [
      ['Dietary needs', registration.dietaryNeeds],
      ['Access needs', registration.accessNeeds],
    ].filter(([, text]) => text !== null),
    roleOptions,
    fundingOptions: [{ value: '', label: 'Not decided yet' }, ...fundingOptions],
    toldFunding: registration.fundingTold === null ? null : fundingLabel(registration.fundingTold),
    modes: onlyMode(workshop.settings.mode) === undefined ? modeOptions : [],
    days: workshop.days.map(({ number, date }) => ({
      number,
      date: formatDate(date),
      chosen: days.includes(number),
    })),
    moves: movesFrom(status).map((to) => ({
      to,
      label: moveWords[to]?.(status) ?? statusLabels[to],
      danger: to === 'cancelled',
    })),
    isFull: seats.free === 0 && status !== 'registered',
    linkKey: newToken(),
    mayHaveLink: status !== 'cancelled' && person.email !== null,
    history: historyLines(history, zone),
    messages: history.messages.map((message) => ({
      id: message.id,
      subject: message.subject,
      when: formatDateTime(message.sentAt ?? message.createdAt, zone),
      status: messageStatusWords(message),
    })),
    entries: history.entries.map(({ dayNumber, sequence, cancelled, facts }) => ({
      day: dayNumber,
      when: whenOf(JSON.parse(facts) as DayEntryFacts),
      sequence,
      cancelled,
    })),
  };
}
