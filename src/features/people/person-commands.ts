import type { Actor } from '../../audit/record-audit-event';
import { AppError, NotFoundError } from '../../lib/errors';
import { erasePerson } from './erase-person';
import { exportPerson } from './export-person';
import { findPersonByEmail } from './person.queries';

const commandLine: Actor = { kind: 'command', name: 'Command line' };

/** @throws NotFoundError when nobody has this number or address */
async function personIdOf(idOrEmail: string | undefined): Promise<number> {
  if (idOrEmail === undefined || idOrEmail === '') {
    throw new AppError(400, 'no_person_given', 'Name the person by number or e-mail address.');
  }
  if (/^\d+$/.test(idOrEmail)) return Number(idOrEmail);
  const person = await findPersonByEmail(idOrEmail);
  if (person === null) throw new NotFoundError(`Nobody has the address ${idOrEmail}.`);
  return person.id;
}

/** `person-export <id|email>`: everything held about one person, as JSON. */
export async function personExportCommand([idOrEmail]: string[]): Promise<string> {
  const held = await exportPerson(commandLine, await personIdOf(idOrEmail));
  return JSON.stringify(held, null, 2);
}

/** `person-erase <id|email> [--keep-answers]`. Says what was erased, without naming anybody. */
export async function personEraseCommand([idOrEmail, option]: string[]): Promise<string> {
  if (option !== undefined && option !== '--keep-answers') {
    throw new AppError(400, 'unknown_option', `There is no option ${option}.`);
  }
  const personId = await personIdOf(idOrEmail);
  const choice = option === undefined ? 'erase' : 'keep';
  const { responses, drafts, messages } = await erasePerson(commandLine, personId, choice);
  const answers = choice === 'erase' ? 'erased' : 'kept without a name';
  return `Person ${personId} is erased: ${responses} sets of answers ${answers}, ${drafts} in progress deleted, ${messages} mails emptied.`;
}
