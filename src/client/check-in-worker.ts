// The service worker of the desk's page: the server first, and without network what the page has
// put into the cache. It never answers for lists of people or for what a desk sends.
const cacheName = 'pec-desk';
const assets = '/assets/';

interface Fetching extends Event {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return cache.match(request, { ignoreSearch: true });
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  // Their names hold a hash of their content, so a kept one is the right one.
  const asset = pathname.startsWith(assets) ? await kept(request) : undefined;
  if (asset !== undefined) return asset;
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === 'navigate' ? await kept(request) : undefined;
    if (page === undefined) throw error;
    return page;
  }
}

/** What a service worker has beyond other scopes; the types of the browser's pages lack it. */
type Worker = typeof globalThis & {
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
};
const worker = self as typeof self & Worker;

self.addEventListener('install', () => {
  void worker.skipWaiting();
});
self.addEventListener('activate', () => {
  void worker.clients.claim();
});
self.addEventListener('fetch', (event) => {
  const { request } = event as Fetching;
  const ours = request.mode === 'navigate' || new URL(request.url).pathname.startsWith(assets);
  if (request.method === 'GET' && ours) (event as Fetching).respondWith(answer(request));
});

export {};
