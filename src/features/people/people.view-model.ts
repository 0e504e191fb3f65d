import type { PageLocals } from '../../http/render';
import { fullName } from './fold-name';
import type { PeopleFilter } from './people-filter';
import { pageSize, type ListedPerson, type PeopleCounts } from './people.queries';
import {
  affiliationLabels,
  affiliationOptions,
  labelOf,
  roleOptions,
  sectorLabels,
  sectorOptions,
  sexLabels,
  sexOptions,
  type Option,
} from './person-codes';

const standingOptions: Option[] = [
  { value: 'not_invited', label: 'Not invited' },
  { value: 'invited', label: 'Invited' },
  { value: 'unfinished', label: 'Invited, not finished' },
  { value: 'finished', label: 'Finished' },
];

/** What the page of people is made of. */
export interface PeopleList {
  filter: PeopleFilter;
  page: number;
  people: ListedPerson[];
  counts: PeopleCounts;
  /** how many people there are without any filter */
  everyone: number;
  economies: { code: string; name: string }[];
  surveys: { form: string; title: string }[];
}

export function peoplePage(list: PeopleList): PageLocals {
  const { filter, page, counts } = list;
  const pages = Math.max(1, Math.ceil(counts.total / pageSize));
  const any = (label: string, options: Option[]): Option[] => [{ value: '', label }, ...options];
  return {
    title: 'People',
    filter,
    filtered: Object.keys(queryOf(filter)).length > 0,
    everyone: list.everyone,
    counts,
    people: list.people.map((person) => ({
      id: person.id,
      name: fullName(person),
      email: person.email,
      economy: person.economy ?? affiliationLabels[person.affiliation],
      travelEligible: person.travelEligible,
      sector: person.sector === null ? '–' : sectorLabels[person.sector],
      sex: person.sex === null ? 'Not stated' : sexLabels[person.sex],
      organisation: person.organisation ?? '–',
      role: labelOf(roleOptions, person.role),
    })),
    first: (page - 1) * pageSize + 1,
    page,
    pages,
    pageAddress: (number: number) =>
      `?${new URLSearchParams({ ...queryOf(filter), page: String(number) }).toString()}`,
    selects: [
      {
        name: 'economy',
        label: 'Economy',
        options: any(
          'All economies',
          list.economies.map(({ code, name }) => ({ value: code, label: name })),
        ),
      },
      { name: 'sex', label: 'Sex', options: any('All', [...sexOptions, notStated]) },
      { name: 'sector', label: 'Sector', options: any('All sectors', sectorOptions) },
      { name: 'role', label: 'Role', options: any('All roles', roleOptions) },
      { name: 'affiliation', label: 'Affiliation', options: any('All', affiliationOptions) },
      {
        name: 'travelEligible',
        label: 'Travel-eligible',
        options: any('All', [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]),
      },
      {
        name: 'survey',
        label: 'Questionnaire',
        options: any(
          'Any questionnaire',
          list.surveys.map(({ form, title }) => ({ value: form, label: title })),
        ),
      },
      { name: 'standing', label: 'Stands at', options: any('Any', standingOptions) },
    ],
  };
}

const notStated: Option = { value: 'not_stated', label: 'Not stated' };

function queryOf(filter: Partial<Record<string, string>>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query[name] = value;
  }
  return query;
}
