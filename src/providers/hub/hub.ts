import { hubRepository } from '#catalog/hub-repository.ts';
import { asProviderError, ProviderFailure } from '../failure.ts';
import type { ProviderError } from '../provider.ts';
import { guardedFetch, redirectWords } from '../wire/guarded-fetch.ts';
import { readText } from '../wire/read-text.ts';
import type { Hub } from './hub-address.ts';
import { type HubModel, readHubAnswer } from './hub-model.ts';

export type HubModelResult = { readonly ok: true; readonly model: HubModel } | { readonly ok: false; readonly error: ProviderError };

/** Bytes of a description: the largest repositories list some thousand files in about 2 MB. */
const longestAnswer = 8 * 1024 * 1024;
/** Milliseconds until the Hub begins to answer, and until it has ended. */
const firstByteMs = 15_000;
const wholeAnswerMs = 30_000;

/**
 * Asks the Hub for one repository ("owner/name"): its revision, whether it is gated, what its card says, its files. One request, no redirect,
 * no cookies to another origin. Never rejects: an abort is the error `network` with the signal's reason, like every failure in the result.
 */
export async function readHubModel(hub: Hub, repository: string, signal: AbortSignal): Promise<HubModelResult> {
  const name = hubRepository(repository);
  if (name === null)
    return { ok: false, error: { code: 'bad-request', detail: `"${repository.slice(0, 200)}" is no name of a repository.` } };
  const stop = new AbortController();
  const forward = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', forward);
  if (signal.aborted) forward();
  const timer = setTimeout(() => stop.abort(new ProviderFailure('timeout', tooSlow(hub))), wholeAnswerMs);
  try {
    const send = guardedFetch({ base: hub.base, headers: { Accept: 'application/json' }, token: hub.token, firstByteMs });
    // The name was checked: it has no character that would need to be escaped.
    const response = await send(`${hub.base.href.replace(/\/$/, '')}/api/models/${name}?blobs=true`, { signal: stop.signal });
    const { text, isWhole } = await readText(response.body, longestAnswer);
    if (!isWhole) throw new ProviderFailure('malformed', `The description of ${name} is longer than ${longestAnswer} bytes.`);
    return { ok: true, model: readHubAnswer(parsed(text), name) };
  } catch (thrown) {
    return { ok: false, error: failureOf(hub, name, thrown, signal) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}

const tooSlow = ({ base }: Hub): string => `${base.host} did not end its answer within ${wholeAnswerMs / 1000} s.`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderFailure('malformed', 'The Hub answered with something that is not JSON. Does its address lead to a Hub?');
  }
}

function failureOf({ base, token }: Hub, name: string, thrown: unknown, signal: AbortSignal): ProviderError {
  if (signal.aborted) return { code: 'network', detail: 'The look-up was stopped.' };
  if (!(thrown instanceof ProviderFailure)) return { ...asProviderError(thrown), code: 'network' };
  const { error } = thrown;
  // The Hub says 401 of a repository that does not exist as of a private one, so that nobody can find out which.
  if (error.status === 404 || (error.status === 401 && token() === null)) {
    return { ...error, code: 'not-found', detail: `${base.host} shows no repository ${name}: there is none, or it is private.` };
  }
  if (error.detail.includes(redirectWords)) {
    return { ...error, detail: `${base.host} leads on from ${name}: the repository was renamed, or the address of the Hub is another.` };
  }
  return error;
}
