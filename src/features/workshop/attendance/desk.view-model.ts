import type { PageLocals } from '../../../http/render';
import type { Economy } from '../../../models';
import { registrationConsents } from '../registrations/consents';
import { affiliationOptions, sectorOptions, sexOptions } from '../../people/person-codes';
import { getProject, listWorkshopDays } from '../project.queries';
import type { DeskQuestion } from './desk.input';
import {
  listDeskPeople,
  listDeskSessions,
  listPresent,
  peopleVersion,
  presenceVersion,
  type DeskListPerson,
  type DeskPresence,
  type DeskSession,
} from './desk.queries';
import { dayToShow, numberOfToday } from './workshop-today';

/** The frame of the desk's page; the browser fills it. */
export function deskPage(economies: Economy[]): PageLocals {
  return {
    title: 'Desk',
    scripts: ['check-in.js'],
    consentWording: registrationConsents.find(({ kind }) => kind === 'data_use')?.wording,
    sexOptions,
    sectorOptions,
    economyOptions: economies.map(({ code, name }) => ({ value: code, label: name })),
    affiliationOptions: affiliationOptions.filter(({ value }) => value !== 'member_economy'),
  };
}

/** Everything a desk needs for a day. */
export interface DeskState {
  zone: string;
  days: { number: number; date: string; theme: string }[];
  sessions: DeskSession[];
  /** The workshop's day that is today; null when there is none. */
  today: number | null;
  /** What the rest is about. */
  day: number | null;
  session: number | null;
  peopleVersion: string;
  /** Left out when the desk has this version. */
  people?: DeskListPerson[];
  present: DeskPresence[];
}

interface StateVersion {
  tag: string;
  day: number | null;
  people: string;
}

/** What the state is made of, by a few counts: cheap enough to be asked every few seconds. */
export async function versionOfState(question: DeskQuestion): Promise<StateVersion> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const wanted = days.find(({ number }) => number === question.day);
  const day = (wanted ?? dayToShow(days, project.timeZone))?.number ?? null;
  const [people, presence] = await Promise.all([peopleVersion(day ?? 0), presenceVersion()]);
  const today = numberOfToday(days, project.timeZone);
  const parts = [project.revision, today, day, question.session, people, presence];
  return { tag: parts.map((part) => part ?? '').join('-'), day, people };
}

export async function deskState(question: DeskQuestion, version: StateVersion): Promise<DeskState> {
  const [project, days, sessions] = await Promise.all([
    getProject(),
    listWorkshopDays(),
    listDeskSessions(),
  ]);
  const { day } = version;
  const session =
    sessions.find((one) => one.id === question.session && one.day === day)?.id ?? null;
  const [people, present] = await Promise.all([
    question.people === version.people ? undefined : listDeskPeople(day ?? 0),
    listPresent(day ?? 0, session),
  ]);
  return {
    zone: project.timeZone,
    days: days.map(({ number, date, theme }) => ({ number, date, theme })),
    sessions,
    today: numberOfToday(days, project.timeZone),
    day,
    session,
    peopleVersion: version.people,
    ...(people !== undefined && { people }),
    present,
  };
}
