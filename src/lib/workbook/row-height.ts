/** Of a line of text in cells of ten points. */
const linePoints = 13;

/**
 * The height in points that a row needs for its texts. Programs do not make wrapped rows high enough
 * by themselves when they open a file.
 * @param texts with the widths of their cells, in letters
 */
export function rowHeight(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => sum + wrappedLines(line, Math.max(1, width)), 0),
  );
  return linePoints * Math.max(1, ...lines) + 2;
}

/** Lines break between words, so that they are seldom full; only a word wider than its cell is broken. */
function wrappedLines(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const asNext = used === 0 ? word.length : used + 1 + word.length;
    if (asNext <= width) {
      used = asNext;
      continue;
    }
    if (used > 0) lines += 1;
    const full = Math.max(0, Math.ceil(word.length / width) - 1);
    lines += full;
    used = word.length - full * width;
  }
  return lines;
}
