import { participantsWorkbook } from '../../../../exports/participants';
import type { ParticipantListKey } from '../../../../exports/participants/lists';
import { now } from '../../../lib/clock';
import { writeWorkbook } from '../../../lib/workbook/write-workbook';
import { isIn } from '../../workshop/lists/lists.policy';
import { readLists, readSessionSheets, toParticipant } from '../../workshop/lists/read-lists';
import { getProject } from '../../workshop/project.queries';
import type { WritingTask } from '../answer-tasks';

export interface ParticipantsDetails {
  list: ParticipantListKey;
  /** Said in the file of data that is not real; null otherwise. */
  mark: string | null;
}

/**
 * Writes the workbook of one list of the workshop's people.
 * @returns the number of people named in it
 * @throws Error when the list does not hold everybody who is to be in it
 */
export async function writeParticipantsWorkbook({
  list,
  file,
  mark,
}: WritingTask & ParticipantsDetails): Promise<number> {
  const [project, { days, people, counts }] = await Promise.all([getProject(), readLists()]);
  const named = people.filter((person) => isIn(list, person)).map(toParticipant);
  const { build, streamed } = participantsWorkbook({
    list,
    projectName: project.name,
    madeAt: now(),
    mark,
    days,
    hasBegun: people.some(({ daysAttended }) => daysAttended.length > 0),
    people: named,
    sessions: list === 'attendance' ? await readSessionSheets() : [],
    counts: list === 'counts' ? counts : null,
  });
  const written = await writeWorkbook(file, build, ...streamed);
  if (streamed.length > 0 && written !== named.length) {
    throw new Error(`The list holds ${written} of ${named.length} people.`);
  }
  return named.length;
}
