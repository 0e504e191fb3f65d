import { answerTasks } from '../../../lib/limited-thread';
import type { FiguresDocument } from './figures-document';
import { drawFigures } from './draw-figures';

/** What comes back: the file, or why there is none. */
export type DrawnFigures = { file: Uint8Array } | { problem: string };

async function draw(document: FiguresDocument): Promise<DrawnFigures> {
  try {
    return { file: await drawFigures(document) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

answerTasks(draw);
