import { type ChatCompletionChunk, type LoadModelParams, type RawCompletionChunk, type ResultTimings, Wllama } from '@wllama/wllama';
import wasmAddress from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { ProviderFailure } from '../../failure.ts';
import { loadFailure } from './load-failure.ts';
import { memoryOnlyCache } from './memory-only-cache.ts';

/** One loaded model: one worker with its own memory. Ending the worker is the only way to give all of it back. */
export interface Engine {
  readonly contextTokens: number;
  /** Name and version of the program. */
  readonly name: string;
  /** Tokens of a request's prompt. One request at a time, as `complete`. `null`: the engine did not say. */
  countTokens(request: EngineRequest, signal: AbortSignal): Promise<number | null>;
  /** One request at a time: two on one instance hang. Ends quietly when `signal` is aborted; throws what the engine throws. */
  complete(request: EngineRequest, signal: AbortSignal): AsyncIterable<EngineChunk>;
  end(): Promise<void>;
}

export interface EngineRequest {
  /** A finished prompt, or messages for the chat template that the file carries. */
  readonly input: string | readonly ChatMessage[];
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly grammar?: string;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly repetitionPenalty?: number;
  readonly seed?: number;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface EngineChunk {
  readonly text: string;
  readonly reasoning: string;
  readonly finishReason: string | null;
  readonly timings: ResultTimings | null;
}

/** A worker that the content policy forbids never answers and never fails: after this time it counts as dead. Milliseconds. */
const startLimit = 60_000;

/**
 * Starts a worker and loads a model file. Throws a `ProviderFailure`: the engine answers "loaded" for files it refused, so what it knows of
 * the file is asked for, and the reason is read from its log lines.
 */
export async function startEngine(file: Blob, options: { contextTokens: number; threads: number }): Promise<Engine> {
  const lines: string[] = [];
  const keep = (...parts: unknown[]): void => {
    lines.push(parts.map(String).join(' '));
  };
  const wllama = new Wllama(
    { default: new URL(wasmAddress, document.baseURI).href },
    { logger: { debug: keep, log: keep, warn: keep, error: keep }, cacheManager: memoryOnlyCache() },
  );
  // Without this line the library fetches code for Safari from a public network.
  wllama.setCompat(null);
  const parameters: LoadModelParams = {
    n_ctx: options.contextTokens,
    n_threads: options.threads,
    n_gpu_layers: 0,
    n_parallel: 1,
    warmup: false,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const stuck = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ProviderFailure('engine-failed', 'The engine did not start in time.')), startLimit);
    });
    await Promise.race([wllama.loadModel([file], parameters), stuck]);
    const information = wllama.getLoadedContextInfo();
    // A refused file "loads" as well; then the engine knows no vocabulary.
    if (!(information.n_vocab > 0)) throw new Error('The engine refused the file.');
    return {
      contextTokens: information.n_ctx,
      name: `llama.cpp ${Wllama.getLibllamaVersion()} (WebAssembly)`,
      countTokens: (request, signal) => countTokens(wllama, request, signal),
      complete: (request, signal) => complete(wllama, request, signal),
      end: () => wllama.exit(),
    };
  } catch (error) {
    await wllama.exit();
    throw loadFailure(error, lines);
  } finally {
    clearTimeout(timer);
  }
}

const rawChunk = ({ choices, timings }: RawCompletionChunk): EngineChunk => ({
  text: choices[0]?.text ?? '',
  reasoning: '',
  finishReason: choices[0]?.finish_reason ?? null,
  timings: timings ?? null,
});

/** The library's types leave out the reasoning that llama.cpp writes apart from the text. */
interface ChatDelta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
}

function chatChunk({ choices, timings }: ChatCompletionChunk): EngineChunk {
  const delta: ChatDelta = choices[0]?.delta ?? {};
  return {
    text: delta.content ?? '',
    reasoning: delta.reasoning_content ?? '',
    finishReason: choices[0]?.finish_reason ?? null,
    timings: timings ?? null,
  };
}

/**
 * The library has no tokenizer of its own to ask. A request for no words reads the prompt and tells its length; the prompt stays read, so
 * the question itself begins sooner.
 */
async function countTokens(wllama: Wllama, request: EngineRequest, signal: AbortSignal): Promise<number | null> {
  let tokens: number | null = null;
  for await (const { timings } of complete(wllama, { ...request, maxTokens: 0 }, signal)) {
    if (timings !== null) tokens = timings.prompt_n + timings.cache_n;
  }
  return tokens;
}

/** Turns the library's callbacks into an iteration that can be left at any point: the iterator it offers itself hangs when it is left. */
async function* complete(wllama: Wllama, request: EngineRequest, signal: AbortSignal): AsyncIterable<EngineChunk> {
  const waiting: EngineChunk[] = [];
  let wake: (() => void) | null = null;
  let ended = false;
  let failure: unknown = null;
  const notify = (): void => {
    wake?.();
    wake = null;
  };
  const push = (chunk: EngineChunk): void => {
    waiting.push(chunk);
    notify();
  };
  const settings = {
    max_tokens: request.maxTokens,
    abortSignal: signal,
    ...(request.grammar === undefined ? {} : { grammar: request.grammar }),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...(request.topK === undefined ? {} : { top_k: request.topK }),
    ...(request.repetitionPenalty === undefined ? {} : { penalty_repeat: request.repetitionPenalty }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
  };
  const { input } = request;
  const running =
    typeof input === 'string'
      ? wllama.createCompletion({
          ...settings,
          prompt: input,
          stop: [...request.stop],
          stream: true,
          onData: (chunk) => push(rawChunk(chunk)),
        })
      : wllama.createChatCompletion({ ...settings, messages: [...input], stream: true, onData: (chunk) => push(chatChunk(chunk)) });
  running
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => {
      ended = true;
      notify();
    });
  for (;;) {
    const chunk = waiting.shift();
    if (chunk !== undefined) yield chunk;
    else if (ended) break;
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  if (failure !== null && !signal.aborted) throw failure;
}
