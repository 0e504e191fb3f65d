import { Op, QueryTypes, type WhereOptions } from 'sequelize';
import { containing } from '../../db/like';
import { db, type Tx } from '../../db/transaction';
import { escapeHtml } from '../../mail/mail-html';
import { plainValue } from '../../mail/plain-value';
import { AuditEvent, ContactImport, Mailing, Unsubscription, type Person } from '../../models';
import { emailKeyOf, foldText, fullName } from './fold-name';
import type { ErasedAnswers } from './erase-answers';
import { aboutPerson } from './person.queries';

/** The texts by which a person would still be found: address and full name, in their spellings. */
function tracesOf(person: Person): string[] {
  const { givenName, familyName, email } = person;
  const names =
    givenName === '' || familyName === ''
      ? []
      : [fullName(person), `${familyName} ${givenName}`, `${familyName}, ${givenName}`];
  const addresses = email === null ? [] : [email, emailKeyOf(email)];
  return [...new Set([...addresses, ...names])];
}

/** The same as mails write them: made harmless, and escaped in the part that is not broken into lines. */
function tracesInMails(person: Person): string[] {
  const written = tracesOf(person).flatMap((text) => [text, plainValue(text)]);
  return [...new Set(written.flatMap((text) => [text, escapeHtml(text)]))];
}

function containsAny(
  columns: string[],
  texts: string[],
): { sql: string; replacements: Record<string, string> } {
  const replacements = Object.fromEntries(
    texts.map((text, index) => [`trace${index}`, containing(text)]),
  );
  const sql = columns
    .flatMap((column) => texts.map((_, index) => `${column} LIKE :trace${index} ESCAPE '!'`))
    .join(' OR ');
  return { sql: sql === '' ? '1 = 0' : sql, replacements };
}

/**
 * Cancels what waits to be sent and empties every mail to or about the person; the rows stay,
 * so that counts of mails stay true. A mail on its way is taken from its worker, so that nothing
 * about the person is written back.
 * @returns the ids of the mails
 */
export async function redactMessages(
  tx: Tx,
  person: Person,
  { invitationIds }: ErasedAnswers,
): Promise<number[]> {
  const traces = containsAny(
    ['to_name', 'to_address', 'subject', 'text_body', 'html_body', 'calendar_body', 'last_reply'],
    tracesInMails(person),
  );
  const conditions = ['person_id = :personId', traces.sql];
  if (invitationIds.length > 0) conditions.push('invitation_id IN (:invitationIds)');
  return emptyMessages(tx, conditions.join(' OR '), {
    ...traces.replacements,
    personId: person.id,
    invitationIds,
  });
}

/**
 * Cancels mails that wait, and empties those that a condition names, the sent ones too.
 * @param condition SQL without values; they come as replacements
 * @returns their ids
 */
export async function emptyMessages(
  tx: Tx,
  condition: string,
  replacements: Record<string, unknown>,
): Promise<number[]> {
  const emptied = await db().query<{ id: number }>(
    `UPDATE messages SET to_name = '', to_address = '', subject = 'Erased', text_body = '',
       html_body = '', calendar_method = NULL, calendar_body = NULL, link_subject = NULL,
       dedupe_key = 'erased:' || CAST(id AS TEXT),
       last_reply = CASE WHEN status = 'sending' THEN 'Erased while it was being sent.' END,
       status = CASE WHEN status = 'sent' THEN status ELSE 'cancelled' END
     WHERE ${condition} RETURNING id`,
    { type: QueryTypes.SELECT, transaction: tx, replacements },
  );
  return emptied.map(({ id }) => id);
}

/** The lines stay, with who did what kind of thing and when; what they said is gone. */
export async function redactAuditTrail(
  tx: Tx,
  person: Person,
  { invitationIds, responseIds }: ErasedAnswers,
): Promise<void> {
  const traces = tracesOf(person).map((text) => JSON.stringify(text).slice(1, -1));
  const where: WhereOptions = {
    [Op.or]: [
      aboutPerson(person.id),
      { subjectType: 'response', subjectId: responseIds },
      { subjectType: 'invitation', subjectId: invitationIds.map(String) },
      ...(await linesThatMention(tx, traces)),
    ],
  };
  const changes = JSON.stringify({ redacted: true });
  await AuditEvent.update({ changes }, { where, transaction: tx });
  await AuditEvent.update(
    { actorName: 'Erased person' },
    { where: { [Op.and]: [where, { actorKind: 'respondent' }] }, transaction: tx },
  );
  // A line about answers must not join the erased person to answers that stay.
  await AuditEvent.update(
    { subjectId: 'erased' },
    { where: { [Op.and]: [where, { subjectType: { [Op.ne]: 'person' } }] }, transaction: tx },
  );
}

async function linesThatMention(tx: Tx, texts: string[]): Promise<{ id: number[] }[]> {
  const { sql, replacements } = containsAny(['changes', 'actor_name', 'subject_id'], texts);
  const rows = await db().query<{ id: number }>(`SELECT id FROM audit_events WHERE ${sql}`, {
    type: QueryTypes.SELECT,
    transaction: tx,
    replacements,
  });
  return rows.length === 0 ? [] : [{ id: rows.map(({ id }) => id) }];
}

/** Takes the person out of lists that were uploaded and wait to be applied. */
export async function purgeWaitingImports(tx: Tx, person: Person): Promise<void> {
  const emailKey = person.emailKey ?? undefined;
  const names = [foldText(person.givenName), foldText(person.familyName)].filter((n) => n !== '');
  const isTheirs = (cells: string[]): boolean =>
    cells.some((cell) => emailKey !== undefined && emailKeyOf(cell).includes(emailKey)) ||
    (names.length > 1 && names.every((name) => cells.some((c) => foldText(c).includes(name))));
  const waiting = await ContactImport.findAll({
    where: { status: 'uploaded' },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  for (const one of waiting) {
    const rows = JSON.parse(one.rows) as { line: number; cells: string[] }[];
    const others = rows.filter(({ cells }) => !isTheirs(cells));
    if (others.length === rows.length) continue;
    await one.update({ rows: JSON.stringify(others) }, { transaction: tx });
  }
}

/** Removes the address from what is kept about addresses and from choices of recipients. */
export async function forgetAddress(tx: Tx, person: Person): Promise<void> {
  if (person.emailKey !== null) {
    await Unsubscription.destroy({ where: { addressKey: person.emailKey }, transaction: tx });
  }
  const traces = tracesOf(person).map((text) => JSON.stringify(text).slice(1, -1));
  const { sql, replacements } = containsAny(['filter'], traces);
  const rows = await db().query<{ id: number }>(`SELECT id FROM mailings WHERE ${sql}`, {
    type: QueryTypes.SELECT,
    transaction: tx,
    replacements,
  });
  await Mailing.update(
    { filter: '{}' },
    { where: { id: rows.map(({ id }) => id) }, transaction: tx },
  );
}
