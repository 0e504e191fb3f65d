import type { Role } from '../models/codes';
import { paths } from '../paths';

export interface NavigationItem {
  label: string;
  href: string;
  current: boolean;
}

const everyone: Role[] = ['administrator', 'organiser', 'overseer'];
const organisers: Role[] = ['administrator', 'organiser'];

const items: { label: string; href: string; roles: Role[] }[] = [
  { label: 'Indicators', href: paths.indicators, roles: everyone },
  { label: 'Questionnaires', href: paths.surveys, roles: everyone },
  { label: 'Workshop', href: paths.workshop, roles: everyone },
  { label: 'Records', href: paths.records, roles: organisers },
  { label: 'People', href: paths.people, roles: organisers },
  { label: 'Mail', href: paths.messages, roles: organisers },
  { label: 'Project', href: paths.project, roles: everyone },
  { label: 'Accounts', href: paths.accounts, roles: ['administrator'] },
  { label: 'Audit trail', href: paths.auditTrail, roles: everyone },
];

/** The main menu of a role; `path` marks where the reader is. */
export function navigationFor(role: Role | undefined, path: string): NavigationItem[] {
  if (role === undefined) return [];
  return items
    .filter((item) => item.roles.includes(role))
    .map(({ label, href }) => ({
      label,
      href,
      current: path === href || path.startsWith(`${href}/`),
    }));
}
