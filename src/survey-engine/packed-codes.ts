import type { AnswerValue } from './answer-values';
import type { SurveyDefinition } from './definition';
import { tabulable, type TabulableQuestion } from './tabulable';

/**
 * Number of the layout below. Packed answers keep the number they were written with: whoever changes
 * where a code stands, or what `tabulable` lists, takes a new number, and all are packed anew.
 */
export const packedLayoutNumber = 1;

/** Where one line of choices stands in the packed answers of a form. */
export interface PackedPlace {
  question: string;
  /** Row of a matrix; empty for the question itself. */
  item: string;
  kind: 'choice' | 'multiple';
  /** From 1, as SQL counts characters. */
  start: number;
  width: number;
  /** Codes by their place in the layout. */
  codes: string[];
}

export interface PackedLayout {
  places: PackedPlace[];
  width: number;
}

/** The question was not put to this person. */
export const notShown = '..';
/** It was put, and left without an answer. */
export const leftBlank = '--';
/** A code that the form does not offer. */
export const unknownCode = '??';

/**
 * Where the choices of a form stand in a text of fixed width, one text a response: two characters a
 * question with one choice, a step of a scale or a row of a matrix (place of the code in the list, to
 * the base 36), one character a choice where several may be made (1 chosen, 0 not). So a table of any
 * question by any other is counted in one pass without a join.
 */
export function packedLayout(definition: SurveyDefinition): PackedLayout {
  const places: PackedPlace[] = [];
  let next = 1;
  const add = (place: Omit<PackedPlace, 'start'>): void => {
    places.push({ ...place, start: next });
    next += place.width;
  };
  for (const { question, kind, items, options } of tabulable(definition)) {
    const codes = (list: TabulableQuestion['items']): string[] => list.map(({ code }) => code);
    if (kind === 'single' || kind === 'boolean' || kind === 'rating') {
      add({ question, item: '', kind: 'choice', width: 2, codes: codes(options) });
    } else if (kind === 'matrix') {
      for (const item of codes(items)) {
        add({ question, item, kind: 'choice', width: 2, codes: codes(options) });
      }
    } else if (kind === 'multiple') {
      add({ question, item: '', kind, width: items.length, codes: codes(items) });
    }
  }
  return { places, width: next - 1 };
}

/** The closed answers of one response, packed. `values` are those of `answerValues`. */
export function packAnswers({ places }: PackedLayout, values: readonly AnswerValue[]): string {
  const shown = new Set<string>();
  const blank = new Set<string>();
  const codes = new Map<string, string>();
  for (const { question, item, code, number } of values) {
    if (item === '') {
      shown.add(question);
      if (code === null && number === null) blank.add(question);
    }
    if (code !== null) codes.set(`${question}\n${item}`, code);
  }
  return places
    .map((place) => {
      const { question, item, kind, width } = place;
      if (!shown.has(question)) return '.'.repeat(width);
      if (blank.has(question)) return '-'.repeat(width);
      if (kind === 'multiple') {
        return place.codes.map((code) => (codes.has(`${question}\n${code}`) ? '1' : '0')).join('');
      }
      const code = codes.get(`${question}\n${item}`);
      if (code === undefined) return leftBlank;
      const index = place.codes.indexOf(code);
      return index < 0 ? unknownCode : index.toString(36).padStart(2, '0');
    })
    .join('');
}

/** The code behind two packed characters; null when they say that there is none. */
export function unpackCode({ codes }: Pick<PackedPlace, 'codes'>, packed: string): string | null {
  if (packed === notShown || packed === leftBlank) return null;
  return codes[Number.parseInt(packed, 36)] ?? unknownCode;
}
