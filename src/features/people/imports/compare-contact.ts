import type { Affiliation, Sector, Sex } from '../../../models/codes';
import { foldText, fullName } from '../fold-name';
import {
  affiliationLabels,
  labelOf,
  languageOptions,
  roleOptions,
  sectorLabels,
  sexLabels,
} from '../person-codes';
import type { PersonFacts } from '../person-record';
import { economyName } from './economy-label';
import type { CellRemark, Contact } from './read-contact';

/** A person as the database has them. */
export interface KnownPerson {
  id: number;
  revision: number;
  title: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  sex: Sex | null;
  affiliation: Affiliation;
  economyCode: string | null;
  sector: Sector | null;
  organisation: string | null;
  position: string | null;
  role: string;
  language: string;
  notes: string | null;
  clusterId: number | null;
  clusterName: string | null;
}

export interface FactChange {
  field: keyof PersonFacts | 'clusterName';
  label: string;
  /** as stored */
  before: string | null;
  after: string | null;
}

/** What a person is without being told otherwise. */
const defaults: PersonFacts & { clusterName: string | null } = {
  title: null,
  givenName: '',
  familyName: '',
  email: null,
  sex: null,
  affiliation: 'member_economy',
  economyCode: null,
  sector: null,
  organisation: null,
  position: null,
  role: 'contact',
  language: 'en',
  notes: null,
  clusterName: null,
};

export const factLabels: Record<FactChange['field'], string> = {
  title: 'Title',
  givenName: 'Given name',
  familyName: 'Family name',
  email: 'E-mail',
  sex: 'Sex',
  affiliation: 'Affiliation',
  economyCode: 'Economy',
  sector: 'Sector',
  organisation: 'Organisation',
  position: 'Position',
  role: 'Role',
  language: 'Language',
  notes: 'Notes',
  clusterName: 'Cluster',
};

/** A new person out of what a row says, with what is missing for one. */
export function completeContact(contact: Contact): {
  facts: PersonFacts & { clusterName: string | null };
  problems: CellRemark[];
  warnings: CellRemark[];
} {
  const facts = { ...defaults, ...contact };
  // One name only, in whichever column: it is kept as the family name, which everybody has.
  if (facts.familyName === '' && facts.givenName !== '') {
    facts.familyName = facts.givenName;
    facts.givenName = '';
  }
  const problems: CellRemark[] = [];
  if (facts.familyName === '') {
    problems.push({ column: 'Full name', message: 'is empty, and a new person needs a name.' });
  }
  const { warnings, ...place } = consistentPlace(facts);
  Object.assign(facts, place);
  if (facts.affiliation === 'member_economy' && facts.economyCode === null) {
    problems.push({
      column: 'Economy',
      message: 'is empty. Give the member economy, or an affiliation such as Guest.',
    });
  }
  return { facts, problems, warnings };
}

/** Only people of member economies have an economy, and only those have a cluster. */
function consistentPlace(facts: {
  affiliation: Affiliation;
  economyCode: string | null;
  clusterName: string | null;
}): { economyCode: string | null; clusterName: string | null; warnings: CellRemark[] } {
  const warnings: CellRemark[] = [];
  let { economyCode, clusterName } = facts;
  if (facts.affiliation !== 'member_economy' && economyCode !== null) {
    warnings.push({
      column: 'Economy',
      message: `${economyName(economyCode)} is not kept, since the affiliation is ${affiliationLabels[facts.affiliation]}.`,
    });
    economyCode = null;
  }
  if (clusterName !== null && (economyCode === null || foldText(clusterName) === '')) {
    warnings.push({
      column: 'Cluster',
      message: 'is not kept: a cluster needs a name and a member economy.',
    });
    clusterName = null;
  }
  return { economyCode, clusterName, warnings };
}

/** What a row changes about a person. Cells that say nothing change nothing. */
export function changesTo(
  person: KnownPerson,
  contact: Contact,
): { changes: FactChange[]; problems: CellRemark[]; warnings: CellRemark[] } {
  const { clusterName: givenCluster, ...given } = contact;
  // The address is how the person was found; its case changes nothing.
  delete given.email;
  const nameWarnings = keepSplitName(person, given);
  const affiliation =
    given.affiliation ?? (given.economyCode ? 'member_economy' : person.affiliation);
  const { warnings, ...place } = consistentPlace({
    affiliation,
    economyCode: given.economyCode ?? person.economyCode,
    clusterName: givenCluster ?? null,
  });
  const problems: CellRemark[] =
    affiliation === 'member_economy' && place.economyCode === null
      ? [{ column: 'Economy', message: 'is empty, and a person of a member economy needs one.' }]
      : [];
  const after: Contact = { ...given, affiliation, economyCode: place.economyCode };
  const changes: FactChange[] = [];
  for (const [field, value] of Object.entries(after) as [keyof PersonFacts, string | null][]) {
    if (person[field] === value) continue;
    changes.push({ field, label: factLabels[field], before: person[field], after: value });
  }
  const { clusterName } = place;
  if (clusterName !== null && foldText(clusterName) !== foldText(person.clusterName ?? '')) {
    changes.push({
      field: 'clusterName',
      label: factLabels.clusterName,
      before: person.clusterName,
      after: clusterName,
    });
  }
  return { changes, problems, warnings: [...nameWarnings, ...warnings] };
}

/** A full name in one cell must not empty the given name of somebody whose name is in two parts. */
function keepSplitName(person: KnownPerson, given: Contact): CellRemark[] {
  if (given.givenName !== '' || person.givenName === '') return [];
  const words = (text: string): string => foldText(text).split(' ').sort().join(' ');
  const same = words(given.familyName ?? '') === words(`${person.givenName} ${person.familyName}`);
  delete given.givenName;
  delete given.familyName;
  if (same) return [];
  const message = `differs from “${fullName(person)}” and is not taken, since it is in one piece.`;
  return [{ column: 'Full name', message }];
}

/** A stored value in the words of the pages. */
export function factText(field: FactChange['field'], value: string | null): string {
  if (value === null || value === '') return '(empty)';
  if (field === 'economyCode') return economyName(value);
  if (field === 'sex') return sexLabels[value as Sex];
  if (field === 'sector') return sectorLabels[value as Sector];
  if (field === 'affiliation') return affiliationLabels[value as Affiliation];
  if (field === 'role') return labelOf(roleOptions, value);
  if (field === 'language') return labelOf(languageOptions, value);
  return value;
}
