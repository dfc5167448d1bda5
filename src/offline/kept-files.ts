import type { BuildFiles } from './build-files.ts';
import { configurationFile } from './way.ts';

/** The files of this build and the last state of what belongs to no build, in the caches of one installation. */
export interface KeptFiles {
  /** Fetches what is missing. Rejects unless all of it is there: the installation is then tried again another time. */
  fetchAhead(savesData: boolean): Promise<void>;
  /** A file by its address, of this build or of an earlier one whose page is still open. */
  find(address: string): Promise<Response | undefined>;
  page(): Promise<Response | undefined>;
  keepUsed(address: string, response: Response): Promise<void>;
  findLatest(address: string): Promise<Response | undefined>;
  /** Takes the place of what is kept. */
  keepLatest(address: string, response: Response): Promise<void>;
  dropOtherBuilds(): Promise<void>;
}

/** How many files are fetched at once. */
const together = 4;

export function openKeptFiles(base: URL, files: BuildFiles): KeptFiles {
  // Two installations on one origin lie under different paths.
  const prefix = `stemma ${base.pathname} `;
  const current = `${prefix}${files.version}`;
  const latest = `${prefix}latest`;
  const addressOf = (path: string): string => new URL(path, base).href;
  const pageAddress = addressOf('');

  async function ownCaches(): Promise<readonly string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(prefix));
  }
  async function find(address: string): Promise<Response | undefined> {
    // A name that does not say what is in the file means another file in every build.
    const isNamedByContent = address.startsWith(addressOf('assets/'));
    const others = isNamedByContent ? (await ownCaches()).filter((name) => name !== current && name !== latest) : [];
    for (const name of [current, ...others]) {
      const found = await (await caches.open(name)).match(address, { ignoreVary: true });
      if (found !== undefined) return found;
    }
    return undefined;
  }
  async function findLatest(address: string): Promise<Response | undefined> {
    return (await caches.open(latest)).match(address, { ignoreVary: true });
  }

  /** The configuration as the server has it now; kept, so that the page finds one without the server. */
  async function configuredFiles(): Promise<readonly string[]> {
    const address = addressOf(configurationFile);
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) return [];
    await (await caches.open(latest)).put(address, response.clone());
    const text = await response.text();
    // Whichever backend it is for: what is not offered after all was fetched in vain, no more.
    return files.models.filter((path) => text.includes(`"${path}"`) || text.includes(`"./${path}"`));
  }

  async function fetchPage(cache: Cache): Promise<void> {
    const response = await fetch(pageAddress, { cache: 'no-cache' });
    // A page for signing in or of another build, such as a proxy may give, must not take the place of this build's.
    const text = await response.clone().text();
    if (!response.ok || response.redirected || !text.includes(files.entry)) throw new Error('The page is not the one of this build.');
    await cache.put(pageAddress, response);
  }

  async function fetchFile(cache: Cache, path: string): Promise<void> {
    const address = addressOf(path);
    if ((await cache.match(address)) !== undefined) return;
    // The name of such a file says what is in it: an earlier build's is the same.
    const isNamedByContent = path.startsWith('assets/');
    const known = await find(address);
    const response = known ?? (await fetch(address, { cache: isNamedByContent ? 'default' : 'no-cache' }));
    if (!isFile(response)) throw new Error(`${path} could not be fetched: ${response.status}.`);
    await cache.put(address, response);
  }

  return {
    find,
    findLatest,
    page: async () => (await caches.open(current)).match(pageAddress, { ignoreVary: true }),
    async fetchAhead(savesData) {
      const cache = await caches.open(current);
      await fetchPage(cache);
      const models = await configuredFiles();
      const hasEngine = models.length > 0 && !savesData;
      const waiting = [...files.ahead, ...(hasEngine ? files.engine : [])];
      const next = async (): Promise<void> => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await fetchFile(cache, path);
      };
      await Promise.all(Array.from({ length: together }, next));
      if (!hasEngine) return;
      const others = await caches.open(latest);
      for (const path of models) {
        const response = await fetch(addressOf(path), { cache: 'no-cache' });
        if (isFile(response)) await others.put(addressOf(path), response);
      }
    },
    async keepUsed(address, response) {
      if (isFile(response)) await (await caches.open(current)).put(address, response);
    },
    async keepLatest(address, response) {
      if (response.ok && !response.redirected) await (await caches.open(latest)).put(address, response);
    },
    async dropOtherBuilds() {
      for (const name of await ownCaches()) if (name !== current && name !== latest) await caches.delete(name);
    },
  };
}

/** A whole file; a server may answer with a page where there is none. */
function isFile(response: Response): boolean {
  return response.status === 200 && !response.redirected && !/^text\/html\b/i.test(response.headers.get('Content-Type') ?? '');
}
