import { stat } from 'node:fs/promises';
import { slides } from '../../../../exports/slides';
import type { WritingTask } from '../answer-tasks';
import { inOneSnapshot } from '../in-one-snapshot';
import { readSlides } from './read-slides';

export interface SlidesDetails {
  /** Hides small groups, so that the file may be passed on to anybody who may see the indicators. */
  isProtected: boolean;
  /** Said on every slide of data that is not real; null otherwise. */
  mark: string | null;
}

/**
 * Writes the slides as things stand now.
 * @returns the number of slides
 * @throws Error when the file was not written
 */
export async function writeSlides({
  file,
  isProtected,
  mark,
}: WritingTask & SlidesDetails): Promise<number> {
  const document = await inOneSnapshot(() => readSlides(isProtected));
  const deck = slides({ ...document, mark });
  await deck.write(file);
  if ((await stat(file)).size === 0) throw new Error('The file of the slides is empty.');
  return deck.count;
}
