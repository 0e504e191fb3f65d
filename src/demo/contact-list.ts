import {
  affiliationLabels,
  roleLabels,
  sectorLabels,
  sexLabels,
} from '../features/people/person-codes';
import { economies } from '../features/workshop/economies';
import type { InventedPerson } from './invent-people';

const note = 'Demo: this person is invented.';

const columns: [header: string, cell: (person: InventedPerson) => string][] = [
  ['Given name', ({ givenName }) => givenName],
  ['Family name', ({ familyName }) => familyName],
  ['E-mail', ({ email }) => email],
  ['Sex', ({ sex }) => (sex === null ? '' : sexLabels[sex])],
  ['Affiliation', ({ affiliation }) => affiliationLabels[affiliation]],
  ['Economy', ({ economyCode }) => economies.find(({ code }) => code === economyCode)?.name ?? ''],
  ['Sector', ({ sector }) => sectorLabels[sector]],
  ['Organisation', ({ organisation }) => organisation],
  ['Position', ({ position }) => position],
  ['Role', ({ role }) => roleLabels[role as keyof typeof roleLabels]],
  ['Cluster', ({ cluster }) => cluster ?? ''],
  ['Language', ({ language }) => language],
  ['Notes', () => note],
];

/** The list of contacts as somebody would upload it: UTF-8 with all fields quoted. */
export function contactList(people: readonly InventedPerson[]): Buffer {
  const rows = [
    columns.map(([header]) => header),
    ...people.map((person) => columns.map(([, cell]) => cell(person))),
  ];
  const text = rows
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  return Buffer.from(`\ufeff${text}\r\n`);
}
