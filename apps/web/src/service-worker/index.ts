import { assets, immutable } from '$app/manifest';

/**
 * Keeps the application's own files on the device, so that it starts without a connection. It never touches what the server
 * answers: rows, files and sessions are not its business. A new version waits until the tabs of the old one are closed.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const own = new Set([...immutable, ...assets].map(({ path }) => (path.startsWith('/') ? path : `/${path}`)));
/** Pages before what they share, so that any page opens without a connection as early as can be. */
const code = [...own]
  .filter((path) => /\.(js|css|svg|webmanifest|woff2)$/.test(path))
  .toSorted((a, b) => Number(b.includes('/nodes/')) - Number(a.includes('/nodes/')));
const cacheName = `crossflow-${hash([...own].join())}`;
const PAGE = '/';
const AT_A_TIME = 4;
const PAGE_WITHIN_MS = 4_000;
const FILE_WITHIN_MS = 10_000;
const fromServer = /^\/(trpc|sync|files|auth|socket\.io|healthz|readyz|version|metrics)(\/|$)/;

let rest: Promise<void> | null = null;

interface Routing extends ExtendableEvent {
  addRoutes?(rule: { condition: { urlPattern: { pathname: string } }; source: { cacheName: string } }): Promise<void>;
}

worker.addEventListener('install', (event) => {
  // The server gives the page to whoever asks for a page, and to nobody else.
  const asked = new Request(PAGE, { cache: 'reload', headers: { accept: 'text/html' } });
  event.waitUntil(caches.open(cacheName).then((cache) => cache.add(asked)));
  // Where a browser can, it takes code from the cache by itself, without waking this worker for each file.
  const code = { condition: { urlPattern: { pathname: '/_app/immutable/*' } }, source: { cacheName } };
  event.waitUntil((event as Routing).addRoutes?.(code).catch(() => undefined) ?? Promise.resolve());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

worker.addEventListener('fetch', (event) => {
  // Not while it takes over: until that is done the pages wait for their answers.
  if (worker.navigator.onLine) event.waitUntil((rest ??= fetchRest()));
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || fromServer.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (own.has(pathname)) event.respondWith(file(request));
});

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('crossflow-') && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** A few at a time: what the person does now comes first. */
async function fetchRest(): Promise<void> {
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const waiting = code.values();
  let missed = false;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (const path of waiting) {
        if (kept.has(path)) continue;
        // One that never comes would hold its place for good.
        const asked = new Request(path, { signal: AbortSignal.timeout(FILE_WITHIN_MS) });
        await cache.add(asked).catch(() => (missed = true));
      }
    }),
  );
  // The next request tries again.
  if (missed) rest = null;
}

/** The newest page while the network answers; otherwise the one that is kept. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

function hash(text: string): string {
  let sum = 5381;
  for (let at = 0; at < text.length; at += 1) sum = ((sum * 33) ^ text.charCodeAt(at)) >>> 0;
  return sum.toString(36);
}
