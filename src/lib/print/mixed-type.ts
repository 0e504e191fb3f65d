import type PDFDocument from 'pdfkit';
import { fontName, LettersOfFile } from './cut-letters';
import { breakIntoPieces, withoutLast } from './line-breaks';
import { runsOf, typedThai, type Run, type Writing } from './runs';
import { faces, type FaceName } from './typefaces';

type Doc = InstanceType<typeof PDFDocument>;

export interface Setting {
  face: FaceName;
  /** In points. */
  size: number;
  writing: Writing;
}

export interface Place {
  x: number;
  y: number;
  width: number;
  align?: 'left' | 'center' | 'right';
  /** What does not fit is cut off, with "…". */
  height?: number;
}

/** A text that is going to be written with `MixedType`. */
export type Wanted = Omit<Setting, 'size'> & { text: string };

interface Line {
  runs: Run[];
  width: number;
}

/**
 * Writes texts in whatever scripts they mix: what a face lacks comes from a font that holds just
 * the letters needed. A text in letters of the face alone is set as pdfkit sets it.
 */
export class MixedType {
  private constructor(private readonly doc: Doc) {}

  /**
   * Brings the fonts into a file.
   * @param texts everything that is going to be written in mixed type, in its faces
   */
  static async open(doc: Doc, texts: readonly Wanted[]): Promise<MixedType> {
    for (const [name, { file }] of Object.entries(faces)) doc.registerFont(name, file);
    const letters = new LettersOfFile();
    for (const { text, face, writing } of texts) {
      letters.add(runsOf(text, face, writing), faces[face].weight);
    }
    for (const [name, font] of await letters.cut()) doc.registerFont(name, font);
    return new MixedType(doc);
  }

  /** The width of a text in one line, in points. */
  widthOf(text: string, setting: Setting): number {
    return this.widthOfRuns(runsOf(text, setting.face, setting.writing), setting);
  }

  /** How high a text gets in a column, in points. */
  heightOf(text: string, setting: Setting, width: number): number {
    const runs = runsOf(text, setting.face, setting.writing);
    if (isPlain(runs)) return this.plain(setting).heightOfString(text, { width });
    return this.lines(text, setting, width).length * this.step(runs, setting);
  }

  /** Writes a text in the colour set. @returns its height in points */
  write(text: string, setting: Setting, place: Place): number {
    const { x, y, width, align = 'left', height } = place;
    const runs = runsOf(text, setting.face, setting.writing);
    if (isPlain(runs)) {
      const box = height === undefined ? {} : { height, ellipsis: true };
      const doc = this.plain(setting);
      const used = doc.heightOfString(text, { width });
      doc.text(text, x, y, { width, align, ...box });
      return height === undefined ? used : Math.min(used, height);
    }
    const step = this.step(runs, setting);
    const most = height === undefined ? Infinity : Math.max(1, Math.floor(height / step));
    const lines = this.lines(text, setting, width, most);
    lines.forEach((line, index) => {
      const free = width - line.width;
      const from = align === 'left' ? x : x + (align === 'right' ? free : free / 2);
      this.writeLine(line.runs, setting, from, y + index * step + setting.size * 0.94);
    });
    return lines.length * step;
  }

  private plain({ face, size }: Setting): Doc {
    return this.doc.font(face).fontSize(size);
  }

  private withFontOf({ slice }: Run, { face, size }: Setting): Doc {
    const name = slice === undefined ? face : fontName(slice, faces[face].weight);
    return this.doc.font(name).fontSize(size);
  }

  private widthOfRuns(runs: readonly Run[], setting: Setting): number {
    return runs.reduce(
      (sum, run) => sum + this.withFontOf(run, setting).widthOfString(run.text),
      0,
    );
  }

  /** From line to line; marks above and below Thai letters need more. */
  private step(runs: readonly Run[], setting: Setting): number {
    const isHigh = runs.some(({ slice }) => slice?.script === 'thai');
    return setting.size * (isHigh ? 1.4 : 1.2);
  }

  private lines(text: string, setting: Setting, width: number, most = Infinity): Line[] {
    const lineOf = (part: string): Line => {
      const runs = runsOf(part.trimEnd(), setting.face, setting.writing, text);
      return { runs, width: this.widthOfRuns(runs, setting) };
    };
    const lines: string[] = [];
    for (const piece of breakIntoPieces(text, (part) => lineOf(part).width <= width)) {
      const last = lines.at(-1);
      if (last !== undefined && lineOf(last + piece).width <= width) {
        lines[lines.length - 1] = last + piece;
      } else lines.push(piece);
    }
    if (lines.length > most) {
      let end = lines[most - 1]?.trimEnd() ?? '';
      while (end !== '' && lineOf(`${end}…`).width > width) end = withoutLast(end);
      lines.splice(most - 1, lines.length, `${end}…`);
    }
    return lines.map(lineOf);
  }

  private writeLine(runs: readonly Run[], setting: Setting, x: number, baseline: number): void {
    const hasThai = runs.some(({ slice }) => slice?.script === 'thai');
    // Its marks stand where the font puts them; readers are told in which order they were typed.
    if (hasThai) {
      const typed = typedThai(runs.map(({ text }) => text).join(''));
      this.doc.markContent('Span', { actual: typed });
    }
    let at = x;
    for (const run of runs) {
      const doc = this.withFontOf(run, setting);
      doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += doc.widthOfString(run.text);
    }
    if (hasThai) this.doc.endMarkedContent();
  }
}

function isPlain(runs: readonly Run[]): boolean {
  return runs.every(({ slice }) => slice === undefined);
}
