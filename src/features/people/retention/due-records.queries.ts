import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { dateIn } from '../../../lib/clock';
import { storyFormsInSql } from '../../surveys/story-rounds';
import { getProject, listWorkshopDays } from '../../workshop/project.queries';
import { nameInSql } from '../name-in-sql';
import { daysAfter, dueOf, latestStart, type Due, type KeptFacts } from './retention-dates';
import { listedDaysBefore, startOfForm } from './retention-promises';

/** Somebody whose details are due on a day. */
export interface DueRecord {
  id: string;
  due: Due;
  /** Since when the page of administrators has said so; null when the work of the day has not yet. */
  announcedOn: string | null;
}

export interface DuePerson extends DueRecord {
  personId: number;
  name: string;
  economy: string | null;
}

/** The days that decide, in the zone of the workshop. */
export interface RetentionCalendar {
  today: string;
  /** Who is due until then is listed. */
  listedUntil: string;
  workshopEndsOn: string;
  projectEndsOn: string;
}

export async function retentionCalendar(): Promise<RetentionCalendar> {
  const [{ timeZone, endsOn }, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const today = dateIn(timeZone);
  const dates = days.map(({ date }) => date).sort();
  return {
    today,
    listedUntil: daysAfter(today, listedDaysBefore),
    workshopEndsOn: dates.at(-1) ?? endsOn,
    projectEndsOn: endsOn,
  };
}

const announced = (type: string, id: string): string => `(SELECT a.announced_on
  FROM retention_announcements a WHERE a.subject_type = '${type}' AND a.subject_id = ${id})`;

interface PersonLine {
  id: number;
  name: string;
  economy: string | null;
  created_at: string | Date;
  invitation_on: string | null;
  published_at: string | Date | null;
  story_on: string | null;
  worked_on: string | null;
  extended_on: string | null;
  announced_on: string | null;
}

/**
 * People not erased whose details are due until a day, the first due first.
 * @param only one person, to look again behind a lock
 */
export async function peopleDue(
  calendar: RetentionCalendar,
  until: string,
  only?: { personId: number; tx: Tx },
): Promise<DuePerson[]> {
  const startsBefore = latestStart(until);
  if (calendar.workshopEndsOn > startsBefore) return [];
  const lines = await db().query<PersonLine>(
    `SELECT p.id, ${nameInSql('p')} AS name, e.name AS economy,
       p.created_at, ${announced('person', 'CAST(p.id AS TEXT)')} AS announced_on,
       (SELECT MAX(r.submitted_on) FROM responses r JOIN surveys s ON s.id = r.survey_id
         WHERE r.person_id = p.id AND s.form = 'collaboration_invitation') AS invitation_on,
       (SELECT MAX(d.decided_at) FROM response_reviews d JOIN responses r ON r.id = d.response_id
         WHERE r.person_id = p.id AND d.decision = 'publish') AS published_at,
       (SELECT MAX(r.submitted_on) FROM responses r JOIN surveys s ON s.id = r.survey_id
         WHERE r.person_id = p.id AND s.form IN ${storyFormsInSql}) AS story_on,
       (SELECT MAX(COALESCE(i.to_on, :projectEndsOn)) FROM implementers i
         WHERE i.person_id = p.id) AS worked_on,
       (SELECT MAX(x.consent_on) FROM retention_extensions x WHERE x.person_id = p.id) AS extended_on
     FROM people p LEFT JOIN economies e ON e.code = p.economy_code
     WHERE p.erased_at IS NULL AND p.created_at < :createdBefore
       ${only === undefined ? '' : 'AND p.id = :personId'}
     ORDER BY p.id`,
    {
      type: QueryTypes.SELECT,
      replacements: {
        createdBefore: endOf(startsBefore),
        projectEndsOn: calendar.projectEndsOn,
        personId: only?.personId ?? 0,
      },
      ...(only === undefined ? {} : { transaction: only.tx }),
    },
  );
  const people = lines.map((line) => ({
    id: String(line.id),
    personId: line.id,
    name: line.name,
    economy: line.economy,
    announcedOn: line.announced_on,
    due: dueOf({
      workshopEndsOn: calendar.workshopEndsOn,
      receivedOn: dateOf(line.created_at),
      invitationOn: latest(line.invitation_on, line.published_at && dateOf(line.published_at)),
      storyOn: line.story_on,
      workedOn: line.worked_on,
      extendedOn: line.extended_on,
    }),
  }));
  return dueUntil(people, until);
}

/** Nominated people who never became people of the project. */
export async function nominationsDue(
  calendar: RetentionCalendar,
  until: string,
): Promise<DueRecord[]> {
  const startsBefore = latestStart(until);
  if (calendar.workshopEndsOn > startsBefore) return [];
  const lines = await db().query<{
    id: number;
    created_at: string | Date;
    announced_on: string | null;
  }>(
    `SELECT n.id, n.created_at, ${announced('nomination', 'CAST(n.id AS TEXT)')} AS announced_on
     FROM nominations n
     WHERE n.person_id IS NULL AND n.erased_at IS NULL AND n.created_at < :createdBefore
     ORDER BY n.id`,
    { type: QueryTypes.SELECT, replacements: { createdBefore: endOf(startsBefore) } },
  );
  const nominations = lines.map((line) => ({
    id: String(line.id),
    announcedOn: line.announced_on,
    due: dueOf({
      workshopEndsOn: calendar.workshopEndsOn,
      receivedOn: dateOf(line.created_at),
    }),
  }));
  return dueUntil(nominations, until);
}

/** Answers by name that came through an open link, so that no person's record holds them. */
export async function responsesDue(
  calendar: RetentionCalendar,
  until: string,
): Promise<DueRecord[]> {
  const startsBefore = latestStart(until);
  const lines = await db().query<{
    id: string;
    form: string;
    submitted_on: string;
    published_at: string | Date | null;
    announced_on: string | null;
  }>(
    `SELECT r.id, s.form, r.submitted_on, ${announced('response', 'r.id')} AS announced_on,
       (SELECT MAX(d.decided_at) FROM response_reviews d
         WHERE d.response_id = r.id AND d.decision = 'publish') AS published_at
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE NOT s.anonymous AND r.person_id IS NULL AND r.invitation_id IS NULL
       AND r.content_hash NOT LIKE 'erased:%' AND r.submitted_on <= :startsBefore
     ORDER BY r.submitted_on, r.id`,
    { type: QueryTypes.SELECT, replacements: { startsBefore } },
  );
  const responses = lines.map((line) => ({
    id: line.id,
    announcedOn: line.announced_on,
    due: dueOf({ ...startsOf(line.form, calendar), ...sentFacts(line) }),
  }));
  return dueUntil(responses, until);
}

/** Only what asks for the workshop's contacts waits for the workshop. */
function startsOf(form: string, { workshopEndsOn }: RetentionCalendar) {
  return { workshopEndsOn: startOfForm(form) === 'workshop' ? workshopEndsOn : '' };
}

function sentFacts(line: {
  form: string;
  submitted_on: string;
  published_at: string | Date | null;
}): Pick<KeptFacts, 'receivedOn' | 'invitationOn'> {
  const { submitted_on: sentOn, published_at: publishedAt } = line;
  if (startOfForm(line.form) !== 'expiry') return { receivedOn: sentOn };
  return {
    receivedOn: sentOn,
    invitationOn: latest(sentOn, publishedAt === null ? null : dateOf(publishedAt)),
  };
}

function dueUntil<T extends DueRecord>(records: T[], until: string): T[] {
  return records
    .filter(({ due }) => due.on <= until)
    .sort((a, b) => (a.due.on < b.due.on ? -1 : a.due.on > b.due.on ? 1 : 0));
}

/** Of two days the later one. */
function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

/** The databases give moments in different shapes. */
function dateOf(moment: string | Date): string {
  return dateIn('UTC', new Date(moment));
}

function endOf(date: string): Date {
  return new Date(`${daysAfter(date, 1)}T00:00:00Z`);
}
