import { describePerson, sessionsOf, type ProgrammeContent } from './programme-content';

/** Somebody in the programme with a biography. */
export interface ShownSpeaker {
  personId: number;
  /** Of the address: "speaker-1". It tells nothing about the person. */
  anchor: string;
  /** "Ana Lim, Cluster Institute, Chile" */
  description: string;
  paragraphs: string[];
}

/** Everybody in the programme, each once, in the order in which they first appear. */
export function peopleOf(content: ProgrammeContent): number[] {
  const ids = sessionsOf(content).flatMap(({ people }) => people.map(({ personId }) => personId));
  return [...new Set(ids)];
}

/**
 * The people of the programme who have a published biography.
 * @param biographies by person
 */
export function showSpeakers(
  content: ProgrammeContent,
  biographies: ReadonlyMap<number, string>,
): ShownSpeaker[] {
  const named = new Map(
    sessionsOf(content).flatMap(({ people }) => people.map((one) => [one.personId, one] as const)),
  );
  return peopleOf(content)
    .flatMap((personId) => {
      const person = named.get(personId);
      const biography = biographies.get(personId);
      return person === undefined || biography === undefined ? [] : [{ person, biography }];
    })
    .map(({ person, biography }, index) => ({
      personId: person.personId,
      anchor: `speaker-${index + 1}`,
      description: describePerson(person),
      paragraphs: biography.split(/\r?\n[ \t]*\r?\n/).map((paragraph) => paragraph.trim()),
    }));
}
