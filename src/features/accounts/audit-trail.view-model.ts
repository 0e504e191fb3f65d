import type { PageLocals } from '../../http/render';
import type { AuditEvent } from '../../models';
import { paths } from '../../paths';
import { shownChanges, type ChangeReader, type ShownChange } from './audit-changes';
import { cursorAfter } from './audit-trail.input';
import type { Named, TrailPage } from './audit-trail.queries';
import { wordsForAction, wordsForArea } from './audit-words';

interface TrailLine {
  at: Date;
  who: string;
  text: string;
  subject: { label: string; href: string | undefined; code: string };
  changes: ShownChange[];
}

interface Option {
  value: string;
  label: string;
}

const kinds: Option[] = [
  { value: 'respondent', label: 'Respondents' },
  { value: 'command', label: 'Commands on the server' },
  { value: 'system', label: 'PEC itself' },
];

/** The audit trail as one reader may see it. `query` keeps the filters when going on. */
export function trailPage(
  trail: TrailPage,
  named: Named,
  areas: string[],
  reader: ChangeReader,
  query: Record<string, string>,
): PageLocals {
  const { before, ...filters } = query;
  const last = trail.events.at(-1);
  const older = new URLSearchParams(filters);
  if (last !== undefined) older.set('before', cursorAfter(last));
  return {
    title: 'Audit trail',
    timeZone: reader.timeZone,
    seesPersonal: reader.seesPersonal,
    values: filters,
    filtered: Object.keys(filters).length > 0,
    lines: trail.events.map((event) => trailLine(event, named, reader)),
    olderHref: trail.hasOlder ? `${paths.auditTrail}?${older.toString()}` : undefined,
    newestHref:
      before === undefined
        ? undefined
        : `${paths.auditTrail}?${new URLSearchParams(filters).toString()}`,
    areaOptions: [
      { value: '', label: 'All' },
      ...areas
        .map((area) => ({ value: area, label: wordsForArea(area) }))
        .sort((one, other) => one.label.localeCompare(other.label, 'en')),
    ],
    byOptions: [
      { value: '', label: 'Anybody' },
      ...accountOptions(named, reader),
      ...kinds.filter(({ value }) => reader.seesPersonal || value !== 'respondent'),
    ],
  };
}

function accountOptions({ accounts }: Named, reader: ChangeReader): Option[] {
  return [...accounts].map(([id, { name, role }]) => ({
    value: String(id),
    label: reader.seesPersonal ? name : `Account ${id} (${role})`,
  }));
}

function trailLine(event: AuditEvent, named: Named, reader: ChangeReader): TrailLine {
  return {
    at: event.at,
    who: whoDid(event, reader),
    text: wordsForAction(event.action),
    subject: subjectOf(event, named, reader),
    changes: shownChanges(event, reader),
  };
}

function whoDid(event: AuditEvent, { seesPersonal }: ChangeReader): string {
  if (seesPersonal || event.actorKind === 'command' || event.actorKind === 'system') {
    return event.actorName;
  }
  return `Account ${event.actorUserId ?? ''}`.trim();
}

function subjectOf(
  { subjectType: type, subjectId: id }: AuditEvent,
  named: Named,
  { seesPersonal }: ChangeReader,
): TrailLine['subject'] {
  const code = `${type} ${id}`;
  const numbered = `${type.charAt(0).toUpperCase()}${type.slice(1).replaceAll('_', ' ')} ${id}`;
  if (type === 'project') return { code, label: 'Project', href: paths.project };
  if (type === 'installation' && id === 'unknown_account') {
    return { code, label: 'Unknown e-mail address', href: undefined };
  }
  if (type === 'installation') return { code, label: 'This installation', href: undefined };
  if (type === 'survey') {
    const survey = named.surveys.get(id);
    if (survey !== undefined) return { code, label: survey.title, href: paths.survey(survey.form) };
  }
  // The subject of a line about an erased person may be gone with them.
  if (id === 'erased' || !seesPersonal) return { code, label: numbered, href: undefined };
  if (type === 'person') {
    const name = named.people.get(id);
    const href = name === undefined ? undefined : paths.person(Number(id));
    return { code, label: name === undefined || name === '' ? numbered : name, href };
  }
  if (type === 'account') {
    return { code, label: named.accounts.get(Number(id))?.name ?? numbered, href: undefined };
  }
  return { code, label: numbered, href: pageOf(type, id) };
}

function pageOf(type: string, id: string): string | undefined {
  if (type === 'response') return paths.response(id);
  if (!/^\d{1,9}$/.test(id)) return undefined;
  if (type === 'mailing') return paths.mailing(Number(id));
  if (type === 'message') return paths.message(Number(id));
  if (type === 'contact_import') return paths.contactImport(Number(id));
  return undefined;
}
