import type { BuildFiles } from './build-files.ts';

/**
 * How a request is answered. `page`: the network, and the page of this build without it. `build`: a file of some build, which never changes
 * under its name. `latest`: the network, and what it gave last without it. `null`: it is none of the worker's business.
 */
export type Way = 'page' | 'build' | 'latest' | null;

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly mode: string;
  readonly headers: { has(name: string): boolean };
}

/** The place of the file that the configuration lies in, below the page's folder. */
export const configurationFile = 'config.json';

/** A request for a part of a file is for a file that is too large to keep. */
export function wayOf(request: Asked, base: URL, files: BuildFiles): Way {
  const address = new URL(request.url);
  if (request.method !== 'GET' || request.headers.has('Range')) return null;
  if (address.origin !== base.origin || !address.pathname.startsWith(base.pathname)) return null;
  const path = address.pathname.slice(base.pathname.length);
  // Only the page itself is one of ours: below its folder may lie what other programs serve.
  if (request.mode === 'navigate') return path === '' || path === 'index.html' ? 'page' : null;
  if (path === configurationFile || files.models.includes(path)) return 'latest';
  return path.startsWith('assets/') || files.ahead.includes(path) ? 'build' : null;
}
