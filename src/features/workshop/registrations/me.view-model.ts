import type { PageLocals } from '../../../http/render';
import { formatDate, formatDateTime } from '../../../http/format';
import { badgeCode } from '../../../lib/badge-code';
import type { Consent } from '../../../models';
import type { RegistrationStatus } from '../../../models/codes';
import { codeAsSvg } from '../../surveys/open-link-code';
import { fullName } from '../../people/fold-name';
import { sectorOptions, sexOptions, type Option } from '../../people/person-codes';
import { registrationConsents } from './consents';
import type { OwnRegistrationRecord } from './find-own-registration';
import { ownSections } from './own-sections';
import { datesOf } from './registration-mails';
import { isOpen, isOver, onlyMode } from './registration.policy';
import { fundingsFor } from './funding';
import {
  fundingLabel,
  fundingLabels,
  fundingWords,
  modeLabels,
  modeOptions,
  roleLabels,
} from './registration-words';
import { placeOf, type WorkshopFacts } from './workshop-facts';

export interface OwnPageFacts {
  token: string;
  record: OwnRegistrationRecord;
  workshop: WorkshopFacts;
  consents: Consent[];
  /** Whether a seat on site is left for somebody who has none. */
  hasSeats: boolean;
  isProgrammePublished: boolean;
}

const titles: Record<RegistrationStatus, string> = {
  invited: 'You are invited',
  registered: 'You are registered',
  waiting: 'You are on the waiting list',
  declined: 'You are not coming',
  cancelled: 'Your registration was cancelled',
};

/** A person's own page: where they stand, what they show at the desk, what they may change. */
export async function ownPage(facts: OwnPageFacts): Promise<PageLocals> {
  const { token, record, workshop, hasSeats } = facts;
  const { registration, person } = record;
  const { status } = registration;
  const open = isOpen(workshop);
  const over = isOver(workshop);
  const isIn = status === 'registered' || status === 'waiting';
  return {
    title: over && status === 'registered' ? 'Your workshop' : titles[status],
    layout: 'plain',
    styles: ['guests.css'],
    token,
    workshop: workshop.project.name,
    contact: workshop.project,
    status,
    statusNote: noteOf(facts, open, over),
    name: fullName(person),
    economy: person.economy?.name ?? null,
    facts: factRows(facts),
    sections: await ownSections(record),
    badge:
      status === 'registered' && !over
        ? { code: badgeCode(registration.id), svg: await codeAsSvg(badgeCode(registration.id)) }
        : null,
    mayRegister: open && !isIn && status !== 'cancelled',
    mayCorrect: isIn,
    mayDecline: open && (isIn || status === 'invited'),
    mayChooseDays: open,
    asksNeeds: !over,
    funding: over ? null : fundingChoice(record),
    hasCalendar: status === 'registered',
    isProgrammePublished: facts.isProgrammePublished,
    isFull: !hasSeats && status !== 'registered',
    closes: formatDateTime(workshop.settings.registrationClosesAt, workshop.project.timeZone),
    hasClosingTime: workshop.settings.registrationClosesAt !== null,
    person,
    registration,
    days: workshop.days.map(({ number, date, theme }) => ({
      number,
      date: formatDate(date),
      theme,
      chosen: record.days.includes(number),
    })),
    modes: onlyMode(workshop.settings.mode) === undefined ? modeOptions : [],
    sexChoices: withBlank(sexOptions, person.sex),
    sectorChoices: withBlank(sectorOptions, person.sector),
    consents: registrationConsents.map(({ kind, field, required, wording }) => ({
      field,
      required,
      wording,
      given: facts.consents.some((one) => one.kind === kind && one.given),
    })),
  };
}

function withBlank(options: Option[], value: string | null): Option[] {
  return value === null ? [{ value: '', label: 'Please choose' }, ...options] : options;
}

/** The categories to choose one of, or the one that is confirmed; null for the team itself. */
function fundingChoice({ registration, person }: OwnRegistrationRecord) {
  const { role, funding } = registration;
  if (role === 'organising_team') return null;
  if (funding !== null) return { confirmed: fundingLabel(funding), options: [] };
  const options = fundingsFor(person, person.economy).map((value) => ({
    value,
    label: fundingLabels[value],
  }));
  return { confirmed: null, options: [{ value: '', label: 'Not known yet' }, ...options] };
}

function factRows({ record, workshop }: OwnPageFacts): [string, string][] {
  const { registration, days } = record;
  const { project, settings } = workshop;
  const rows: [string, string][] = [['When', datesOf(workshop.days)]];
  const place = placeOf(settings, registration.mode);
  if (place !== '') rows.push(['Where', place]);
  if (registration.status === 'registered' || registration.status === 'waiting') {
    const chosen = workshop.days.filter(({ number }) => days.includes(number));
    rows.push(['Your days', chosen.map((day) => dayWords(workshop, day)).join('\n')]);
  }
  rows.push(['You come as', roleLabels[registration.role]]);
  if (onlyMode(settings.mode) === undefined) {
    rows.push(['Mode', modeLabels[registration.mode]]);
  }
  rows.push(['Funding', fundingWords(registration)]);
  rows.push(['Times', `By the clocks of ${project.timeZone}`]);
  return rows;
}

function dayWords({ hours }: WorkshopFacts, day: { number: number; date: string }): string {
  const times = hours.get(day.number);
  const clock = times === undefined ? '' : `, ${times.startsAt}–${times.endsAt}`;
  return `Day ${day.number}: ${formatDate(day.date)}${clock}`;
}

/** What the state means for the person, in one or two sentences. */
function noteOf(
  { workshop, hasSeats, record }: OwnPageFacts,
  open: boolean,
  over: boolean,
): string {
  const { status } = record.registration;
  if (over) return 'The workshop is over. Thank you for your interest.';
  const notes: Record<RegistrationStatus, string> = {
    invited: open
      ? `Please tell us below whether you come.${hasSeats ? '' : ' All seats on site are taken at the moment, or kept for people who wait for one: who registers now goes on the waiting list.'}`
      : 'The registration is closed. If you would still like to come, please write to us.',
    registered: 'We look forward to seeing you.',
    waiting:
      'All seats are taken. When one becomes free, the team moves people up from the list, and you get a mail. Please do not book a journey before that.',
    declined: open
      ? 'You told us that you cannot come. If that changes, you can still register below.'
      : 'You told us that you cannot come. The registration is closed.',
    cancelled:
      'The team of the workshop has cancelled it. If this is a mistake, please write to us.',
  };
  const closes = workshop.settings.registrationClosesAt;
  const until =
    open && closes !== null && status !== 'cancelled'
      ? ` You can change your mind until ${formatDateTime(closes, workshop.project.timeZone)}.`
      : '';
  return notes[status] + until;
}
