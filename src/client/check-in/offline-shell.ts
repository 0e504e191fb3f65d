/**
 * Lets the desk be opened again without network: the page and its files are put into the
 * browser's cache under this name, from which the service worker answers when the server does
 * not. No list of people is in it.
 */
const cacheName = 'pec-desk';

export async function keepShell(workerAddress: string, files: string[]): Promise<boolean> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  // Both are missing outside secure contexts.
  if (workers === undefined || !('caches' in globalThis)) return false;
  try {
    await workers.register(workerAddress, { scope: location.pathname });
    const cache = await caches.open(cacheName);
    const wanted = new Set(
      [location.pathname, ...files].map((file) => new URL(file, location.href).href),
    );
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
    await cache.addAll([...wanted].filter((url) => !url.endsWith(location.pathname)));
    const page = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
    // Signed out, the answer is the way to the sign-in page.
    if (page.ok && !page.redirected) await cache.put(location.pathname, page);
    return true;
  } catch {
    return false;
  }
}
