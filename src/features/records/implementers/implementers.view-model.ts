import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Economy, Implementer, Person } from '../../../models';
import { fullName } from '../../people/fold-name';
import { parsePeopleFilter } from '../../people/people-filter';
import { countPeople, listPeople } from '../../people/people.queries';
import { labelOf, sexOptions } from '../../people/person-codes';
import { isRowId } from '../../people/row-id';
import { getProject } from '../../workshop/project.queries';
import { partWords } from './implementer-counts';
import {
  listImplementers,
  listTeamWithoutRecord,
  readImplementerTable,
} from './implementers.queries';

/** The counts, which every reader sees, and for the team the people by name. */
export async function implementersPage(isTeam: boolean): Promise<PageLocals> {
  const [table, records, { timeZone }] = await Promise.all([
    readImplementerTable(),
    isTeam ? listImplementers() : [],
    getProject(),
  ]);
  const today = dateIn(timeZone);
  return {
    title: 'Experts and implementers',
    table,
    today: formatDate(today),
    records: records.map((one) => ({
      id: one.id,
      personId: one.personId,
      name: one.erased ? `Erased person No. ${one.personId}` : one.name,
      sex: labelOf(sexOptions, one.sex),
      part: partWords[one.part],
      task: one.task,
      organisation: one.organisation ?? '',
      economy: one.economy ?? '',
      when: `${formatDate(one.fromOn)} – ${one.toOn === null ? 'open' : formatDate(one.toOn)}`,
      isToCome: one.fromOn > today,
    })),
  };
}

const mostFound = 20;
const nobodyYet = { part: '', task: '', fromOn: '', toOn: '', revision: 0 };

/** A new record: first who it is about, found by name, then what they do. */
export async function newImplementerPage(query: Record<string, unknown>): Promise<PageLocals> {
  const personId = Number(query['person']);
  const person = isRowId(personId) ? await findPerson(personId) : null;
  if (person !== null && person.erasedAt === null) return formLocals(null, person, nobodyYet);
  const { search } = parsePeopleFilter({ search: query['search'] });
  const filter = parsePeopleFilter({ search });
  const [found, counts, team] = await Promise.all([
    search === undefined ? [] : listPeople(filter, 1),
    search === undefined ? null : countPeople(filter),
    listTeamWithoutRecord(),
  ]);
  return {
    title: 'New record',
    search: search ?? '',
    hasSearched: search !== undefined,
    total: counts?.total ?? 0,
    found: found.slice(0, mostFound).map((one) => ({
      id: one.id,
      name: fullName(one),
      about: [one.organisation, one.economy].filter(Boolean).join(', '),
    })),
    team,
    person: null,
  };
}

/** @throws NotFoundError */
export async function implementerPage(id: number): Promise<PageLocals> {
  const record = await Implementer.findByPk(id);
  const person = record === null ? null : await findPerson(record.personId);
  if (record === null || person === null) throw new NotFoundError('There is no such record.');
  return formLocals(id, person, record);
}

type Placed = Person & { economy: Economy | null };

async function findPerson(personId: number): Promise<Placed | null> {
  const include = [{ model: Economy, as: 'economy' }];
  return (await Person.findByPk(personId, { include })) as Placed | null;
}

function formLocals(
  recordId: number | null,
  person: Placed,
  record: Pick<Implementer, 'part' | 'task' | 'fromOn' | 'toOn' | 'revision'> | typeof nobodyYet,
): PageLocals {
  const name = person.erasedAt === null ? fullName(person) : `Erased person No. ${person.id}`;
  return {
    title: name,
    recordId,
    record,
    person: {
      id: person.id,
      name,
      about: [
        labelOf(sexOptions, person.sex),
        person.organisation ?? '',
        person.economy?.name ?? '',
      ].filter((text) => text !== ''),
    },
    partOptions: [
      { value: '', label: 'Choose' },
      ...Object.entries(partWords).map(([value, label]) => ({ value, label })),
    ],
  };
}
