import { type Clues, isLoopback } from './judge.ts';

/** Longest wait for a server that says nothing. Milliseconds. */
const bareMs = 8000;
/** Reports of a refused answer come after the request has failed. Milliseconds. */
const reportMs = 1500;

/** Gathers what the browser tells about a server that a request could not reach. Sends no key and no word of a conversation. Never rejects. */
export async function gatherClues(address: URL, signal: AbortSignal): Promise<Clues> {
  const [permission, bare] = await Promise.all([permissionFor(address), askBarely(address, signal)]);
  return { permission, bare };
}

/**
 * The permission to reach this machine is another than the one to reach its network; older browsers have one for both. TypeScript knows
 * none of their names yet.
 */
async function permissionFor(address: URL): Promise<Clues['permission']> {
  if (typeof navigator === 'undefined' || navigator.permissions === undefined) return null;
  for (const name of [isLoopback(address) ? 'loopback-network' : 'local-network', 'local-network-access']) {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name that this browser does not know throws.
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return state;
    } catch {
      // Try the next name.
    }
  }
  return null;
}

/**
 * Asks without CORS: the answer cannot be read, but whether one came can be told. An isolated page is refused even that; Chromium then
 * reports the refusal, which it does only if an answer came. A request of this kind may not refuse redirects; it carries nothing.
 */
async function askBarely(address: URL, signal: AbortSignal): Promise<Clues['bare']> {
  const refusals = watchRefusals(address);
  try {
    await fetch(address, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(bareMs)]),
    });
    return 'answers';
  } catch {
    if (!globalThis.crossOriginIsolated) return 'nothing';
    if (refusals === null) return 'unknown';
    return (await refusals.seen()) ? 'answers' : 'nothing';
  } finally {
    refusals?.end();
  }
}

/** `null` where the browser has no such reports. */
function watchRefusals(address: URL): { seen(): Promise<boolean>; end(): void } | null {
  // Only Chromium has both the client hints' interface and these reports.
  if (typeof ReportingObserver === 'undefined' || !('userAgentData' in navigator)) return null;
  let isSeen = false;
  let tell: (() => void) | null = null;
  // A report's fields can be read from its JSON only.
  const field = `"blockedURL":${JSON.stringify(address.href)}`;
  const observer = new ReportingObserver((reports) => {
    isSeen ||= reports.some((report) => report.type === 'coep' && JSON.stringify(report).includes(field));
    if (isSeen) tell?.();
  });
  observer.observe();
  return {
    async seen() {
      if (isSeen) return true;
      await new Promise<void>((resolve) => {
        tell = resolve;
        setTimeout(resolve, reportMs);
      });
      return isSeen;
    },
    end: () => observer.disconnect(),
  };
}
