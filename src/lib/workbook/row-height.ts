/** Of a line of text in cells of ten points. */
const linePoints = 13;

/**
 * The height in points that a row needs for its texts. Programs do not make wrapped rows high enough
 * by themselves when they open a file.
 * @param texts with the widths of their cells, in letters
 */
export function rowHeight(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, width))), 0),
  );
  return linePoints * Math.max(1, ...lines) + 2;
}
