import type { PageLocals } from '../../http/render';
import { deliveryMode } from '../../mail/delivery-mode';
import type { User } from '../../models';
import { roles, type Role } from '../../models/codes';
import { linkLifetimeDays } from './one-time-links';

const roleFacts: Record<Role, { label: string; may: string }> = {
  administrator: { label: 'Administrator', may: 'everything, and manages accounts' },
  organiser: { label: 'Organiser', may: 'works with people, questionnaires, mail and answers' },
  overseer: { label: 'Overseer', may: 'reads figures and tables, never personal answers' },
};

const states = {
  active: { label: 'Active', tone: 'good' },
  invited: { label: 'Invited', tone: 'caution' },
  disabled: { label: 'Disabled', tone: 'bad' },
} as const;

export interface AccountLine {
  id: number;
  name: string;
  email: string;
  role: Role;
  roleLabel: string;
  disabled: boolean;
  state: (typeof states)[keyof typeof states];
  lastSeenAt: Date | null;
}

export function accountLine(user: User): AccountLine {
  const { id, name, email, role, disabledAt, lastSeenAt } = user;
  const open = user.passwordHash === null ? states.invited : states.active;
  return {
    id,
    name,
    email,
    role,
    roleLabel: roleFacts[role].label,
    disabled: disabledAt !== null,
    state: disabledAt === null ? open : states.disabled,
    lastSeenAt,
  };
}

const roleOptions = roles.map((value) => ({
  value,
  label: `${roleFacts[value].label}: ${roleFacts[value].may}`,
}));

/** The list of accounts with the form to invite another one. */
export function accountsPage(users: User[], timeZone: string): PageLocals {
  return {
    title: 'Accounts',
    timeZone,
    roleOptions: [{ value: '', label: 'Please choose' }, ...roleOptions],
    accounts: users.map(accountLine),
  };
}

/** One account with what can be done to it. `ownId` is the reader's. */
export function accountPage(user: User, ownId: number, timeZone: string): PageLocals {
  return {
    title: user.name,
    timeZone,
    account: accountLine(user),
    own: user.id === ownId,
    roleOptions,
  };
}

/** The link to set a password, shown this once. */
export function newLinkPage(user: User, link: string): PageLocals {
  return {
    title: `Link for ${user.name}`,
    account: accountLine(user),
    link,
    linkLifetimeDays,
    keptAsFiles: deliveryMode() === 'files',
  };
}
