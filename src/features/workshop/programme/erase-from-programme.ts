import type { Tx } from '../../../db/transaction';
import { Person, ProgrammeVersion, SessionPerson } from '../../../models';
import { withoutName } from '../erase-words';
import { withdrawn, type ProgrammeContent } from './programme-content';
import { contentOfVersion } from './programme.queries';

/**
 * Takes an erased person's name out of the programme, drafts and frozen versions alike. The part
 * itself stays, since speakers are counted. lockProgramme must be held, and the person's row must
 * still have the name.
 */
export async function eraseFromProgramme(tx: Tx, personId: number): Promise<void> {
  await SessionPerson.update({ talkTitle: '' }, { where: { personId }, transaction: tx });
  const person = await Person.findByPk(personId, { rejectOnEmpty: true, transaction: tx });
  const versions = await ProgrammeVersion.findAll({ order: ['number'], transaction: tx });
  for (const version of versions) {
    const content = JSON.stringify(withoutPerson(contentOfVersion(version), person));
    if (content !== version.content) await version.update({ content }, { transaction: tx });
  }
}

function withoutPerson(content: ProgrammeContent, erased: Person): ProgrammeContent {
  return {
    ...content,
    days: content.days.map((day) => ({
      ...day,
      sessions: day.sessions.map((session) => ({
        ...session,
        title: withoutName(session.title, erased),
        description: withoutName(session.description, erased),
        people: session.people.map((person) =>
          person.personId === erased.id
            ? { ...person, ...withdrawn }
            : { ...person, talkTitle: withoutName(person.talkTitle, erased) },
        ),
      })),
    })),
  };
}
