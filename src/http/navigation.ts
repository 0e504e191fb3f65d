import type { Role } from '../models/codes';
import { paths } from '../paths';

export interface NavigationItem {
  label: string;
  href: string;
  current: boolean;
}

/** `reader`: somebody with a read-only link, who has no account. */
type Audience = Role | 'reader';

const everyone: Audience[] = ['administrator', 'organiser', 'overseer'];
const withReaders: Audience[] = [...everyone, 'reader'];
const organisers: Audience[] = ['administrator', 'organiser'];

const items: { label: string; href: string; roles: Audience[] }[] = [
  { label: 'Indicators', href: paths.indicators, roles: withReaders },
  { label: 'Results', href: paths.reading, roles: ['reader'] },
  { label: 'Snapshots', href: paths.snapshots, roles: ['reader'] },
  { label: 'Questionnaires', href: paths.surveys, roles: everyone },
  { label: 'Workshop', href: paths.workshop, roles: everyone },
  { label: 'Records', href: paths.records, roles: everyone },
  { label: 'People', href: paths.people, roles: organisers },
  { label: 'Mail', href: paths.messages, roles: organisers },
  { label: 'Project', href: paths.project, roles: everyone },
  { label: 'Oversight', href: paths.oversight, roles: everyone },
  { label: 'Accounts', href: paths.accounts, roles: ['administrator'] },
  { label: 'Audit trail', href: paths.auditTrail, roles: everyone },
];

/** The main menu of a role; `path` marks where the reader is. */
export function navigationFor(role: Audience | undefined, path: string): NavigationItem[] {
  if (role === undefined) return [];
  return items
    .filter((item) => item.roles.includes(role))
    .map(({ label, href }) => ({
      label,
      href,
      current: path === href || path.startsWith(`${href}/`),
    }));
}
