// The service worker: makes Cairn installable and says so when it cannot be reached. It keeps the page for that and what it is
// drawn with, and nothing of anybody's own: every other answer comes from the server or not at all.
//
// The view that serves it (ui/views/application.py) names what is kept in SHELL, the page first; their names change with their content.

export {};

declare const SHELL: readonly [string, ...string[]];
declare const self: {
  addEventListener(name: "install" | "activate", listen: (event: Event & { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(name: "fetch", listen: (event: Event & { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
};

const name = `cairn ${SHELL.join(" ")}`;
const isKept = (request: Request): boolean => SHELL.includes(new URL(request.url).pathname);

/** Asked for as a stranger, so that the page kept is nobody's. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(name);
  await cache.addAll(SHELL.map((path) => new Request(path, { credentials: "omit" })));
  await self.skipWaiting();
}

async function dropOlder(): Promise<void> {
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other);
}

async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const kept = await caches.match(request.mode === "navigate" ? SHELL[0] : request);
    return kept ?? Response.error();
  }
}

self.addEventListener("install", (event) => { event.waitUntil(keepShell()); });
self.addEventListener("activate", (event) => { event.waitUntil(dropOlder()); });
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && (event.request.mode === "navigate" || isKept(event.request))) event.respondWith(answer(event.request));
});
