/**
 * A file's name as it is shown and downloaded: no folders, no control characters, at most 120
 * characters, and an ending that fits its content.
 * @param endings what the name may end with, e.g. /\.jpe?g$/i; another ending gets `ending` added
 */
export function fileNameFor(name: string, endings: RegExp, ending: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .trim();
  const stem = Array.from(plain.replace(endings, '')).slice(0, 110).join('') || 'file';
  return stem + (endings.exec(plain)?.[0] ?? ending);
}
