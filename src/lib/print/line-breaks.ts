const words = new Intl.Segmenter('th', { granularity: 'word' });
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Scripts that put no spaces between words. */
const closeSet = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function clustersOf(text: string): string[] {
  return Array.from(clusters.segment(text), ({ segment }) => segment);
}

/**
 * A text in the pieces between which a line may end: after spaces, and between words of scripts
 * that write without. A word too long for a line comes letter by letter.
 * @param fits whether a piece has room in a line of its own
 */
export function breakIntoPieces(text: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = pieces.at(-1) ?? '';
    const afterSpace = /\s$/u.test(last) && !/^\s/u.test(segment);
    const ownWord = isWordLike === true && closeSet.test(segment) && !/\p{Ps}$/u.test(last);
    if (last === '' || afterSpace || ownWord) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces.flatMap((piece) => (fits(piece) ? [piece] : clustersOf(piece)));
}

/** A text without its last letter and the marks on it. */
export function withoutLast(text: string): string {
  return clustersOf(text).slice(0, -1).join('');
}
