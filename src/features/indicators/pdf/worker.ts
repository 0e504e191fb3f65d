import { parentPort } from 'node:worker_threads';
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

parentPort?.on('message', (document: FiguresDocument) => {
  void draw(document).then((drawn) => {
    parentPort?.postMessage(drawn);
  });
});
parentPort?.postMessage('ready');
