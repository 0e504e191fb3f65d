import { Op, QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { DraftComment, Economy, Initiative, Person } from '../../models';
import { paths } from '../../paths';
import { fullName } from '../people/fold-name';
import { nameInSql } from '../people/name-in-sql';
import type { EvidenceOrigin, EvidenceState } from './evidence-state';

/** How a record is called, and where it opens. */
interface RecordName {
  text: string;
  href: string | null;
}

export interface RecordNames {
  records: ReadonlyMap<string, RecordName>;
  /** APEC's short names by code. */
  economies: ReadonlyMap<string, string>;
}

export const noNames: RecordNames = { records: new Map(), economies: new Map() };

export function recordKey({
  source,
  recordId,
}: Pick<EvidenceState, 'source' | 'recordId'>): string {
  return `${source} ${recordId}`;
}

const ofPeople: readonly EvidenceOrigin[] = ['attendance', 'speaker', 'expert', 'member'];
const ofResponses: readonly EvidenceOrigin[] = ['questionnaire', 'invitation', 'story'];

/**
 * Names of records as they are called today, for the team. Snapshots hold none, so that erasing a
 * person takes their name from the past, too. Always the same number of queries.
 */
export async function listRecordNames(states: readonly EvidenceState[]): Promise<RecordNames> {
  const idsOf = (sources: readonly EvidenceOrigin[]): string[] => [
    ...new Set(
      states.filter(({ source }) => sources.includes(source)).map(({ recordId }) => recordId),
    ),
  ];
  const numbersOf = (...sources: EvidenceOrigin[]): number[] => idsOf(sources).map(Number);
  const [economies, people, responses, comments, initiatives, meetings] = await Promise.all([
    Economy.findAll({ attributes: ['code', 'name'] }),
    Person.findAll({ where: { id: { [Op.in]: numbersOf(...ofPeople) } } }),
    responseNames(idsOf(ofResponses)),
    DraftComment.findAll({ where: { id: { [Op.in]: numbersOf('comment') } } }),
    Initiative.findAll({ where: { id: { [Op.in]: numbersOf('initiative') } } }),
    meetingNames(numbersOf('meeting')),
  ]);
  const economyNames = new Map(economies.map(({ code, name }) => [code, name]));
  const byId = new Map<string, RecordName>();
  const add = (sources: readonly EvidenceOrigin[], id: string | number, name: RecordName): void => {
    for (const source of sources) byId.set(recordKey({ source, recordId: String(id) }), name);
  };
  for (const person of people) {
    const text = person.erasedAt === null ? fullName(person) : `Erased person No. ${person.id}`;
    add(ofPeople, person.id, { text, href: paths.person(person.id) });
  }
  for (const { id, name, economy } of responses) {
    const text = [name ?? 'Answers without a name', economy].filter(Boolean).join(', ');
    add(ofResponses, id, { text, href: paths.response(id) });
  }
  for (const { id, economyCode, receivedOn } of comments) {
    const text = `Comment of ${economyNames.get(economyCode) ?? economyCode}, received ${receivedOn}`;
    add(['comment'], id, { text, href: paths.draftComment(id) });
  }
  for (const { id, title } of initiatives) {
    add(['initiative'], id, { text: title, href: paths.initiative(id) });
  }
  for (const { id, text } of meetings) add(['meeting'], id, { text, href: paths.meeting(id) });
  for (const [code, text] of economyNames) {
    add(['economy'], code, { text, href: paths.platformRegistration(code) });
  }
  return { records: byId, economies: economyNames };
}

function responseNames(
  ids: readonly string[],
): Promise<{ id: string; name: string | null; economy: string | null }[]> {
  return db().query(
    `SELECT r.id, e.name AS economy, CASE WHEN c.name IS NOT NULL THEN c.name
       WHEN p.id IS NULL OR p.erased_at IS NOT NULL THEN NULL
       ELSE ${nameInSql('p')} END AS name
     FROM responses r
     LEFT JOIN people p ON p.id = r.person_id
     LEFT JOIN clusters c ON c.id = r.cluster_id
     LEFT JOIN economies e ON e.code = r.economy_code
     WHERE r.id IN (:ids)`,
    { type: QueryTypes.SELECT, replacements: { ids: ['', ...ids] } },
  );
}

function meetingNames(ids: readonly number[]): Promise<{ id: number; text: string }[]> {
  return db().query(
    `SELECT m.id, a.name || ' and ' || b.name AS text FROM meetings m
     JOIN meeting_requests q ON q.id = m.request_id
     JOIN clusters a ON a.id = q.from_cluster_id
     JOIN clusters b ON b.id = q.to_cluster_id
     WHERE m.id IN (:ids)`,
    { type: QueryTypes.SELECT, replacements: { ids: [0, ...ids] } },
  );
}
