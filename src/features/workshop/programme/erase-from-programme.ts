import type { Tx } from '../../../db/transaction';
import { ProgrammeVersion, SessionPerson } from '../../../models';
import { withdrawn, type ProgrammeContent } from './programme-content';
import { contentOfVersion } from './programme.queries';

/**
 * Takes an erased person's name out of the programme, drafts and frozen versions alike. The part
 * itself stays, since speakers are counted. lockProgramme must be held.
 */
export async function eraseFromProgramme(tx: Tx, personId: number): Promise<void> {
  await SessionPerson.update({ talkTitle: '' }, { where: { personId }, transaction: tx });
  const versions = await ProgrammeVersion.findAll({ order: ['number'], transaction: tx });
  for (const version of versions) {
    const content = JSON.stringify(withoutPerson(contentOfVersion(version), personId));
    if (content !== version.content) await version.update({ content }, { transaction: tx });
  }
}

function withoutPerson(content: ProgrammeContent, personId: number): ProgrammeContent {
  return {
    ...content,
    days: content.days.map((day) => ({
      ...day,
      sessions: day.sessions.map((session) => ({
        ...session,
        people: session.people.map((person) =>
          person.personId === personId ? { ...person, ...withdrawn } : person,
        ),
      })),
    })),
  };
}
