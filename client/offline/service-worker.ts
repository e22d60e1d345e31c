/** What the build knows of itself: see server/scripts/offline-worker.mjs. */
declare const builtShell: {
  readonly version: string;
  /** The script that the page names; another one belongs to another build. */
  readonly entry: string;
  readonly files: readonly string[];
};

interface LifeEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface FetchEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const { version, entry, files } = builtShell;
const prefix = 'bakery-shell-';
const shellName = `${prefix}${version}`;
const page = '/';

// A new worker waits until the last page of the old one is closed: nobody is interrupted, and what an open page may
// still load stays where it is.
scope.addEventListener('install', (event) => event.waitUntil(keepShell()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOldShells()));
scope.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer !== undefined) event.respondWith(answer);
});

/** Pages come from the network as long as there is one; files whose names tell their contents come from here. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return undefined;
  if (request.mode === 'navigate') return isLasting(pathname) ? fetch(request).catch(keptPage) : undefined;
  return pathname.startsWith('/assets/') ? keptFile(request) : undefined;
}

function isLasting(pathname: string): boolean {
  return /^\/($|practice\/?$|replay\/[^/]+\/?$)/.test(pathname);
}

async function keptPage(): Promise<Response> {
  const shell = await caches.open(shellName);
  return (await shell.match(page)) ?? Response.error();
}

/** Of whatever version: a page fresh from the network may be newer than this worker. */
async function keptFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function keepShell(): Promise<void> {
  const response = await fetch(page, { cache: 'no-store' });
  const text = await response.clone().text();
  if (!response.ok || !text.includes(entry)) throw new Error('The page is of another build.');
  const shell = await caches.open(shellName);
  await shell.addAll([...files]);
  await shell.put(page, response);
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== shellName);
  await Promise.all(old.map((name) => caches.delete(name)));
}
