import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Person, SessionPerson } from '../../../models';
import { fullName } from '../../people/fold-name';
import { isRowId } from '../../people/row-id';
import { lockProgramme } from './lock-programme';
import { peopleClashes } from './programme-problems';
import { getDraft, getDraftSession, plannedOf } from './programme.queries';
import type { SessionPersonInput } from './session.input';

/**
 * Gives a person a part in a session, after those who have one.
 * @throws NotFoundError; ValidationError when there is no such person, or the person has a part
 *   in another session at that time; ConflictError when the person has this part already
 */
export async function addSessionPerson(
  actor: Actor,
  sessionId: number,
  input: SessionPersonInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProgramme(tx);
    const session = await getDraftSession(sessionId, tx);
    const person = await Person.findByPk(input.personId, { transaction: tx });
    if (person === null || person.erasedAt !== null) {
      throw new ValidationError({ personId: 'There is no such person.' });
    }
    if (session.people.some((one) => one.personId === person.id && one.part === input.part)) {
      throw new ConflictError('This person has this part in the session already.', 'has_part');
    }
    const { planned } = await getDraft(tx);
    const seated = { personId: person.id, name: fullName(person) };
    const [clash] = peopleClashes({ ...plannedOf(session), people: [seated] }, planned);
    if (clash !== undefined) throw new ValidationError({ personId: clash });
    const sort = Math.max(0, ...session.people.map((one) => one.sort)) + 1;
    await SessionPerson.create({ ...input, sessionId, sort }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'programme.person_added',
      subjectType: 'programme_session',
      subjectId: sessionId,
      personId: person.id,
      changes: { person: person.id, part: input.part },
    });
  });
}

/** Takes a part from a person. @throws NotFoundError */
export async function removeSessionPerson(
  actor: Actor,
  sessionId: number,
  entryId: number,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProgramme(tx);
    const entry =
      isRowId(entryId) && isRowId(sessionId)
        ? await SessionPerson.findOne({ where: { id: entryId, sessionId }, transaction: tx })
        : null;
    if (entry === null) throw new NotFoundError('This person has no part in the session any more.');
    await entry.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'programme.person_removed',
      subjectType: 'programme_session',
      subjectId: sessionId,
      personId: entry.personId,
      changes: { person: entry.personId, part: entry.part },
    });
  });
}
