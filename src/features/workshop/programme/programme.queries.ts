import { NotFoundError } from '../../../lib/errors';
import type { Tx } from '../../../db/transaction';
import {
  Economy,
  Person,
  ProgrammeSession,
  ProgrammeVersion,
  Project,
  Room,
  SessionPerson,
  User,
  WorkshopDay,
  WorkshopSettings,
} from '../../../models';
import { sessionParts } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { isRowId } from '../../people/row-id';
import { withdrawn, type ProgrammeContent } from './programme-content';
import type { PlannedSession } from './programme-problems';

type SeatedPerson = SessionPerson & { person: Person & { economy: Economy | null } };
export type DraftSession = ProgrammeSession & { room: Room | null; people: SeatedPerson[] };

export interface ProgrammeDraft {
  content: ProgrammeContent;
  /** The same sessions as they are checked against each other. */
  planned: PlannedSession[];
  rooms: Room[];
}

const withPeople = [
  { model: Room, as: 'room' },
  {
    model: SessionPerson,
    as: 'people',
    include: [{ model: Person, as: 'person', include: [{ model: Economy, as: 'economy' }] }],
  },
];

/** The programme as it is being worked on, in a fixed number of statements. Never for the public. */
export async function getDraft(tx?: Tx): Promise<ProgrammeDraft> {
  const within = tx === undefined ? {} : { transaction: tx };
  const project = await Project.findByPk(1, { rejectOnEmpty: true, ...within });
  const settings = await WorkshopSettings.findByPk(1, { rejectOnEmpty: true, ...within });
  const days = await WorkshopDay.findAll({ order: ['number'], ...within });
  const rooms = await Room.findAll({ order: ['sort', 'id'], ...within });
  const sessions = (await ProgrammeSession.findAll({
    include: withPeople,
    order: ['dayNumber', 'startsAt', 'id'],
    ...within,
  })) as DraftSession[];
  const { mode, venue, address } = settings;
  const content = {
    workshop: project.name,
    timeZone: project.timeZone,
    mode,
    venue,
    address,
    days: days.map(({ number, date, theme }) => ({
      number,
      date,
      theme,
      sessions: sessions.filter(({ dayNumber }) => dayNumber === number).map(contentOf),
    })),
  };
  return { content, rooms, planned: sessions.map(plannedOf) };
}

/** One session of the draft with its people. @throws NotFoundError */
export async function getDraftSession(sessionId: number, tx?: Tx): Promise<DraftSession> {
  const session = isRowId(sessionId)
    ? await ProgrammeSession.findByPk(sessionId, {
        include: withPeople,
        ...(tx === undefined ? {} : { transaction: tx }),
      })
    : null;
  if (session === null) throw new NotFoundError('There is no such session.');
  return session as DraftSession;
}

/** Chairs first, then in the order in which they were added. */
export function inOrderOfParts(people: SeatedPerson[]): SeatedPerson[] {
  const rank = ({ part }: SeatedPerson): number => sessionParts.indexOf(part);
  return [...people].sort((a, b) => rank(a) - rank(b) || a.sort - b.sort || a.id - b.id);
}

function contentOf(session: DraftSession): ProgrammeContent['days'][number]['sessions'][number] {
  const { id, startsAt, endsAt, type, title, description, genderDimension } = session;
  return {
    id,
    startsAt,
    endsAt,
    type,
    title,
    description,
    room: session.room?.name ?? null,
    genderDimension,
    people: inOrderOfParts(session.people).map(({ personId, part, talkTitle, person }) => ({
      personId,
      part,
      name: fullName(person),
      organisation: person.organisation,
      economy: person.economy?.name ?? null,
      talkTitle,
      ...(person.erasedAt === null ? {} : withdrawn),
    })),
  };
}

export function plannedOf(session: DraftSession): PlannedSession {
  const { id, startsAt, endsAt, title, roomId } = session;
  return {
    id,
    day: session.dayNumber,
    startsAt,
    endsAt,
    title,
    roomId,
    roomName: session.room?.name ?? null,
    people: session.people.map(({ personId, person }) => ({
      personId,
      name: person.erasedAt === null ? fullName(person) : withdrawn.name,
    })),
  };
}

export type PublishedVersion = ProgrammeVersion & { publisher: User | null };

/** The programme everybody may see; null while none was published. */
export async function getLatestVersion(tx?: Tx): Promise<PublishedVersion | null> {
  const version = await ProgrammeVersion.findOne({
    order: [['number', 'DESC']],
    include: [{ model: User, as: 'publisher' }],
    ...(tx === undefined ? {} : { transaction: tx }),
  });
  return version as PublishedVersion | null;
}

/** All versions without their content, newest first. */
export async function listVersions(): Promise<PublishedVersion[]> {
  const versions = await ProgrammeVersion.findAll({
    attributes: { exclude: ['content'] },
    include: [{ model: User, as: 'publisher' }],
    order: [['number', 'DESC']],
  });
  return versions as PublishedVersion[];
}

/** @throws NotFoundError */
export async function getVersion(number: number, tx?: Tx): Promise<PublishedVersion> {
  const version = isRowId(number)
    ? await ProgrammeVersion.findByPk(number, {
        include: [{ model: User, as: 'publisher' }],
        ...(tx === undefined ? {} : { transaction: tx }),
      })
    : null;
  if (version === null) throw new NotFoundError('There is no such version of the programme.');
  return version as PublishedVersion;
}

export function contentOfVersion(version: Pick<ProgrammeVersion, 'content'>): ProgrammeContent {
  return JSON.parse(version.content) as ProgrammeContent;
}
