import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { configuredModels } from '../configured-models.ts';
import { addressOf, type BackendSettings, describeBackend } from '../backend-settings.ts';
import { asProviderError, maskedDetail, ProviderFailure } from '../failure.ts';
import type { GenerationRequest, ModelListing, Provider, ProviderError, Served, StreamPart } from '../provider.ts';
import { readAnswerMessage } from '../wire/answer-message.ts';
import { type Endpoint, guardedFetch } from '../wire/guarded-fetch.ts';
import { type StreamLimits, usualStreamLimits } from '../wire/read-stream.ts';
import { AnswerReader } from './openai-compatible/answer-reader.ts';
import { checkedResponse, eventsOf } from './openai-compatible/checked-stream.ts';
import { parseModelList, readModelList } from './openai-compatible/model-list.ts';
import { chatBody, completionBody, type Engine, rawPrompt } from './openai-compatible/request-body.ts';
import { soon, untilAborted } from '../waiting.ts';

export interface WireTimes {
  /** Until the server begins to answer. Milliseconds. */
  readonly firstByteMs: number;
  /** Until the person is told that the request waits. Milliseconds. */
  readonly queuedAfterMs: number;
  /** For the usage that follows a finish reason. Milliseconds. */
  readonly afterFinishMs: number;
}

/** Shorter values of headers are words, not keys. */
const shortestSecret = 8;
const usualTimes: WireTimes = { firstByteMs: 300_000, queuedAfterMs: 1000, afterFinishMs: 2000 };

export interface OpenAiCompatibleOptions {
  readonly backend: BackendSettings;
  readonly catalog: Catalog;
  readonly baseUrl: URL;
  /** The person's key for this backend; asked before each request, never kept here. */
  readonly token: () => string | null;
  readonly limits?: Partial<StreamLimits & WireTimes>;
}

/** Throws a `ProviderFailure` for an address that cannot be used. */
function endpointOf({ backend, baseUrl, token }: OpenAiCompatibleOptions, firstByteMs: number): Endpoint {
  const base = addressOf(backend, baseUrl);
  if (base === null || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '' || base.search + base.hash !== '') {
    throw new ProviderFailure('bad-request', `The address of "${backend.label}" cannot be used: ${backend.url ?? 'there is none'}.`);
  }
  base.pathname = base.pathname.replace(/\/+$/, '');
  return { base, headers: backend.headers ?? {}, token: backend.auth === 'user-token' ? token : () => null, firstByteMs };
}

/** A server that speaks OpenAI's dialect: llama.cpp, vLLM, Ollama, text-generation-inference, routers and services. */
export function createOpenAiCompatibleProvider(options: OpenAiCompatibleOptions): Provider {
  const { backend, catalog, baseUrl, token } = options;
  const times = { ...usualTimes, ...options.limits };
  const limits = { ...usualStreamLimits, ...options.limits };
  const configured = configuredModels(backend.models, catalog);
  let engine: Engine = 'unknown';

  /** A failure as data. Keys are taken out of the server's words first: a mask or a cut could leave half of one. */
  function failureOf(thrown: unknown): ProviderError {
    const error = asProviderError(thrown);
    if (!(thrown instanceof ProviderFailure)) return error;
    const secrets = [token() ?? '', ...Object.values(backend.headers ?? {})].filter(({ length }) => length >= shortestSecret);
    return { ...error, detail: maskedDetail(secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), thrown.message)) };
  }

  const catalogIdOf = (modelId: string): string | null =>
    configured.find(({ id }) => id === modelId)?.catalogId ?? matchModel(catalog, modelId);

  /** The model that the server states decides; the one asked for counts only where they are the same or the server is silent. */
  function servedBy(asked: string, model: string | null, provider: string | null): Served {
    // Routers take a policy after a colon ("name:fastest") and answer with the name.
    const same = model === null || model === asked || model === asked.replace(/:[^:/]+$/, '');
    return {
      ...(model === null ? {} : { model }),
      catalogId: same ? catalogIdOf(asked) : matchModel(catalog, model),
      ...(provider === null ? {} : { provider }),
    };
  }

  async function* messages(
    request: GenerationRequest,
    prompt: RenderedPrompt | null,
    seen: (headers: Headers) => void,
    signal: AbortSignal,
  ): AsyncGenerator<unknown, void, undefined> {
    const endpoint = endpointOf(options, times.firstByteMs);
    if (backend.auth === 'user-token' && token() === null) throw new ProviderFailure('auth', `"${backend.label}" needs a key.`);
    const send = guardedFetch(endpoint);
    if (prompt === null) {
      const { openChat } = await import('./openai-compatible/open-chat.ts');
      const checked: typeof send = async (input, init) => {
        const response = await send(input, init);
        seen(response.headers);
        return checkedResponse(response, limits);
      };
      yield* openChat(endpoint.base, chatBody(request, engine), checked, signal);
      return;
    }
    const response = await send(`${endpoint.base.href.replace(/\/$/, '')}/completions`, {
      method: 'POST',
      body: JSON.stringify(completionBody(request, prompt, engine)),
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      signal,
    });
    seen(response.headers);
    yield* eventsOf(response, limits);
  }

  async function* stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
    const stop = new AbortController();
    const forward = (): void => stop.abort();
    signal.addEventListener('abort', forward, { once: true });
    let reader: AnswerReader | null = null;
    try {
      signal.throwIfAborted();
      const prompt = request.promptFormat === null ? null : rawPrompt(request.promptFormat, request);
      let provider: string | null = null;
      const answer = new AnswerReader({
        stop: prompt?.stop ?? [],
        servedBy: (model, stated) => ({
          ...servedBy(request.modelId, model, stated ?? provider),
          ...(prompt === null || request.promptFormat === null
            ? {}
            : { prompt: { formatId: request.promptFormat.id, text: prompt.text, stop: prompt.stop } }),
        }),
      });
      reader = answer;
      const incoming = messages(request, prompt, (headers) => (provider = headers.get('x-inference-provider')), stop.signal);
      let next = incoming.next();
      if ((await soon(untilAborted(next, signal), times.queuedAfterMs)) === null) yield { type: 'queued' };
      for (;;) {
        // After a finish reason only the usage is missing, and it is not worth a long wait.
        const result = await (answer.reason === null ? untilAborted(next, signal) : soon(untilAborted(next, signal), times.afterFinishMs));
        if (result === null || result.done === true) break;
        yield* answer.message(readAnswerMessage(result.value));
        if (answer.isStopped) break;
        next = incoming.next();
      }
      if (answer.reason === null) throw new ProviderFailure('interrupted', 'The server ended the answer without a finish reason.');
      yield* answer.rest();
      yield { type: 'finish', reason: answer.reason };
    } catch (error) {
      if (reader !== null) yield* reader.rest();
      const failure = failureOf(error);
      if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
      // The finish reason was seen before the connection broke: the answer is whole.
      else if (reader !== null && reader.reason !== null && (failure.code === 'interrupted' || failure.code === 'timeout')) {
        yield { type: 'finish', reason: reader.reason };
      } else yield { type: 'error', error: failure };
    } finally {
      signal.removeEventListener('abort', forward);
      stop.abort();
    }
  }

  async function listModels(signal: AbortSignal): Promise<ModelListing> {
    if (configured.length > 0) return { ok: true, models: configured };
    try {
      const endpoint = endpointOf(options, times.firstByteMs);
      const send = guardedFetch(endpoint);
      const response = await send(`${endpoint.base.href.replace(/\/$/, '')}/models`, { headers: { Accept: 'application/json' }, signal });
      const found = readModelList(await parseModelList(response), catalog);
      engine = found.engine;
      return { ok: true, models: found.models };
    } catch (error) {
      const late = new ProviderFailure('timeout', 'The list of models did not come in time.');
      return { ok: false, error: failureOf(signal.aborted ? late : error) };
    }
  }

  return {
    backend: describeBackend(backend, baseUrl),
    listModels,
    stream,
    inspectModel: () => Promise.resolve(null),
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    dispose: () => Promise.resolve(),
  };
}
