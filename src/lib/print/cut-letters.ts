import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';
import type { Run } from './runs';
import type { Slice } from './typefaces';

/** The letters of one slice that a file needs, in one weight. */
interface Cutting {
  slice: Slice;
  weight: number;
  characters: Set<string>;
}

/** What one font of a file is called inside it. */
export function fontName(slice: Slice, weight: number): string {
  return `${path.basename(slice.file, '.woff2')}-${weight}`;
}

/** The letters that a file needs beside those of its faces, and the fonts made of them. */
export class LettersOfFile {
  private readonly cuttings = new Map<string, Cutting>();

  add(runs: readonly Run[], weight: number): void {
    for (const { text, slice } of runs) {
      if (slice === undefined) continue;
      const name = fontName(slice, weight);
      const cutting = this.cuttings.get(name) ?? { slice, weight, characters: new Set() };
      for (const character of text) cutting.characters.add(character);
      this.cuttings.set(name, cutting);
    }
  }

  /** Fonts by name, each with the letters asked for and nothing else: some 2 KB. */
  async cut(): Promise<Map<string, Buffer>> {
    const fonts = new Map<string, Buffer>();
    for (const [name, { slice, weight, characters }] of this.cuttings) {
      const font = await subsetFont(await readFile(slice.file), [...characters].join(''), {
        targetFormat: 'truetype',
        variationAxes: { wght: weight },
      });
      fonts.set(name, font);
    }
    return fonts;
  }
}
