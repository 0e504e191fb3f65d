import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { sessionParts, sessionTypes } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { parsePeopleFilter } from '../../people/people-filter';
import { listPeople } from '../../people/people.queries';
import { changesBetween } from './programme-changes';
import {
  describePerson,
  sessionPartLabels,
  sessionsOf,
  sessionTypeLabels,
  withdrawn,
} from './programme-content';
import { problemsOfProgramme } from './programme-problems';
import {
  contentOfVersion,
  getDraft,
  getDraftSession,
  getLatestVersion,
  inOrderOfParts,
  listVersions,
} from './programme.queries';
import { showProgramme } from './programme.view-model';
import { digestOf } from './publish-programme';

/** The draft by day, what is wrong with it, and the versions. */
export async function draftPage(): Promise<PageLocals> {
  const [{ content, planned }, latest, versions] = await Promise.all([
    getDraft(),
    getLatestVersion(),
    listVersions(),
  ]);
  const changes = latest === null ? [] : changesBetween(contentOfVersion(latest), content);
  return {
    title: 'Programme',
    programme: showProgramme(content),
    problems: namedProblems(planned, content),
    sessions: sessionsOf(content).length,
    latest,
    changes: changes.length,
    versions,
    timeZone: content.timeZone,
  };
}

/** What would be published, against the last version. */
export async function publicationPage(): Promise<PageLocals> {
  const [{ content, planned }, latest] = await Promise.all([getDraft(), getLatestVersion()]);
  return {
    title: 'Publish the programme',
    latest,
    number: (latest?.number ?? 0) + 1,
    digest: digestOf(content),
    sessions: sessionsOf(content).length,
    changes: latest === null ? [] : changesBetween(contentOfVersion(latest), content),
    problems: namedProblems(planned, content),
    programme: showProgramme(content),
    timeZone: content.timeZone,
  };
}

type Draft = Awaited<ReturnType<typeof getDraft>>;

function namedProblems(planned: Draft['planned'], content: Draft['content']) {
  const titles = new Map(planned.map(({ id, title }) => [id, title]));
  return problemsOfProgramme(planned, content.days, content.timeZone).map((problem) => ({
    ...problem,
    title: titles.get(problem.sessionId) ?? '',
  }));
}

const option =
  <T extends string>(labels: Record<T, string>) =>
  (value: T) => ({
    value,
    label: labels[value],
  });

/** The form of a new session, on a day of the address if there is one. */
export async function newSessionPage(dayNumber: number): Promise<PageLocals> {
  const draft = await getDraft();
  const day = draft.content.days.find(({ number }) => number === dayNumber);
  // The next session mostly follows the last one of the day.
  const last = day?.sessions.at(-1)?.endsAt ?? '';
  return {
    ...formLocals(draft),
    title: 'Add a session',
    session: null,
    start: { dayNumber: day?.number ?? 1, startsAt: last },
  };
}

/** A session with its people; `search` finds others by name, organisation or address. */
export async function sessionPage(sessionId: number, search: string): Promise<PageLocals> {
  const session = await getDraftSession(sessionId);
  const draft = await getDraft();
  const asked = search.trim().length >= 2;
  const found = asked ? await listPeople(parsePeopleFilter({ search }), 1) : [];
  return {
    ...formLocals(draft),
    title: session.title,
    session,
    start: {},
    people: inOrderOfParts(session.people).map(({ id, part, talkTitle, person }) => ({
      id,
      partLabel: sessionPartLabels[part],
      talkTitle,
      name: person.erasedAt === null ? fullName(person) : withdrawn.name,
      from: describePerson({
        name: '',
        organisation: person.organisation,
        economy: person.economy?.name ?? null,
      }),
    })),
    search,
    tooShort: search.trim() !== '' && !asked,
    asked,
    // A longer list is a sign to type more.
    found: found.slice(0, 10).map((person) => ({
      id: person.id,
      name: fullName(person),
      from: describePerson({
        name: '',
        organisation: person.organisation,
        economy: person.economy,
      }),
    })),
    more: found.length > 10,
    partOptions: sessionParts.map(option(sessionPartLabels)),
  };
}

function formLocals({ content, rooms }: Draft) {
  return {
    timeZone: content.timeZone,
    dayOptions: content.days.map(({ number, date }) => ({
      value: String(number),
      label: `Day ${number}, ${formatDate(date)}`,
    })),
    typeOptions: sessionTypes.map(option(sessionTypeLabels)),
    roomOptions: [
      { value: '', label: 'No room' },
      ...rooms.map(({ id, name, capacity }) => ({
        value: String(id),
        label: capacity === null ? name : `${name} (${capacity} seats)`,
      })),
    ],
  };
}
