import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { fullName } from '../fold-name';
import { latestConsents } from '../consents.queries';
import { getPerson } from '../person.queries';
import { isRowId } from '../row-id';
import { nameInSql } from '../name-in-sql';
import {
  nominationsDue,
  peopleDue,
  responsesDue,
  retentionCalendar,
  type DueRecord,
} from './due-records.queries';
import { daysAfter, type Due } from './retention-dates';
import {
  formPromises,
  listedDaysAtLeast,
  listedDaysBefore,
  registrationPromise,
} from './retention-promises';

const mostListed = 200;

const reasons: Record<Due['because'], string> = {
  workshop: 'three years after the last day of the workshop',
  received: 'three years after the details came here',
  expiry: 'three years after the invitation for collaboration expired',
  sending: 'three years after the success story was sent',
  work: 'three years after their part in carrying the project out ended',
  newer_consent: 'three years after a newer consent',
};

/** The day on which the work of the day erases it: when it is due, and 30 days listed. */
function erasedOn({ due, announcedOn }: DueRecord, today: string): string {
  const listedLongEnough = daysAfter(announcedOn ?? today, listedDaysAtLeast);
  return due.on > listedLongEnough ? due.on : listedLongEnough;
}

/** What is promised, who is due within 60 days, and who is kept longer. */
export async function retentionPage(): Promise<PageLocals> {
  const calendar = await retentionCalendar();
  const until = calendar.listedUntil;
  const [people, nominations, responses, extensions, promises] = await Promise.all([
    peopleDue(calendar, until),
    nominationsDue(calendar, until),
    responsesDue(calendar, until),
    listExtensions(),
    promisesAsPublished(),
  ]);
  return {
    title: 'How long details are kept',
    listedDaysBefore,
    listedDaysAtLeast,
    promises,
    total: people.length,
    people: people.slice(0, mostListed).map((person) => ({
      id: person.personId,
      name: person.name,
      economy: person.economy ?? '–',
      erasedOn: formatDate(erasedOn(person, calendar.today)),
      because: reasons[person.due.because],
    })),
    others: [
      { what: 'Nominated people who never came to have a record', records: nominations },
      { what: 'Answers by name through an open link', records: responses },
    ]
      .filter(({ records }) => records.length > 0)
      .map(({ what, records }) => ({
        what,
        count: records.length,
        first: formatDate(records.map((one) => erasedOn(one, calendar.today)).sort()[0]),
      })),
    extensions,
  };
}

/** The form by which one person is kept longer. @throws NotFoundError for who is not on the list */
export async function extensionPage(personId: number): Promise<PageLocals> {
  if (!isRowId(personId)) throw new NotFoundError('There is no such person.');
  const [calendar, person] = await Promise.all([retentionCalendar(), getPerson(personId)]);
  const due = (await peopleDue(calendar, calendar.listedUntil)).find(
    (one) => one.personId === personId,
  );
  if (due === undefined) throw new NotFoundError('This person is not due soon.');
  const consents = (await latestConsents(personId)).filter(({ given }) => given);
  const newest = consents.map(({ recordedAt }) => recordedAt).sort((a, b) => +b - +a)[0];
  const consentOn = newest?.toISOString().slice(0, 10) ?? null;
  return {
    title: `Keep ${fullName(person)} longer`,
    personId,
    name: fullName(person),
    erasedOn: formatDate(erasedOn(due, calendar.today)),
    because: reasons[due.due.because],
    newestConsent: consentOn === null ? null : formatDate(consentOn),
    consentOn: consentOn !== null && consentOn > due.due.from ? consentOn : '',
  };
}

async function listExtensions(): Promise<object[]> {
  const rows = await db().query<{
    person_id: number;
    name: string;
    consent_on: string;
    reason: string;
    decider: string;
  }>(
    `SELECT x.person_id, ${nameInSql('p')} AS name, x.consent_on,
       x.reason, u.name AS decider
     FROM retention_extensions x JOIN people p ON p.id = x.person_id
     JOIN users u ON u.id = x.decided_by ORDER BY x.id DESC LIMIT ${mostListed}`,
    { type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    consentOn: formatDate(row.consent_on),
    reason: row.reason,
    decider: row.decider,
  }));
}

type Said = 'said' | 'other_words' | 'not_published';

/** What people are told, and whether the form as it is published says so. */
async function promisesAsPublished(): Promise<object[]> {
  const published = await db().query<{ form: string; definition: string }>(
    `SELECT s.form, v.definition FROM survey_versions v JOIN surveys s ON s.id = v.survey_id
     WHERE v.number = (SELECT MAX(n.number) FROM survey_versions n WHERE n.survey_id = s.id)`,
    { type: QueryTypes.SELECT },
  );
  const definitions = new Map(published.map(({ form, definition }) => [form, definition]));
  const said = (form: string, words: string): Said => {
    const definition = definitions.get(form);
    if (definition === undefined) return 'not_published';
    return definition.includes(words) ? 'said' : 'other_words';
  };
  return [
    { ...registrationPromise, form: null, state: 'said' as const },
    ...formPromises.map((promise) => ({
      ...promise,
      form: promise.source,
      state: said(promise.source, promise.words),
    })),
  ];
}
