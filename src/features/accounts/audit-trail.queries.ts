import { Op, QueryTypes, type WhereOptions } from 'sequelize';
import { db } from '../../db/transaction';
import { momentsOf } from '../../lib/zoned-time';
import { AuditEvent, Person, Survey, User } from '../../models';
import type { ChangeReader } from './audit-changes';
import type { TrailFilter } from './audit-trail.input';

const pageSize = 50;
const day = 24 * 3_600_000;

export interface TrailPage {
  /** newest first */
  events: AuditEvent[];
  hasOlder: boolean;
}

/** Lines about single answers: their times would tell who answered what between two releases. */
const answersAreas = ['response', 'answer'];

/**
 * One page of the trail, by keyset: as quick for the last page as for the first, and a line
 * written meanwhile moves nothing.
 * @param reader.timeZone the dates of the filter are days of this IANA zone
 * @param reader.seesPersonal without it, what respondents did and what was done to answers is left out
 */
export async function listTrail(
  filter: TrailFilter,
  { timeZone, seesPersonal }: Pick<ChangeReader, 'timeZone' | 'seesPersonal'>,
): Promise<TrailPage> {
  const events = await AuditEvent.findAll({
    where: { [Op.and]: [...conditions(filter, timeZone), ...(seesPersonal ? [] : aboutNoAnswers)] },
    order: [
      ['at', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: pageSize + 1,
  });
  return { events: events.slice(0, pageSize), hasOlder: events.length > pageSize };
}

const aboutNoAnswers: WhereOptions<AuditEvent>[] = [
  { area: { [Op.notIn]: answersAreas } },
  { subjectType: { [Op.ne]: 'response' } },
  { actorKind: { [Op.ne]: 'respondent' } },
];

function conditions(filter: TrailFilter, zone: string): WhereOptions<AuditEvent>[] {
  const { area, userId, actorKind, from, to, subject, before } = filter;
  const all: WhereOptions<AuditEvent>[] = [];
  if (area !== undefined) all.push({ area });
  if (userId !== undefined) all.push({ actorUserId: userId });
  if (actorKind !== undefined) all.push({ actorKind });
  if (from !== undefined) all.push({ at: { [Op.gte]: startOfDay(from, zone) } });
  if (to !== undefined) all.push({ at: { [Op.lt]: startOfDay(nextDay(to), zone) } });
  if (subject !== undefined) all.push(aboutSubject(subject));
  if (before !== undefined) {
    // The first part is implied by the second; it is what an index can jump to.
    all.push({ at: { [Op.lte]: before.at } });
    all.push({ [Op.or]: [{ at: { [Op.lt]: before.at } }, { id: { [Op.lt]: before.id } }] });
  }
  return all;
}

function aboutSubject({ type, id }: { type: string; id: string }): WhereOptions<AuditEvent> {
  const itself = { subjectType: type, subjectId: id };
  if (type !== 'person' || !/^\d{1,9}$/.test(id)) return itself;
  return { [Op.or]: [itself, { personId: Number(id) }] };
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + day).toISOString().slice(0, 10);
}

/** Where clocks are put forward at midnight, the day begins at one o'clock. */
function startOfDay(date: string, zone: string): Date {
  const [start] = [...momentsOf(`${date}T00:00`, zone), ...momentsOf(`${date}T01:00`, zone)];
  return start ?? new Date(`${date}T00:00Z`);
}

/** The areas that have lines: one step of an index for each, however many lines there are. */
export async function listAreas({
  seesPersonal,
}: Pick<ChangeReader, 'seesPersonal'>): Promise<string[]> {
  const rows = await db().query<{ area: string }>(
    `WITH RECURSIVE known (area) AS (
       SELECT MIN(area) FROM audit_events
       UNION ALL
       SELECT (SELECT MIN(area) FROM audit_events WHERE area > known.area)
       FROM known WHERE known.area IS NOT NULL
     )
     SELECT area FROM known WHERE area IS NOT NULL`,
    { type: QueryTypes.SELECT },
  );
  return rows.map((row) => row.area).filter((area) => seesPersonal || !answersAreas.includes(area));
}

/** What the lines of a page point to, by name. */
export interface Named {
  accounts: Map<number, { name: string; role: string }>;
  surveys: Map<string, { form: string; title: string }>;
  people: Map<string, string>;
}

/** @param events whose people are named; the accounts and questionnaires are few, so all of them */
export async function nameSubjects(events: AuditEvent[]): Promise<Named> {
  const personIds = events
    .filter((event) => event.subjectType === 'person' && /^\d{1,9}$/.test(event.subjectId))
    .map((event) => Number(event.subjectId));
  const [users, surveys, people] = await Promise.all([
    User.findAll({ attributes: ['id', 'name', 'role'], order: ['name', 'id'] }),
    Survey.findAll({ attributes: ['id', 'form', 'title'] }),
    Person.findAll({
      attributes: ['id', 'givenName', 'familyName'],
      where: { id: [...new Set(personIds)] },
    }),
  ]);
  return {
    accounts: new Map(users.map(({ id, name, role }) => [id, { name, role }])),
    // Lines name a questionnaire by its number or, where that is all they know, by its form.
    surveys: new Map(
      surveys.flatMap(({ id, form, title }) => [
        [String(id), { form, title }],
        [form, { form, title }],
      ]),
    ),
    people: new Map(
      people.map(({ id, givenName, familyName }) => [
        String(id),
        `${givenName} ${familyName}`.trim(),
      ]),
    ),
  };
}
