import { faceHas, sliceFor, type FaceName, type Script, type Slice } from './typefaces';

/**
 * Whose way of drawing the characters that Chinese, Japanese and Korean share: an economy's
 * alpha-3 code, as far as its people write so; null when nothing is known of it.
 */
export type Writing = string | null;

/** A piece of a text that one font draws. */
export interface Run {
  text: string;
  /** undefined: the face of the page itself */
  slice: Slice | undefined;
}

const byEconomy: Record<string, Script> = {
  CHN: 'sc',
  SGP: 'sc',
  MYS: 'sc',
  TWN: 'tc',
  HKG: 'tc',
  JPN: 'jp',
  KOR: 'kr',
};

// Where the own face lacks a character, another draws it rather than nobody.
const others: Record<Script, readonly Script[]> = {
  sc: ['sc', 'tc', 'jp', 'kr', 'thai'],
  tc: ['tc', 'sc', 'jp', 'kr', 'thai'],
  jp: ['jp', 'tc', 'sc', 'kr', 'thai'],
  kr: ['kr', 'tc', 'jp', 'sc', 'thai'],
  thai: ['thai', 'sc', 'tc', 'jp', 'kr'],
};

/** What is drawn by nothing: marks that choose a variant or a direction. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
// Unicode would turn these into the common form of the character, and a name into another spelling.
const notCompatibility = /[^\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]+/gu;
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters and marks made one character each, where there is one; the spelling stays. */
export function composed(text: string): string {
  return text.replace(notCompatibility, (part) => part.normalize('NFC'));
}

/**
 * SARA AM is drawn as two signs, the first of which stands below the mark of the tone. The mark
 * is typed before it.
 */
function thaiOrder(text: string): string {
  return text.replace(/([\u0E48-\u0E4B]?)\u0E33/gu, '\u0E4D$1\u0E32');
}

/** A Thai text of a run as it is typed. */
export function typedThai(text: string): string {
  return text.replace(/\u0E4D([\u0E48-\u0E4B]?)\u0E32/gu, '$1\u0E33');
}

/** A text in the form in which its characters are looked for and drawn. */
function drawable(text: string): string {
  return thaiOrder(composed(text).replace(unseen, ''));
}

/** Whose characters: of the script itself where it tells, of the economy else. */
function scriptOf(text: string, writing: Writing): Script {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'jp';
  if (/\p{Script=Hangul}/u.test(text)) return 'kr';
  return (writing === null ? undefined : byEconomy[writing]) ?? 'sc';
}

function sliceOf(cluster: string, order: readonly Script[]): Slice | undefined {
  const points = Array.from(cluster, (character) => character.codePointAt(0) ?? 0);
  for (const script of order) {
    const [first, ...more] = points.map((point) => sliceFor(script, point));
    if (first !== undefined && more.every((slice) => slice === first)) return first;
  }
  return undefined;
}

/**
 * A text in pieces, each for one font, in their order. What no font has is left to the face.
 * @param whole the text of which this is a part: its letters tell the script of all
 */
export function runsOf(text: string, face: FaceName, writing: Writing, whole = text): Run[] {
  const shown = drawable(text);
  const order = others[scriptOf(whole, writing)];
  const runs: Run[] = [];
  for (const { segment } of clusters.segment(shown)) {
    const inFace = Array.from(segment).every((one) => faceHas(face, one.codePointAt(0) ?? 0));
    const slice = inFace ? undefined : sliceOf(segment, order);
    const last = runs.at(-1);
    if (last?.slice === slice && last !== undefined) last.text += segment;
    else runs.push({ text: segment, slice });
  }
  return runs;
}

const answers = new Map<string, boolean>();
/** Far more than all names of a workshop have. */
const mostRemembered = 20_000;

function isPrintable(cluster: string): boolean {
  const known = answers.get(cluster);
  if (known !== undefined) return known;
  const inFaces = Array.from(cluster, (character) => character.codePointAt(0) ?? 0).every(
    (point) => faceHas('serif', point) && faceHas('serifBold', point),
  );
  const printable = inFaces || sliceOf(cluster, others.sc) !== undefined;
  if (answers.size >= mostRemembered) answers.clear();
  answers.set(cluster, printable);
  return printable;
}

/** The characters that no font has, each once; empty when all of a text can be printed. */
export function unprintable(text: string): string[] {
  const missing = Array.from(clusters.segment(drawable(text)), ({ segment }) => segment).filter(
    (cluster) => !isPrintable(cluster),
  );
  return [...new Set(missing)];
}
