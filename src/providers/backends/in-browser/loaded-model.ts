import type { ResultTimings } from '@wllama/wllama';
import type { Catalog } from '#catalog/catalog.ts';
import { asProviderError, ProviderFailure } from '../../failure.ts';
import type { FinishReason, GenerationRequest, Served, StatedLineage, StreamPart } from '../../provider.ts';
import { soon, untilAborted } from '../../waiting.ts';
import type { Engine, EngineChunk } from './engine.ts';
import { generationFor } from './generation.ts';
import { readGgufHeader, trainedContext } from './gguf-header.ts';
import { fetchModelFile, type ModelFile } from './model-file.ts';
import { ProgressParts } from './progress-parts.ts';

export type ModelSource =
  | { readonly kind: 'address'; readonly address: URL; readonly sha256: string | null; readonly catalogId: string | null }
  | {
      readonly kind: 'file';
      readonly file: ModelFile;
      readonly stated: StatedLineage;
      /** Format that the file's name suggests, for files without a template of their own. */
      readonly formatId: string | null;
    };

/** Largest context that is set up: a browser's memory is shared with everything else that is open. Tokens. */
export const largestContext = 4096;
/** Below this size one thread is faster than two (measured with the guide), and the model may stay loaded beside another. Bytes. */
export const smallFile = 32 * 1024 ** 2;
/** How long an engine may take to settle when it is stopped, before its worker is ended. Milliseconds. */
const stopLimit = 80;

/** A model on its way. */
interface Loading {
  readonly progress: ProgressParts;
  readonly running: Promise<Running>;
  /** Ends a download; an engine that is starting goes on. */
  readonly stop: AbortController;
}

interface Running {
  readonly engine: Engine;
  readonly file: ModelFile;
  /** Whether the file carries a chat template of its own. */
  readonly hasTemplate: boolean;
}

/** The engine is large and needed only once a model is asked, not when models are listed. */
const loadEngine = () => import('./engine.ts');

/** A model with its engine: loads on the first request, runs one request at a time, starts anew after a failure. */
export class LoadedModel {
  private readonly catalog: Catalog;
  private readonly source: ModelSource;
  private running: Running | null = null;
  /** What was begun before anybody asked. */
  private prepared: Loading | null = null;
  /** An engine that is starting. It cannot be stopped on the way, and whoever asks next can use it. */
  private starting: Promise<Running> | null = null;
  /** Counts the ends, so that an engine whose model was ended while it started is ended too. */
  private ends = 0;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(catalog: Catalog, source: ModelSource) {
    this.catalog = catalog;
    this.source = source;
  }

  get isBusy(): boolean {
    return this.waiting > 0;
  }

  get isSmall(): boolean {
    return this.running !== null && this.running.file.blob.size <= smallFile;
  }

  async end(): Promise<void> {
    this.ends++;
    this.starting = null;
    this.prepared?.stop.abort();
    this.prepared = null;
    const running = this.running;
    this.running = null;
    await running?.engine.end();
  }

  /** Begins to load, so that whoever asks next waits less. A failure is nobody's yet: whoever asks tries again. */
  prepare(): void {
    if (this.running !== null || this.starting !== null || this.prepared !== null || this.isBusy) return;
    const prepared = this.beginLoading();
    this.prepared = prepared;
    const forget = (): void => {
      if (this.prepared === prepared) this.prepared = null;
    };
    prepared.running.then(forget, forget);
  }

  async *stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
    const before = this.queue;
    let release = (): void => undefined;
    this.queue = new Promise((resolve) => {
      release = resolve;
    });
    this.waiting++;
    try {
      if (this.waiting > 1) yield { type: 'queued', position: this.waiting - 1 };
      await untilAborted(before, signal);
      yield* this.answer(request, signal);
    } catch (error) {
      if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
      else yield { type: 'error', error: asProviderError(error) };
    } finally {
      this.waiting--;
      // A request that left the queue early still lets the one before it finish first.
      void before.then(release);
    }
  }

  private async *answer(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
    const running = this.running ?? (yield* this.load(signal));
    const { engine, file, hasTemplate } = running;
    const { source } = this;
    const catalogId = source.kind === 'address' ? source.catalogId : null;
    const formatId = source.kind === 'file' ? source.formatId : (this.catalog.models.get(catalogId ?? '')?.promptFormat ?? null);
    const generation = generationFor(this.catalog, { catalogId, hasTemplate, formatId }, request);
    const served: Served = {
      model: request.modelId,
      catalogId,
      file: { name: file.name, bytes: file.blob.size, sha256: file.sha256 },
      ...(generation.promptText === null
        ? {}
        : { prompt: { formatId: generation.formatId, text: generation.promptText, stop: generation.request.stop } }),
      ...(source.kind === 'file' ? { stated: source.stated } : {}),
    };
    yield { type: 'served', ...served };

    const stop = new AbortController();
    const chunks = engine.complete(generation.request, stop.signal)[Symbol.asyncIterator]();
    let reason: string | null = null;
    try {
      for (;;) {
        const next = await untilAborted(chunks.next(), signal);
        if (next.done === true) break;
        const { text, reasoning, finishReason, timings } = next.value;
        if (reasoning !== '') yield { type: 'reasoning-delta', text: reasoning };
        for (const piece of text === '' ? [] : generation.piece(text)) yield { type: 'text-delta', ...piece };
        if (timings !== null) yield usageOf(timings);
        reason = finishReason ?? reason;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      const failure = engineFailure(error);
      // An over-long prompt is refused before anything runs; after any other failure the engine's state is unknown.
      if (failure.error.code !== 'context-exceeded') await this.end();
      throw failure;
    } finally {
      stop.abort();
      if ((await soon(settled(chunks), stopLimit)) === null) await this.end();
    }
    if (reason === null) throw new ProviderFailure('interrupted', 'The engine ended without saying why.');
    for (const piece of generation.end()) yield { type: 'text-delta', ...piece };
    yield { type: 'finish', reason: finishReasonOf(reason) };
  }

  /** Tells the progress and gives the engine. When the signal is aborted a download ends, while an engine that is starting goes on. */
  private async *load(signal: AbortSignal): AsyncGenerator<StreamPart, Running, undefined> {
    const { progress, running, stop } = this.prepared ?? this.beginLoading();
    this.prepared = null;
    const end = (): void => {
      stop.abort(signal.reason);
      progress.finish();
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    yield* progress.parts();
    return await untilAborted(running, signal);
  }

  private beginLoading(): Loading {
    const progress = new ProgressParts();
    const stop = new AbortController();
    const running = this.fetchAndStart(progress, stop.signal).finally(() => progress.finish());
    // Whoever asks awaits it; this only keeps a failure before that from counting as unhandled.
    running.catch(() => undefined);
    return { progress, running, stop };
  }

  private async fetchAndStart(progress: ProgressParts, signal: AbortSignal): Promise<Running> {
    const { source } = this;
    if (this.starting === null) {
      // The engine comes beside the file, not after it. If it does not come, the start tells.
      loadEngine().catch(() => undefined);
      const downloaded = (done: number, total: number | null): void => progress.add({ type: 'progress', stage: 'download', done, total });
      const file = source.kind === 'file' ? source.file : await fetchModelFile(source.address, source, downloaded, signal);
      signal.throwIfAborted();
      const starting = this.start(file);
      this.starting = starting;
      const forget = (): void => {
        if (this.starting === starting) this.starting = null;
      };
      starting.then(forget, forget);
    }
    progress.add({ type: 'progress', stage: 'load', done: 0, total: null });
    return await this.starting;
  }

  private async start(file: ModelFile): Promise<Running> {
    const ends = this.ends;
    const header = await readGgufHeader(file.blob);
    const contextTokens = Math.min(trainedContext(header) ?? largestContext, largestContext);
    const threads = crossOriginIsolated && file.blob.size > smallFile ? Math.max(1, Math.floor(navigator.hardwareConcurrency / 2)) : 1;
    const { startEngine } = await loadEngine();
    const engine = await startEngine(file.blob, { contextTokens, threads });
    if (ends !== this.ends) {
      await engine.end();
      throw new ProviderFailure('engine-failed', `${file.name} was put away while it was loading.`);
    }
    const running = { engine, file, hasTemplate: header.values.has('tokenizer.chat_template') };
    this.running = running;
    return running;
  }
}

/** Settles when the iteration has ended, however it ends. */
async function settled(chunks: AsyncIterator<EngineChunk>): Promise<true> {
  try {
    for (;;) if ((await chunks.next()).done === true) return true;
  } catch {
    return true;
  }
}

const usageOf = (timings: ResultTimings): StreamPart => ({
  type: 'usage',
  promptTokens: timings.prompt_n + timings.cache_n,
  outputTokens: timings.predicted_n,
  tokensPerSecond: timings.predicted_per_second,
});

function finishReasonOf(reason: string): FinishReason {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

function engineFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const tokens = /\((\d+) tokens\).*\((\d+) tokens\)/.exec(message);
  if (tokens !== null) return new ProviderFailure('context-exceeded', message, { needed: Number(tokens[1]), limit: Number(tokens[2]) });
  if (/context size/i.test(message)) return new ProviderFailure('context-exceeded', message);
  return new ProviderFailure(/memory|allocat/i.test(message) ? 'out-of-memory' : 'engine-failed', message);
}
