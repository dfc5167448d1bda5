import type { BuildFiles } from './build-files.ts';
import { openKeptFiles } from './kept-files.ts';
import { wayOf } from './way.ts';
import { readWish } from './wish.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Written by the build. */
declare const buildFiles: BuildFiles;

/** A network that is there and answers nothing is none. Milliseconds. */
const longestWait = 4000;

const worker = self as unknown as WorkerScope;
const base = new URL(worker.registration.scope);
// Once, because the build puts the whole list where the name stands.
const files = buildFiles;
const kept = openKeptFiles(base, files);
const addressOf = (path: string): string => new URL(path, base).href;
const keptOnUse = new Set([...files.engine, ...files.onUse].map(addressOf));

worker.addEventListener('install', (event) => {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  event.waitUntil(kept.fetchAhead(connection?.saveData === true));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), tidy(0)]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const way = wayOf(request, base, files);
  if (way === 'page') event.respondWith(fromNetwork(request, () => kept.page()));
  else if (way === 'build') event.respondWith(fileOfBuild(request, (work) => event.waitUntil(work)));
  else if (way === 'latest') event.respondWith(latestOf(request, (work) => event.waitUntil(work)));
});

worker.addEventListener('message', (event) => {
  const wish = readWish(event.data);
  const isOfThisBuild = wish?.entry === addressOf(files.entry);
  if (wish?.wish === 'same-build') event.ports[0]?.postMessage(isOfThisBuild);
  else if (wish?.wish === 'take-over') event.waitUntil(worker.skipWaiting());
  else if (wish?.wish === 'tidy' && isOfThisBuild) event.waitUntil(tidy(1));
});

/** Drops what other builds left, if no more pages are open than those known to be of this build. */
async function tidy(pagesOfThisBuild: number): Promise<void> {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.filter(({ url }) => url.startsWith(base.href)).length <= pagesOfThisBuild) await kept.dropOtherBuilds();
}

/** Lets work go on after the answer; what fails of it is tried again with the next use. */
type GoOn = (work: Promise<unknown>) => void;

async function fileOfBuild(request: Request, goOn: GoOn): Promise<Response> {
  const found = await kept.find(request.url);
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (keptOnUse.has(request.url)) goOn(kept.keepUsed(request.url, response.clone()).catch(() => undefined));
  return response;
}

/** What was kept when the worker was installed follows the server; nothing is kept that was not. */
async function latestOf(request: Request, goOn: GoOn): Promise<Response> {
  const before = await kept.findLatest(request.url);
  const response = await fromNetwork(request, () => Promise.resolve(before));
  const tag = response.headers.get('ETag');
  const isSame = response === before || (tag !== null && tag === before?.headers.get('ETag'));
  if (before !== undefined && !isSame) goOn(kept.keepLatest(request.url, response.clone()).catch(() => undefined));
  return response;
}

/** The network's answer; without one in time, or where a gateway says that there is no server, what is kept. */
async function fromNetwork(request: Request, find: () => Promise<Response | undefined>): Promise<Response> {
  const asking = fetch(request);
  const answered = await Promise.race([asking.catch(() => null), late()]);
  if (answered !== null && answered.status < 500) return answered;
  return (await find()) ?? answered ?? asking;
}

function late(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), longestWait);
  });
}
