const here = 'http://here.invalid';

/**
 * Where to go after signing in: only a path of this site. Anything else ("//other.example",
 * "/\other.example", "https:…", "javascript:…") gives undefined.
 */
export function localPath(next: unknown): string | undefined {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, here)) {
    return undefined;
  }
  const url = new URL(next, here);
  // "/.//other.example" stays on this origin when read here, and leaves it when sent back.
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
