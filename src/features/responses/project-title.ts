import { createHash } from 'node:crypto';

const nameless = 'Erased project ';

/** A project title for comparison: without differences of case, width, accents and spacing. */
function foldTitle(title: string): string {
  return title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * What stays of a project's title when the person behind it is erased: enough to count one project
 * of a cluster once and two twice, and no word of it.
 */
export function namelessTitle(title: string): string {
  if (title.startsWith(nameless)) return title;
  return nameless + createHash('sha256').update(foldTitle(title)).digest('hex').slice(0, 16);
}
