const width = 72;

/**
 * Breaks lines at spaces after at most 72 characters. The lines of the text stay lines; a word
 * that is longer, such as an address, stays whole on a line of its own.
 */
export function wrapText(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => wrapLine(line))
    .join('\n');
}

function wrapLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/[ \t]+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  lines.push(current);
  return lines.join('\n');
}
