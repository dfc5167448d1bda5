import type { Catalog } from '#catalog/catalog.ts';
import { asProviderError, ProviderFailure } from '../../failure.ts';
import type { FinishReason, GenerationRequest, Served, StatedLineage, StreamPart } from '../../provider.ts';
import { type Engine, startEngine } from './engine.ts';
import { generationFor } from './generation.ts';
import { readGgufHeader } from './gguf-header.ts';
import { fetchModelFile, type ModelFile } from './model-file.ts';

export type ModelSource =
  | { readonly kind: 'address'; readonly address: URL; readonly sha256: string | null; readonly catalogId: string | null }
  | {
      readonly kind: 'file';
      readonly file: ModelFile;
      readonly stated: StatedLineage;
      readonly formatId: string | null;
      readonly hasTemplate: boolean;
    };

/** Largest context that is set up: a browser's memory is shared with everything else that is open. Tokens. */
const largestContext = 4096;
/** Below this size one thread is faster than two (measured with the guide), and the model may stay loaded beside another. Bytes. */
const smallFile = 32 * 1024 ** 2;
/** How long an aborted engine may take to settle before its worker is ended. Milliseconds. */
const stopLimit = 100;

interface Running {
  readonly engine: Engine;
  readonly file: ModelFile;
}

/** A model with its engine: loads on the first request, runs one request at a time, starts anew after a failure. */
export class LoadedModel {
  private readonly catalog: Catalog;
  private readonly source: ModelSource;
  private running: Running | null = null;
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
    const running = this.running;
    this.running = null;
    await running?.engine.end();
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
      await Promise.race([before, aborted(signal)]);
      if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
      else yield* this.answer(request, signal);
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
    let running = this.running;
    if (running === null) {
      const progress = new ProgressParts();
      const loading = this.load(progress, signal).finally(() => progress.finish());
      // Awaited below; this only keeps a failure during the iteration from counting as unhandled.
      loading.catch(() => undefined);
      yield* progress.parts();
      running = await loading;
      this.running = running;
    }
    const { engine, file } = running;
    const catalogId = this.source.kind === 'address' ? this.source.catalogId : null;
    const generation = generationFor(
      this.catalog,
      this.source.kind === 'file' ? { ...this.source, catalogId } : { catalogId, hasTemplate: false, formatId: null },
      request,
    );
    const served: Served = {
      model: request.modelId,
      catalogId,
      file: { name: file.name, bytes: file.blob.size, sha256: file.sha256 },
      ...(generation.promptText === null
        ? {}
        : { prompt: { formatId: generation.formatId, text: generation.promptText, stop: generation.request.stop } }),
      ...(this.source.kind === 'file' ? { stated: this.source.stated } : {}),
    };
    yield { type: 'served', ...served };

    let reason: string | null = null;
    const stuck = afterAbort(signal);
    const chunks = engine.complete(generation.request, signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await Promise.race([chunks.next(), stuck]);
        if (next === 'stuck') {
          await this.end();
          yield { type: 'finish', reason: 'aborted' };
          return;
        }
        if (next.done === true) break;
        const { text, reasoning, finishReason, timings } = next.value;
        if (signal.aborted) continue;
        if (reasoning !== '') yield { type: 'reasoning-delta', text: reasoning };
        for (const piece of text === '' ? [] : generation.piece(text)) yield { type: 'text-delta', ...piece };
        if (timings !== null) {
          yield {
            type: 'usage',
            promptTokens: timings.prompt_n + timings.cache_n,
            outputTokens: timings.predicted_n,
            tokensPerSecond: timings.predicted_per_second,
          };
        }
        reason = finishReason ?? reason;
      }
    } catch (error) {
      await this.end();
      throw engineFailure(error);
    }
    if (signal.aborted) yield { type: 'finish', reason: 'aborted' };
    else if (reason === null) throw new ProviderFailure('interrupted', 'The engine ended without saying why.');
    else {
      for (const piece of generation.end()) yield { type: 'text-delta', ...piece };
      yield { type: 'finish', reason: finishReasonOf(reason) };
    }
  }

  private async load(progress: ProgressParts, signal: AbortSignal): Promise<Running> {
    const { source } = this;
    const file =
      source.kind === 'file'
        ? source.file
        : await fetchModelFile(
            source.address,
            source,
            (done, total) => progress.add({ type: 'progress', stage: 'download', done, total }),
            signal,
          );
    const header = await readGgufHeader(file.blob);
    progress.add({ type: 'progress', stage: 'load', done: 0, total: null });
    const trained = Number(header.values.get(`${header.architecture}.context_length`) ?? largestContext);
    const threads = crossOriginIsolated && file.blob.size > smallFile ? Math.max(1, Math.floor(navigator.hardwareConcurrency / 2)) : 1;
    const engine = await startEngine(file.blob, { contextTokens: Math.min(trained, largestContext), threads });
    if (signal.aborted) {
      await engine.end();
      signal.throwIfAborted();
    }
    return { engine, file };
  }
}

/** Progress that arrives by callback, as parts of the stream. Only the newest of a stage is worth telling. */
class ProgressParts {
  private newest: StreamPart | null = null;
  private wake: (() => void) | null = null;
  private finished = false;

  add(part: StreamPart): void {
    this.newest = part;
    this.wake?.();
  }

  finish(): void {
    this.finished = true;
    this.wake?.();
  }

  async *parts(): AsyncIterable<StreamPart> {
    for (;;) {
      const part = this.newest;
      this.newest = null;
      if (part !== null) yield part;
      else if (this.finished) return;
      else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function afterAbort(signal: AbortSignal): Promise<'stuck'> {
  await aborted(signal);
  await new Promise((resolve) => {
    setTimeout(resolve, stopLimit);
  });
  return 'stuck';
}

function finishReasonOf(reason: string): FinishReason {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

function engineFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/context size|exceed/i.test(message)) return new ProviderFailure('context-exceeded', message);
  return new ProviderFailure(/memory|allocat/i.test(message) ? 'out-of-memory' : 'engine-failed', message);
}
