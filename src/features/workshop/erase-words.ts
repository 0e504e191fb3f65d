import { QueryTypes } from 'sequelize';
import { containing } from '../../db/like';
import { db, type Tx } from '../../db/transaction';
import type { Person } from '../../models';
import { fullName } from '../people/fold-name';

/** Texts that people write freely about the workshop and the project, by table and column: they may name anybody. */
const freeTexts: Record<string, string[]> = {
  attendance_events: ['reason'],
  certificates: ['ended_reason'],
  day_notes: ['text', 'responsible'],
  interviews: ['interviewer', 'record', 'summary'],
  materials: ['title', 'file_name'],
  meeting_reports: ['note'],
  meeting_requests: ['message'],
  meetings: ['note'],
  milestones: ['title', 'note', 'reached_note'],
  nomination_decisions: ['public_reason', 'note'],
  nominations: ['why', 'public_reason'],
  oversight_links: ['reader_name', 'purpose'],
  programme_sessions: ['title', 'description'],
  registration_changes: ['reason'],
  risk_changes: ['reason', 'changes'],
  risks: ['title', 'mitigation'],
  session_people: ['talk_title'],
  speaker_sheets: ['biography', 'cluster_experience', 'review_reason'],
};

type Named = Pick<Person, 'givenName' | 'familyName'>;

/**
 * Takes a person's name out of what others wrote about the workshop. The texts stay. Only a name
 * in full is found: half of one would tear holes into other words.
 */
export async function eraseWordsAbout(tx: Tx, person: Named): Promise<void> {
  for (const spelling of spellingsOf(person)) {
    for (const [table, columns] of Object.entries(freeTexts)) {
      const changes = columns.map((name) => `${name} = REPLACE(${name}, :spelling, :word)`);
      const found = columns.map((name) => `${name} LIKE :like ESCAPE '!'`);
      await db().query(`UPDATE ${table} SET ${changes.join(', ')} WHERE ${found.join(' OR ')}`, {
        type: QueryTypes.UPDATE,
        replacements: { spelling, like: containing(spelling), word: 'Erased person' },
        transaction: tx,
      });
    }
  }
}

/** The same for one text. */
export function withoutName(text: string, person: Named): string {
  return spellingsOf(person).reduce(
    (rest, spelling) => rest.replaceAll(spelling, 'Erased person'),
    text,
  );
}

/** A single name may be a word of the language, so it is left alone. */
function spellingsOf(person: Named): string[] {
  const { givenName, familyName } = person;
  if (givenName === '' || familyName === '') return [];
  return [fullName(person), `${familyName} ${givenName}`, `${familyName}, ${givenName}`];
}
