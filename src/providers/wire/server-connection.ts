import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { addressOf, type BackendSettings, wantsKey } from '../backend-settings.ts';
import { configuredModels } from '../configured-models.ts';
import { asProviderError, maskedDetail, ProviderFailure } from '../failure.ts';
import type { ModelListing, OfferedModel, ProviderError, Served } from '../provider.ts';
import { type Endpoint, type GuardedFetch, guardedFetch } from './guarded-fetch.ts';
import { type StreamLimits, usualStreamLimits } from './read-stream.ts';
import { readText } from './read-text.ts';
import { statedError, statedFailure } from './stated-error.ts';

export interface WireTimes {
  /** Until the server begins to answer. Milliseconds. */
  readonly firstByteMs: number;
  /** Until the person is told that the request waits. Milliseconds. */
  readonly queuedAfterMs: number;
  /** For the usage that follows a finish reason. Milliseconds. */
  readonly afterFinishMs: number;
}
export type ServerLimits = StreamLimits & WireTimes;

/** Shorter values of headers are words, not keys. */
const shortestSecret = 8;
const usualTimes: WireTimes = { firstByteMs: 300_000, queuedAfterMs: 1000, afterFinishMs: 2000 };
/** Bytes of a body that is read whole. Hugging Face's router lists hundreds of models in about 200 kB. */
const longestBody = 8 * 1024 * 1024;

export interface ServerOptions {
  readonly backend: BackendSettings;
  readonly catalog: Catalog;
  readonly baseUrl: URL;
  /** The person's key for this backend; asked before each request, never kept here. */
  readonly token: () => string | null;
  readonly limits?: Partial<ServerLimits>;
  /** Routes that the program behind a `/v1` has beside it, for example `/props`: they may be asked as well. */
  readonly besides?: readonly string[];
  /** Told of each request that failed, before whoever asked: a server may ask for a pause. */
  readonly heed?: (error: ProviderError) => Promise<void>;
  /** The list of models is public, though a question needs a key. */
  readonly listsWithoutKey?: boolean;
}

/** What every dialect needs of its server, whatever is spoken there: the safety rules of the wire stand here once. */
export interface ServerConnection {
  readonly options: ServerOptions;
  readonly limits: ServerLimits;
  /** Address of a route below the server's, for example `/models`. Throws a `ProviderFailure` if the server's cannot be used. */
  readonly addressOf: (route: string) => string;
  /** The guarded fetch of this server. What a person wrote is not sent without the key that the server needs. */
  readonly fetch: GuardedFetch;
  /** Posts JSON and gives the response, whose status is good. Throws a `ProviderFailure`. */
  readonly post: (route: string, body: unknown, accept: string, signal: AbortSignal) => Promise<Response>;
  /** The JSON of an answer that is read whole; `body` makes it a POST. Throws a `ProviderFailure`, also for an error with a good status. */
  readonly json: (route: string, signal: AbortSignal, body?: unknown) => Promise<unknown>;
  /** The same for one of the routes `besides`. Throws a `ProviderFailure` also if the address does not end in `/v1`. */
  readonly jsonBeside: (route: string, signal: AbortSignal, body?: unknown) => Promise<unknown>;
  /** A failure as data, with the keys of this backend taken out of the server's words. */
  readonly failureOf: (thrown: unknown) => ProviderError;
  readonly catalogIdOf: (modelId: string) => string | null;
  /** Who answers: the model that the server states decides; the one asked for counts only where they are the same or the server is silent. */
  readonly servedBy: (asked: string, model: string | null, provider: string | null) => Served;
  /** The configured models, else what `ask` finds. Never rejects. */
  readonly list: (ask: () => Promise<readonly OfferedModel[]>, signal: AbortSignal) => Promise<ModelListing>;
}

/** Throws a `ProviderFailure` for an address that cannot be used. */
function endpointOf({ backend, baseUrl, token, besides = [] }: ServerOptions, firstByteMs: number): Endpoint {
  const base = addressOf(backend, baseUrl);
  if (base === null || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '' || base.search + base.hash !== '') {
    // The address itself is not repeated: errors are kept with answers and exported, and this one may have a key in it.
    throw new ProviderFailure('bad-request', `The address of "${backend.label}" cannot be used.`);
  }
  base.pathname = base.pathname.replace(/\/+$/, '');
  const parent = parentOf(base);
  return {
    base,
    besides: parent === null ? [] : besides.map((route) => `${parent}${route}`),
    headers: backend.headers ?? {},
    // Nobody gives a key to a server that does not ask for one: where nothing is said, a key that was given is sent.
    token: wantsKey(backend) || backend.auth === undefined ? token : () => null,
    firstByteMs,
  };
}

/** The path that an API's `/v1` lies in; `null` if its path does not end so. */
const parentOf = ({ pathname }: URL): string | null => (pathname.endsWith('/v1') ? pathname.slice(0, -'/v1'.length) : null);

/** Routers take a policy after a colon ("name:fastest") and answer with the name; Ollama answers with the tag that it filled in. */
const isSameModel = (asked: string, stated: string): boolean =>
  stated === asked || stated === asked.replace(/:[^:/]+$/, '') || stated === `${asked}:latest`;

/** `explain`: what a dialect can add to a failure's words. */
export function connectServer(
  options: ServerOptions,
  explain: (failure: ProviderFailure) => ProviderFailure = (failure) => failure,
): ServerConnection {
  const { backend, catalog, token } = options;
  const limits = { ...usualTimes, ...usualStreamLimits, ...options.limits };
  const configured = configuredModels(backend.models, catalog);

  const address = (route: string): string => `${endpointOf(options, limits.firstByteMs).base.href.replace(/\/$/, '')}${route}`;

  function addressBeside(route: string): string {
    const { base } = endpointOf(options, limits.firstByteMs);
    const parent = parentOf(base);
    if (parent === null) throw new ProviderFailure('not-found', 'The address does not end in /v1, so what lies beside it is not known.');
    return `${base.origin}${parent}${route}`;
  }

  const send: GuardedFetch = async (input, init) => {
    if (init?.method === 'POST' && wantsKey(backend) && token() === null) {
      throw new ProviderFailure('auth', `"${backend.label}" needs a key.`);
    }
    try {
      return await guardedFetch(endpointOf(options, limits.firstByteMs))(input, init);
    } catch (error) {
      if (error instanceof ProviderFailure) await options.heed?.(error.error);
      throw error;
    }
  };

  const postTo = (where: string, body: unknown, accept: string, signal: AbortSignal): Promise<Response> =>
    send(where, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', Accept: accept },
      signal,
    });

  async function jsonOf(where: string, signal: AbortSignal, body?: unknown): Promise<unknown> {
    const accept = 'application/json';
    return parseJson(
      await (body === undefined ? send(where, { headers: { Accept: accept }, signal }) : postTo(where, body, accept, signal)),
    );
  }

  /**
   * A mask or a cut could leave half of a key, so keys are taken out of the server's words first. The server is named by its label: what
   * failed is kept with the answer and exported, and no address may stand there.
   */
  function failureOf(thrown: unknown): ProviderError {
    const { message, error } =
      thrown instanceof ProviderFailure
        ? explain(thrown)
        : { message: thrown instanceof Error ? thrown.message : '', error: asProviderError(thrown) };
    if (message === '') return error;
    const secrets = [token() ?? '', ...Object.values(backend.headers ?? {})].filter(({ length }) => length >= shortestSecret);
    const masked = secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), message);
    const host = addressOf(backend, options.baseUrl)?.host ?? '';
    return { ...error, detail: maskedDetail(host === '' ? masked : masked.replaceAll(host, backend.label)) };
  }

  const catalogIdOf = (modelId: string): string | null =>
    configured.find(({ id }) => id === modelId)?.catalogId ?? matchModel(catalog, modelId);

  return {
    options,
    limits,
    addressOf: address,
    fetch: send,
    post: (route, body, accept, signal) => postTo(address(route), body, accept, signal),
    json: async (route, signal, body) => jsonOf(address(route), signal, body),
    jsonBeside: async (route, signal, body) => jsonOf(addressBeside(route), signal, body),
    failureOf,
    catalogIdOf,
    servedBy: (asked, model, provider) => ({
      ...(model === null ? {} : { model }),
      catalogId: model === null || isSameModel(asked, model) ? catalogIdOf(asked) : matchModel(catalog, model),
      ...(provider === null ? {} : { provider }),
    }),
    async list(ask, signal) {
      if (configured.length > 0) return { ok: true, models: configured };
      try {
        if (options.listsWithoutKey !== true && wantsKey(backend) && token() === null)
          throw new ProviderFailure('auth', `"${backend.label}" needs a key.`);
        return { ok: true, models: await ask() };
      } catch (error) {
        const late = new ProviderFailure('timeout', 'The list of models did not come in time.');
        return { ok: false, error: failureOf(signal.aborted ? late : error) };
      }
    },
  };
}

async function parseJson(response: Response): Promise<unknown> {
  const { text, isWhole } = await readText(response.body, longestBody);
  if (!isWhole) throw new ProviderFailure('malformed', `The answer is longer than ${longestBody} bytes.`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ProviderFailure('malformed', 'The answer is not JSON. Does the address lead to the API, for example to /v1?');
  }
  const stated = statedError(content);
  if (stated !== null) throw statedFailure(null, stated);
  return content;
}
