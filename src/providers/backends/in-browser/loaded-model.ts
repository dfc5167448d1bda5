import type { Catalog } from '#catalog/catalog.ts';
import { asProviderError, ProviderFailure } from '../../failure.ts';
import type { GenerationRequest, ModelInspection, Served, StreamPart } from '../../provider.ts';
import { soon, untilAborted } from '../../waiting.ts';
import type { Engine } from './engine.ts';
import { engineFailure, finishReasonOf, settled, usageOf } from './engine-report.ts';
import { type Generation, generationFor } from './generation.ts';
import { type GgufHeader, readGgufHeader } from './gguf-header.ts';
import type { MemoryBudget, MemoryHolder } from './memory-budget.ts';
import { memoryOf, usableContext } from './memory-estimate.ts';
import { fetchModelFile, type ModelFile } from './model-file.ts';
import type { ModelSource } from './model-source.ts';
import { ProgressParts } from './progress-parts.ts';
import { statedLineage } from '../../stated-lineage.ts';

/** Below this size one thread is faster than two (measured with the guide). Bytes. */
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
  readonly header: GgufHeader;
}

/** The engine is large and needed only once a model is asked, not when models are listed. */
const loadEngine = () => import('./engine.ts');

/** A model with its engine: loads on the first request, runs one request at a time, starts anew after a failure. */
export class LoadedModel implements MemoryHolder {
  readonly id: string;
  readonly name: string;
  private readonly catalog: Catalog;
  private readonly source: ModelSource;
  private readonly memory: MemoryBudget;
  private running: Running | null = null;
  /** What was begun before anybody asked. */
  private prepared: Loading | null = null;
  /** An engine that is starting. It cannot be stopped on the way, and whoever asks next can use it. */
  private starting: Promise<Running> | null = null;
  /** Counts the ends, so that an engine whose model was ended while it started is ended too. */
  private ends = 0;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(options: {
    readonly id: string;
    readonly name: string;
    readonly catalog: Catalog;
    readonly source: ModelSource;
    readonly memory: MemoryBudget;
  }) {
    this.id = options.id;
    this.name = options.name;
    this.catalog = options.catalog;
    this.source = options.source;
    this.memory = options.memory;
  }

  get isBusy(): boolean {
    return this.waiting > 0;
  }

  async end(): Promise<void> {
    this.ends++;
    this.starting = null;
    this.prepared?.stop.abort();
    this.prepared = null;
    const running = this.running;
    this.running = null;
    await running?.engine.end();
    this.memory.release(this);
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
    const { turn, leave } = this.enter();
    try {
      if (this.waiting > 1) yield { type: 'queued', position: this.waiting - 1 };
      await untilAborted(turn, signal);
      yield* this.answer(request, signal);
    } catch (error) {
      if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
      else yield { type: 'error', error: asProviderError(error, 'engine-failed') };
    } finally {
      leave();
    }
  }

  /** What the file tells of itself; of a file beside the page only once it was fetched. */
  async inspect(): Promise<ModelInspection | null> {
    const { running, source } = this;
    const header = await this.header();
    if (header === null) return null;
    const template = header.values.get('tokenizer.chat_template');
    return {
      contextTokens: running?.engine.contextTokens ?? usableContext(header),
      chatTemplate: typeof template === 'string' ? { text: template, origin: 'model' } : null,
      stated: statedLineage(header.values),
      revision: source.kind === 'kept' ? source.revision : null,
      engine: running?.engine.name ?? null,
      remoteHost: null,
    };
  }

  /** Counts only while it is loaded and has nothing else to do: loading a model for a number would cost more than the number is worth. */
  async countTokens(request: GenerationRequest, signal: AbortSignal): Promise<number | null> {
    const { running } = this;
    if (running === null || this.isBusy) return null;
    const { turn, leave } = this.enter();
    try {
      await untilAborted(turn, signal);
      return await running.engine.countTokens(this.generation(running.header, request).request, signal);
    } finally {
      leave();
    }
  }

  /** The prompt where it is written here; what the engine makes of a file's own template it does not tell. */
  async renderPrompt(request: GenerationRequest): Promise<string | null> {
    const header = await this.header();
    // The guide's prompt is made from the catalog, whatever its file says.
    return header === null && this.catalogId !== 'stemma-guide' ? null : this.generation(header, request).promptText;
  }

  private async header(): Promise<GgufHeader | null> {
    const { running, source } = this;
    if (running !== null) return running.header;
    if (source.kind === 'address') return null;
    return await readGgufHeader((source.kind === 'file' ? source.file : await source.open()).blob);
  }

  /** Takes a place in the queue. Whoever leaves it early still lets the one before it finish first. */
  private enter(): { readonly turn: Promise<void>; readonly leave: () => void } {
    const turn = this.queue;
    let release = (): void => undefined;
    this.queue = new Promise((resolve) => {
      release = resolve;
    });
    this.waiting++;
    this.memory.touch(this);
    return {
      turn,
      leave: () => {
        this.waiting--;
        this.memory.changed();
        void turn.then(release);
      },
    };
  }

  private async *answer(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
    const running = this.running ?? (yield* this.load(signal));
    const { engine, file } = running;
    const { source } = this;
    const generation = this.generation(running.header, request);
    const served: Served = {
      model: request.modelId,
      catalogId: this.catalogId,
      file: { name: file.name, bytes: file.blob.size, sha256: file.sha256 },
      ...(generation.promptText === null
        ? {}
        : { prompt: { formatId: generation.formatId, text: generation.promptText, stop: generation.request.stop } }),
      ...(source.kind === 'kept' ? { revision: source.revision } : {}),
      ...(source.kind === 'address' ? {} : { stated: source.stated }),
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

  private get catalogId(): string | null {
    return this.source.kind === 'file' ? null : this.source.catalogId;
  }

  private generation(header: GgufHeader | null, request: GenerationRequest): Generation {
    const { source, catalogId } = this;
    const formatId = source.kind === 'file' ? source.formatId : (this.catalog.models.get(catalogId ?? '')?.promptFormat ?? null);
    return generationFor(
      this.catalog,
      { catalogId, hasTemplate: header?.values.has('tokenizer.chat_template') === true, formatId },
      request,
    );
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
      const file =
        source.kind === 'file'
          ? source.file
          : source.kind === 'kept'
            ? await source.open()
            : await fetchModelFile(source.address, source, downloaded, signal);
      const header = await readGgufHeader(file.blob);
      signal.throwIfAborted();
      await this.memory.reserve(this, memoryOf(header, file.blob.size), signal, () => progress.add({ type: 'queued' }));
      const starting = this.start(file, header);
      this.starting = starting;
      const forget = (): void => {
        if (this.starting === starting) this.starting = null;
      };
      starting.then(forget, forget);
    }
    progress.add({ type: 'progress', stage: 'load', done: 0, total: null });
    return await this.starting;
  }

  private async start(file: ModelFile, header: GgufHeader): Promise<Running> {
    const ends = this.ends;
    const threads = crossOriginIsolated && file.blob.size > smallFile ? Math.max(1, Math.floor(navigator.hardwareConcurrency / 2)) : 1;
    try {
      const { startEngine } = await loadEngine();
      const engine = await startEngine(file.blob, { contextTokens: usableContext(header), threads });
      if (ends !== this.ends) {
        await engine.end();
        throw new ProviderFailure('engine-failed', `${file.name} was put away while it was loading.`);
      }
      this.running = { engine, file, header };
      return this.running;
    } catch (error) {
      this.memory.release(this);
      throw error;
    }
  }
}
