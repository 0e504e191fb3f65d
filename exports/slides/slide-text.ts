const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const letters = /\p{L}/u;

/** Whether a text begins in a script that is written from right to left. */
export function isRightToLeft(text: string): boolean {
  const first = letters.exec(text)?.[0] ?? '';
  return rightToLeft.test(first);
}

// What XML cannot carry; the library writes it as it is.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text in one paragraph of at most so many letters; what is cut off is marked. */
export function cut(text: string, most: number): string {
  const line = text.replace(unwritable, '').replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  // Never in the middle of a pair that stands for one letter.
  const head = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  return `${head.trimEnd()}…`;
}

/** The largest of some sizes (in points) at which a text fits into a box (in inches). */
export function fittingSize(
  text: string,
  box: { width: number; height: number },
  sizes: readonly number[],
): number {
  const fits = (size: number): boolean => {
    // A letter is about half as wide as it is high; lines stand 1.2 of it apart.
    const lineLetters = Math.floor((box.width * 72) / (size * 0.53));
    const lines = Math.ceil(text.length / lineLetters);
    return (lines * size * 1.2) / 72 <= box.height;
  };
  return sizes.find(fits) ?? sizes.at(-1) ?? 12;
}

/** Parts of nearly the same length, none longer than `most`. */
export function evenParts<T>(items: readonly T[], most: number): T[][] {
  const parts = Math.max(1, Math.ceil(items.length / most));
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_, index) => items.slice(index * size, (index + 1) * size));
}
