import type { PageLocals } from '../../../http/render';
import { formatDate } from '../../../http/format';
import type { Release } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { listRoster, type RosterRow } from '../speakers/roster.queries';
import { listWorkshopDays } from '../project.queries';
import type { Registration } from '../../../models';
import {
  listMaterials,
  listSessionChoices,
  type MaterialRow,
  type SessionChoice,
} from './materials.queries';
import { slideTypes } from './slide-type';
import { ownKinds } from '../speakers/own-kinds';
import { paths } from '../../../paths';

export const releaseWords: Record<Release, { label: string; tone: string }> = {
  held: { label: 'Not released', tone: '' },
  participants: { label: 'Participants', tone: 'status-active' },
  public: { label: 'Public', tone: 'status-good' },
};

/** What a browser offers to choose from. */
export const slideEndings = '.pdf,.pptx,.odp';

const kindNames: Record<string, string> = {
  [slideTypes.pdf]: 'PDF',
  [slideTypes.pptx]: 'PowerPoint',
  [slideTypes.odp]: 'OpenDocument',
};

export function materialView(row: MaterialRow) {
  const by =
    row.givenName === null
      ? ''
      : fullName({ givenName: row.givenName, familyName: row.familyName ?? '' });
  return {
    ...row,
    by,
    kind: kindNames[row.mediaType] ?? 'File',
    size: sizeText(row.bytes),
    releaseWords: releaseWords[row.release],
    session: row.sessionTitle === null ? '' : row.sessionTitle,
  };
}

function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

type MaterialView = ReturnType<typeof materialView>;

export interface DayOfMaterials {
  title: string;
  sessions: { title: string; files: MaterialView[] }[];
}

/** Files under their sessions, under their days; those of no session come last. */
export function groupByDay(
  rows: MaterialRow[],
  days: { number: number; date: string }[],
): DayOfMaterials[] {
  const groups: DayOfMaterials[] = [];
  for (const row of rows) {
    const date = days.find(({ number }) => number === row.day)?.date;
    const title =
      row.day === null
        ? 'Other materials'
        : `Day ${row.day}${date === undefined ? '' : `, ${formatDate(date)}`}`;
    let group = groups.find((one) => one.title === title);
    if (group === undefined) groups.push((group = { title, sessions: [] }));
    const sessionTitle = row.sessionTitle ?? '';
    let session = group.sessions.find((one) => one.title === sessionTitle);
    if (session === undefined) group.sessions.push((session = { title: sessionTitle, files: [] }));
    session.files.push(materialView(row));
  }
  return groups;
}

const sessionOptions = (sessions: SessionChoice[]) => [
  { value: '', label: sessions.length === 0 ? 'No session yet' : 'None' },
  ...sessions.map((session) => ({
    value: session.id,
    label: `Day ${session.day}, ${session.startsAt} – ${session.title}`,
  })),
];

/** All files, for organisers. */
export async function materialsPage(): Promise<PageLocals> {
  const [rows, sessions, roster, days] = await Promise.all([
    listMaterials(),
    listSessionChoices(),
    listRoster(),
    listWorkshopDays(),
  ]);
  return {
    title: 'Materials',
    groups: groupByDay(rows, days),
    count: rows.length,
    released: rows.filter(({ release }) => release !== 'held').length,
    missing: awaited(roster),
    sessionOptions: sessionOptions(sessions),
    personOptions: personOptions(roster),
    slideEndings,
  };
}

function awaited(roster: RosterRow[]): string[] {
  return roster
    .filter((row) => row.kind === 'speaker' && row.status === 'registered' && row.files === 0)
    .filter((row) => !row.erased)
    .map(fullName);
}

function personOptions(roster: RosterRow[]) {
  const people = new Map(roster.filter((row) => !row.erased).map((row) => [row.personId, row]));
  return [
    { value: '', label: 'The organisers' },
    ...[...people.values()].map((row) => ({ value: row.personId, label: fullName(row) })),
  ];
}

/** One file, to be corrected. */
export async function materialPage(id: number, row: MaterialRow): Promise<PageLocals> {
  return {
    title: row.title,
    materialId: id,
    file: materialView(row),
    sessionOptions: sessionOptions(await listSessionChoices()),
  };
}

/** A person's own files, and what has been released to participants. */
export async function ownMaterialsPage(
  token: string,
  registration: Registration,
): Promise<PageLocals> {
  const { personId } = registration;
  const [kinds, own, released, sessions, days] = await Promise.all([
    ownKinds(registration),
    listMaterials({ personId }),
    registration.status === 'registered'
      ? listMaterials({ releases: ['participants', 'public'] })
      : [],
    listSessionChoices(personId),
    listWorkshopDays(),
  ]);
  return {
    title: 'Materials of the workshop',
    layout: 'plain',
    styles: ['guests.css'],
    token,
    mayAdd: kinds.length > 0,
    own: own.map(materialView),
    groups: groupByDay(released, days),
    sessionOptions: sessionOptions(sessions),
    slideEndings,
    fileAddress: (id: number) => paths.ownMaterialFile(token, id),
  };
}

/** What everybody may see. */
export async function publicMaterialsPage(): Promise<PageLocals> {
  const [rows, days] = await Promise.all([
    listMaterials({ releases: ['public'] }),
    listWorkshopDays(),
  ]);
  return {
    title: 'Materials of the workshop',
    layout: 'plain',
    styles: ['guests.css'],
    groups: groupByDay(rows, days),
    fileAddress: (id: number) => paths.publicMaterialFile(id),
  };
}
