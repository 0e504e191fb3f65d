import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Font } from 'fontkit';
import { rootDir } from '../root';

/** The faces a page is set in: Latin with all its marks (Vietnamese too), Greek and Cyrillic. */
export const faces = {
  serif: { file: dejaVu('DejaVuSerif'), weight: 400 },
  serifBold: { file: dejaVu('DejaVuSerif-Bold'), weight: 700 },
  sans: { file: dejaVu('DejaVuSans'), weight: 400 },
  sansBold: { file: dejaVu('DejaVuSans-Bold'), weight: 700 },
} as const;

export type FaceName = keyof typeof faces;

/**
 * What the other letters are set in. Chinese, Japanese and Korean share characters and draw them
 * each in its own way, hence a face for each: simplified and traditional Chinese, Japanese, Korean.
 */
export type Script = 'sc' | 'tc' | 'jp' | 'kr' | 'thai';

/** A file with some hundred characters of one script, in all weights. */
export interface Slice {
  script: Script;
  file: string;
  characters: ReadonlySet<number>;
}

function dejaVu(name: string): string {
  return path.join(rootDir, 'node_modules', 'dejavu-fonts-ttf', 'ttf', `${name}.ttf`);
}

/** The reader of fonts takes 18 MB, which a server that prints nothing yet can do without. */
function fontReader(): typeof import('fontkit') {
  return createRequire(path.join(rootDir, 'package.json'))('fontkit') as typeof import('fontkit');
}

/** @throws Error for a file that holds several fonts */
function read(file: string): Font {
  const font = fontReader().openSync(file);
  if ('fonts' in font) throw new Error(`${file} is no single font.`);
  return font;
}

const opened = new Map<FaceName, Font>();

/** Whether a face has the character itself. */
export function faceHas(face: FaceName, point: number): boolean {
  let font = opened.get(face);
  if (font === undefined) {
    font = read(faces[face].file);
    opened.set(face, font);
  }
  return font.hasGlyphForCodePoint(point);
}

/** Which slices may hold a character: what their maker says, which is more than is true. */
type Claims = { file: string; ranges: [number, number][] }[];

const claims = new Map<Script, Claims>();
const slices = new Map<string, Slice>();

function claimsOf(script: Script): Claims {
  const known = claims.get(script);
  if (known !== undefined) return known;
  const name = `noto-sans-${script}`;
  const folder = path.join(rootDir, 'node_modules', '@fontsource-variable', name);
  const list = JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8')) as Record<
    string,
    string
  >;
  const all = Object.entries(list).map(([key, ranges]) => ({
    file: path.join(folder, 'files', `${name}-${key.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: ranges.split(',').map(rangeOf),
  }));
  claims.set(script, all);
  return all;
}

/** "U+4e00-4e10" or "U+4e00" */
function rangeOf(text: string): [number, number] {
  const [first = '', last = first] = text.trim().slice(2).split('-');
  return [parseInt(first, 16), parseInt(last, 16)];
}

const found = new Map<string, Slice | undefined>();

/** The part of a script's face that draws a character; undefined when it has none for it. */
export function sliceFor(script: Script, point: number): Slice | undefined {
  const key = `${script}${point}`;
  if (!found.has(key)) found.set(key, look(script, point));
  return found.get(key);
}

function look(script: Script, point: number): Slice | undefined {
  for (const { file, ranges } of claimsOf(script)) {
    if (!ranges.some(([first, last]) => first <= point && point <= last)) continue;
    let slice = slices.get(file);
    if (slice === undefined) {
      slice = { script, file, characters: new Set(read(file).characterSet) };
      slices.set(file, slice);
    }
    if (slice.characters.has(point)) return slice;
  }
  return undefined;
}
