import type { Wish } from './wish.ts';

/** How often a page that stays open asks for a newer build. Milliseconds. */
const askAgainAfter = 60 * 60 * 1000;
/** A worker that does not say in this time what it is of is of another build. Milliseconds. */
const longestReply = 2000;
/** Not in the way of what a person does first. Milliseconds. */
const restAfterLoad = 3000;

interface FollowOptions {
  /** Where the worker's script lies: beside the page. */
  readonly script: URL;
  /** Address of the script that this page began with: it tells the build. */
  readonly entry: string;
  /** A newer build is here. `takeOver` resolves once the page may be loaded anew; nothing happens without it. */
  readonly waiting: (takeOver: () => Promise<void>) => void;
}

/**
 * Makes the page open without a network from the next visit on, and tells of newer builds. Does nothing, quietly, where browsers have no
 * service workers: on plain http beyond this machine, in some private windows.
 */
export async function followBuilds({ script, entry, waiting }: FollowOptions): Promise<void> {
  if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  const told = new WeakSet<ServiceWorker>();

  async function look(worker: ServiceWorker | null): Promise<void> {
    if (worker === null || told.has(worker)) return;
    told.add(worker);
    // A page that came fresh from the network is of the new build already: there is nothing to reload.
    if (await isOfBuild(worker, entry)) tell(worker, 'take-over', entry);
    else waiting(() => takeOver(container, worker, entry));
  }

  await rest();
  let registration: ServiceWorkerRegistration;
  try {
    registration = await container.register(script, { updateViaCache: 'none' });
  } catch {
    // Storage is switched off, or a proxy does not give the script. Everything works, only not without a network.
    return;
  }
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      // The first worker of all has nobody before it and begins by itself.
      if (installing.state === 'installed' && registration.active !== null) void look(installing);
    });
  });
  await look(registration.waiting);
  if (registration.active !== null) tell(registration.active, 'tidy', entry);
  setInterval(() => {
    if (document.visibilityState === 'visible' && navigator.onLine) registration.update().catch(() => undefined);
  }, askAgainAfter);
}

function tell(worker: ServiceWorker, name: Wish['wish'], entry: string, ports: readonly MessagePort[] = []): void {
  const wish: Wish = { wish: name, entry };
  worker.postMessage(wish, [...ports]);
}

function rest(): Promise<void> {
  return new Promise((resolve) => {
    const after = (): void => {
      setTimeout(resolve, restAfterLoad);
    };
    if (document.readyState === 'complete') after();
    else window.addEventListener('load', after, { once: true });
  });
}

function isOfBuild(worker: ServiceWorker, entry: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(false), longestReply);
    port1.addEventListener('message', ({ data }) => {
      clearTimeout(timer);
      resolve(data === true);
      port1.close();
    });
    port1.start();
    tell(worker, 'same-build', entry, [port2]);
  });
}

/** Other pages keep what they began with: their files stay until they are closed. */
function takeOver(container: ServiceWorkerContainer, worker: ServiceWorker, entry: string): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestReply);
    container.addEventListener('controllerchange', () => resolve(), { once: true });
    tell(worker, 'take-over', entry);
  });
}
