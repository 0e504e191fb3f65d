import QRCode from 'qrcode';
import type { PageLocals } from '../../../http/render';
import { badgeCode } from '../../../lib/badge-code';
import { registrationRoles } from '../../../models/codes';
import { affiliationLabels } from '../../people/person-codes';
import { getProject, listEconomies, listWorkshopDays } from '../project.queries';
import { roleNames } from './attendance.view-model';
import type { BadgeFilter } from './badges.input';
import { listBadges, type BadgePerson } from './badges.queries';

/** Which badges there are to print. */
export async function badgesPage(filter: BadgeFilter): Promise<PageLocals> {
  const [badges, days, economies] = await Promise.all([
    listBadges(filter),
    listWorkshopDays(),
    listEconomies(),
  ]);
  return {
    title: 'Badges',
    values: {
      ...filter,
      only: filter.onlyNew ? 'new' : '',
      attending: filter.withOnline ? 'all' : '',
    },
    dayOptions: [
      { value: '', label: 'All days' },
      ...days.map(({ number }) => ({ value: number, label: `Day ${number}` })),
    ],
    roleOptions: [
      { value: '', label: 'All roles' },
      ...registrationRoles.map((role) => ({ value: role, label: roleNames[role] })),
    ],
    economyOptions: [
      { value: '', label: 'All' },
      ...economies.map(({ code, name }) => ({ value: code, label: name })),
    ],
    sheetQuery: queryOf(filter),
    badges: badges.map((person) => ({
      ...person,
      from: fromWords(person),
      role: roleNames[person.role],
      online: person.mode === 'online',
      printed: person.printed === 1,
    })),
  };
}

/** The badges themselves, to be printed and cut. */
export async function badgeSheetPage(filter: BadgeFilter): Promise<PageLocals> {
  const [badges, project] = await Promise.all([listBadges(filter), getProject()]);
  return {
    title: 'Badges',
    layout: 'plain',
    styles: ['badges.css'],
    scripts: ['print.js'],
    size: filter.size,
    event: project.name,
    ids: badges.map(({ registrationId }) => registrationId).join(','),
    back: queryOf(filter),
    badges: await Promise.all(badges.map(badgeOf)),
  };
}

async function badgeOf(person: BadgePerson) {
  const code = badgeCode(person.registrationId);
  return {
    name: person.name,
    isLong: person.name.length > 26,
    organisation: person.organisation,
    from: fromWords(person),
    role: roleNames[person.role],
    code,
    // Letters, digits and dashes: a small code that a phone reads at arm's length.
    image: await QRCode.toString(code, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 }),
  };
}

function fromWords({ economy, affiliation }: BadgePerson): string {
  return economy ?? affiliationLabels[affiliation];
}

function queryOf(filter: BadgeFilter): string {
  const query = new URLSearchParams({ size: filter.size });
  if (filter.day !== undefined) query.set('day', String(filter.day));
  if (filter.role !== undefined) query.set('role', filter.role);
  if (filter.economy !== undefined) query.set('economy', filter.economy);
  if (filter.onlyNew) query.set('only', 'new');
  if (filter.withOnline) query.set('attending', 'all');
  return `?${query.toString()}`;
}
