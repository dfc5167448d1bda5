import type { FilledFact } from '#catalog/guide/filled-fact.ts';
import type { LicenseSnapshot } from '#catalog/license-snapshot.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import type { StatedLineage } from '#catalog/stated-lineage.ts';

export type { StatedLineage };

/**
 * The contract between Stemma and whatever runs a model.
 *
 * `stream` never throws and its iterator never rejects: every failure is the last part, `error`. After exactly one terminal part
 * (`finish` or `error`) the iterator ends. An answer is complete only if a `finish` part with a reason other than `aborted` was seen;
 * neither the end of a response nor `[DONE]` proves it. When `signal` is aborted, the connection is closed (or the engine stopped)
 * within 100 ms and the terminal part is `finish` with reason `aborted`. Nothing is retried silently.
 */
export interface Provider {
  readonly backend: BackendDescription;
  /** Models that this backend offers now. Rejects never; a failure is in the result. */
  listModels(signal: AbortSignal): Promise<ModelListing>;
  stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** What the backend tells of one model before it is asked. `null`: it cannot tell, or did not. Rejects never. */
  inspectModel(modelId: string, signal: AbortSignal): Promise<ModelInspection | null>;
  /** Tokens of the prompt that `stream` would send, counted by the model's own tokenizer. `null`: this backend cannot count. Rejects never. */
  countTokens(request: GenerationRequest, signal: AbortSignal): Promise<number | null>;
  /** The prompt as the backend's own template writes it, to be shown or compared. `null`: it cannot tell. Rejects never. */
  renderPrompt(request: GenerationRequest, signal: AbortSignal): Promise<string | null>;
  /**
   * Whether an answer can be begun for the model: a request with `begun` is answered with what follows it, to the letter. `false` also where
   * nobody knows. Rejects never.
   */
  canContinue(request: Pick<GenerationRequest, 'modelId' | 'promptFormat'>, signal: AbortSignal): Promise<boolean>;
  /** Frees what is held (workers, memory). A later `stream` starts again from nothing. */
  dispose(): Promise<void>;
}

export type BackendKind = 'in-browser' | 'openai-compatible' | 'hugging-face' | 'ollama' | 'text-generation-inference';

/** What the person is told about a backend; `url` never enters a stored record. */
export interface BackendDescription {
  readonly id: string;
  readonly kind: BackendKind;
  readonly label: string;
  /** Host that a prompt is sent to; `null` means it stays in this browser. */
  readonly host: string | null;
}

export interface OfferedModel {
  /** Id inside the backend, as sent on the wire. */
  readonly id: string;
  readonly name: string;
  /** Catalog id when the model was recognised or configured; `null` = not in the catalog. */
  readonly catalogId: string | null;
  readonly contextTokens: number | null;
  /** Bytes to load before the first answer, where known. */
  readonly bytes: number | null;
  /** Set when the backend only passes the words on: the host where this model really runs. */
  readonly remoteHost?: string;
  /** Whether it reads pictures; absent where nobody tells. */
  readonly readsImages?: boolean;
  /** Set when a router passes the words on to one of several companies, of which a person can choose one. */
  readonly routes?: readonly ModelRoute[];
}

/** A company that serves a model behind a router, as the router describes it. */
export interface ModelRoute {
  /** Id of the model by this company, as sent on the wire. */
  readonly id: string;
  /** The company, as the router names it. */
  readonly provider: string;
  readonly isLive: boolean;
  readonly contextTokens: number | null;
  /** US dollars per million tokens; `null` = not told. Both are 0 where the router says that it is free for now. */
  readonly price: { readonly input: number; readonly output: number } | null;
}

/** One model as its backend describes it; a field that the backend does not tell is `null`. Claims, never checked here. */
export interface ModelInspection {
  /** Tokens that one conversation can use, not the length that the model was trained on. */
  readonly contextTokens: number | null;
  /** `fallback`: the file has no template, and the server chats in a format that the model never saw. */
  readonly chatTemplate: { readonly text: string; readonly origin: 'model' | 'fallback' } | null;
  readonly stated: StatedLineage | null;
  readonly revision: string | null;
  /** Name and version of the program that serves the model. */
  readonly engine: string | null;
  /** Where the words really go, if the server passes them on (a cloud model behind a local server). */
  readonly remoteHost: string | null;
  /** Whether it reads pictures; absent where the backend does not tell. */
  readonly readsImages?: boolean;
}

/**
 * `heldUntil`: the server asked to be left alone until then (milliseconds since 1970), so it was not asked now; `models` are those that it
 * told before.
 */
export type ModelListing = { readonly heldUntil?: number } & (
  | { readonly ok: true; readonly models: readonly OfferedModel[] }
  | { readonly ok: false; readonly error: ProviderError }
);

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Pictures that belong to the text; only where the model reads them. */
  readonly images?: readonly TurnImage[];
}

export interface TurnImage {
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
}

/** Sampling, in the field's usual terms; an absent value is left to the backend. */
export interface SamplingParameters {
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly repetitionPenalty?: number;
  readonly seed?: number;
}

export interface GenerationRequest {
  /** Id inside the backend. */
  readonly modelId: string;
  readonly system: string | null;
  /** Oldest first; the last turn is the person's question. */
  readonly turns: readonly Turn[];
  /** What the answer begins with already: what is streamed follows its last character. Only where `canContinue`; it does not end in a blank. */
  readonly begun?: string;
  readonly parameters: SamplingParameters;
  /** A format of the catalog: the prompt is written here and sent raw. `null`: the backend applies its own template. */
  readonly promptFormat: PromptFormat | null;
  /** Id of the format that the catalog has for the model and this backend cannot be given: it takes no raw prompt. */
  readonly unusedFormat?: string;
  /** The page's language: the guide model answers in the question's language and falls back to this one. */
  readonly locale: 'en' | 'zh-Hans';
  /** Which conversation asks, so that conversations take turns. It is never sent. */
  readonly conversationId?: string;
}

export type StreamPart =
  /** `position` counts from 1. `heldMs`: the server asked to be left alone for so long. */
  | { readonly type: 'queued'; readonly position?: number; readonly heldMs?: number }
  | { readonly type: 'progress'; readonly stage: 'download' | 'load' | 'prompt'; readonly done: number; readonly total: number | null }
  | ({ readonly type: 'served' } & Served)
  | {
      readonly type: 'text-delta';
      readonly text: string /** Set when the catalog, not the model, wrote this text. */;
      readonly filled?: FilledFact;
    }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | ({ readonly type: 'usage' } & Usage)
  | { readonly type: 'finish'; readonly reason: FinishReason }
  | { readonly type: 'error'; readonly error: ProviderError };

export type FinishReason = 'stop' | 'stop-string' | 'length' | 'content-filter' | 'aborted';

/** Who really answered, as far as the backend tells. Later parts overwrite earlier ones field by field. */
export interface Served {
  /** Model id as stated by the backend. */
  readonly model?: string;
  /** Catalog id of the model served; `null` = unknown to the catalog. */
  readonly catalogId?: string | null;
  /** The company or engine behind the backend (for example a router's provider). */
  readonly provider?: string;
  readonly revision?: string;
  readonly file?: { readonly name: string; readonly bytes: number; readonly sha256: string | null };
  /** The exact prompt, where it was written here. */
  readonly prompt?: { readonly formatId: string; readonly text: string; readonly stop: readonly string[] };
  /** Id of the catalog's format that should have been applied and could not: the backend takes no raw prompt and wrote its own. */
  readonly unusedFormat?: string;
  /** What the catalog said of its license when it answered. Not told by a backend: it is added where the answer is kept. */
  readonly license?: LicenseSnapshot | null;
  /** Lineage that a model file states about itself, when it is not the catalog's. */
  readonly stated?: StatedLineage;
}

export interface Usage {
  readonly promptTokens?: number;
  readonly outputTokens?: number;
  readonly tokensPerSecond?: number;
}

export type ErrorCode =
  | 'auth'
  | 'not-found'
  | 'rate-limited'
  /** The account that pays has nothing left, or the service wants to be paid first: waiting does not help. */
  | 'no-credit'
  | 'busy'
  | 'loading'
  | 'context-exceeded'
  | 'bad-request'
  | 'network'
  /** The page's own content policy refused the request. */
  | 'blocked-by-policy'
  | 'malformed'
  | 'timeout'
  | 'server'
  /** The stream ended without a finish reason: what arrived is kept, and it is not the whole answer. */
  | 'interrupted'
  | 'file-damaged'
  | 'file-too-large'
  | 'architecture-unsupported'
  | 'out-of-memory'
  | 'engine-failed'
  /** A chunk or the catalog of Stemma itself did not come. */
  | 'part-missing'
  /** Stemma itself made a mistake: neither the backend nor the engine is to blame. */
  | 'app-failed';

export interface ProviderError {
  readonly code: ErrorCode;
  /** The backend's own words, at most 500 characters, secrets masked. Never the request body. */
  readonly detail: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** For `context-exceeded`: tokens of the prompt and tokens that fit. */
  readonly needed?: number;
  readonly limit?: number;
}
