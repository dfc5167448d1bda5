import type { Catalog } from '#catalog/catalog.ts';
import type { BackendSettings } from './backend-settings.ts';
import { addressOf, describeBackend } from './backend-settings.ts';
import { hasShelf } from './backends/in-browser/downloads/shelf.ts';
import type { InBrowserProvider, OpenedModel } from './backends/in-browser/in-browser.ts';
import { configuredNames } from './configured-names.ts';
import { asProviderError, partMissing, ProviderFailure } from './failure.ts';
import { hubAt } from './hub/hub-address.ts';
import type { LocalModels } from './local-models.ts';
import type { BackendKind, ModelListing, OfferedModel, Provider, ProviderError } from './provider.ts';
import type { Scheduler } from './scheduler.ts';
import { untilAborted } from './waiting.ts';
import type { ServerOptions } from './wire/server-connection.ts';

export interface ProviderOptions {
  readonly backend: BackendSettings;
  /** Asked for with the dialect, at its first use. */
  readonly loadCatalog: () => Promise<Catalog>;
  /** Address of the page: relative addresses of servers and model files are resolved against it. */
  readonly baseUrl: URL;
  /** The person's key for this backend, asked before each request; `null` when there is none. */
  readonly token: () => string | null;
  /** The Hub, or a mirror of it, that model files are fetched from: absolute, or relative to the page. Default: the Hugging Face Hub. */
  readonly hubUrl?: string;
}

/** What became of a file that a person opened. */
export type OpenedModelResult = { readonly ok: true; readonly model: OpenedModel } | { readonly ok: false; readonly error: ProviderError };

export interface LazyProvider extends Provider {
  /** Reads a model file from disk and offers it as a model of this backend; nothing runs yet. Never rejects. */
  openModelFile(file: File): Promise<OpenedModelResult>;
  /** The models of this device. Rejects if this backend runs none, or if its part of the app cannot be loaded. */
  localModels(): Promise<LocalModels>;
  /**
   * A model will likely be asked soon: loads the dialect and, where a small model runs in this browser, the engine and the model. Asks no
   * server but the page's own, and does nothing where the person wants to save data. Never fails: asking tries again and tells.
   */
  prepare(modelId: string): void;
}

type DialectOptions = ProviderOptions & Pick<ServerOptions, 'heed'>;
type Loaded = Provider & Partial<Pick<InBrowserProvider, 'addFile' | 'localModels' | 'prepare'>>;

/** The dialects. Each is its own chunk: neither the engine nor the Hugging Face client is in the first page. */
const dialects: Readonly<Record<BackendKind, (options: DialectOptions) => Promise<Loaded>>> = {
  'in-browser': async ({ backend, loadCatalog, baseUrl, hubUrl = 'https://huggingface.co' }) => {
    const [{ createInBrowserProvider }, catalog] = await Promise.all([import('./backends/in-browser/in-browser.ts'), loadCatalog()]);
    const models = backend.models.flatMap(({ id, name, catalog: catalogId, file, sha256, bytes }) =>
      file === undefined
        ? []
        : [{ id, name: name ?? id, catalogId: catalogId ?? null, file, sha256: sha256 ?? null, bytes: bytes ?? null }],
    );
    return createInBrowserProvider({ backend: describeBackend(backend, baseUrl), models, catalog, baseUrl, hub: hubAt(hubUrl, baseUrl) });
  },
  'openai-compatible': async (options) => {
    const [{ createOpenAiCompatibleProvider }, catalog] = await Promise.all([
      import('./backends/openai-compatible.ts'),
      options.loadCatalog(),
    ]);
    return createOpenAiCompatibleProvider({ ...options, catalog });
  },
  'hugging-face': async (options) => {
    const [{ createHuggingFaceProvider }, catalog] = await Promise.all([import('./backends/hugging-face.ts'), options.loadCatalog()]);
    return createHuggingFaceProvider({ ...options, catalog });
  },
  ollama: async (options) => {
    const [{ createOllamaProvider }, catalog] = await Promise.all([import('./backends/ollama.ts'), options.loadCatalog()]);
    return createOllamaProvider({ ...options, catalog });
  },
  'text-generation-inference': async (options) => {
    const [{ createTextGenerationInferenceProvider }, catalog] = await Promise.all([
      import('./backends/text-generation-inference.ts'),
      options.loadCatalog(),
    ]);
    return createTextGenerationInferenceProvider({ ...options, catalog });
  },
};

/** Whether the browser was told to use little data. Not every browser can say. */
function savesData(): boolean {
  const connection: unknown = typeof navigator === 'undefined' ? null : Reflect.get(navigator, 'connection');
  return typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true;
}

/** A provider for a backend of the configuration. Its dialect is loaded at its first use; if that fails, the next use tries again. */
export function createProvider(options: ProviderOptions): LazyProvider {
  const { backend, baseUrl } = options;
  let loading: Promise<Loaded> | null = null;
  let told: readonly OfferedModel[] | null = null;

  function load(): Promise<Loaded> {
    loading ??= dialects[backend.kind]({ ...options, heed }).catch((error: unknown) => {
      loading = null;
      throw partMissing(error);
    });
    return loading;
  }

  /** A pause that a server asks for when it is asked for something small holds for the questions too. */
  const heed = async (failure: ProviderError): Promise<void> => {
    const scheduler = failure.retryAfterMs === undefined ? null : await loadScheduler().catch(() => null);
    scheduler?.heed(lane(), failure);
  };

  /** What runs in the browser has a queue of its own. */
  async function loadScheduler(): Promise<Scheduler | null> {
    if (backend.kind === 'in-browser') return null;
    const { pageScheduler } = await import('./scheduler.ts');
    return pageScheduler;
  }

  /** Without the catalog the configuration's own words have to do; the next listing has more. */
  async function listConfigured(): Promise<readonly OfferedModel[]> {
    try {
      const [{ configuredModels }, catalog] = await Promise.all([import('./configured-models.ts'), options.loadCatalog()]);
      return configuredModels(backend.models, catalog);
    } catch {
      return configuredNames(backend.models);
    }
  }

  /** What the server tells now. While it wants to be left alone it is not asked: what it told before, or what is configured, stays. */
  async function listServed(signal: AbortSignal): Promise<ModelListing> {
    const [loaded, scheduler] = await Promise.all([load(), loadScheduler()]);
    const held = scheduler?.heldUntil(lane()) ?? null;
    const error: ProviderError = { code: 'rate-limited', detail: 'The server asked for a pause that is not over.' };
    const listing: ModelListing = held === null ? await loaded.listModels(signal) : { ok: false, error };
    if (listing.ok) told = listing.models;
    const heldUntil = scheduler?.heldUntil(lane()) ?? null;
    if (listing.ok || heldUntil === null) return listing;
    const before = told ?? (backend.models.length > 0 ? await listConfigured() : null);
    return before === null ? { ...listing, heldUntil } : { ok: true, models: before, heldUntil };
  }

  /** Requests of one origin share its connections. */
  const lane = (): string => addressOf(backend, baseUrl)?.origin ?? backend.id;

  /** What a dialect tells; a dialect that cannot be loaded tells nothing, and neither does a server that asked to be left alone. */
  async function quietly<Value>(ask: (loaded: Loaded) => Promise<Value | null>): Promise<Value | null> {
    try {
      const [loaded, scheduler] = await Promise.all([load(), loadScheduler()]);
      return (scheduler?.heldUntil(lane()) ?? null) === null ? await ask(loaded) : null;
    } catch {
      return null;
    }
  }

  return {
    backend: describeBackend(backend, baseUrl),
    async listModels(signal) {
      // What the configuration lists needs no dialect: nothing is fetched for a picker that nobody opened. Only a router adds prices to it, and
      // the browser the files that a person keeps.
      const addsToIt = backend.kind === 'hugging-face' || (backend.kind === 'in-browser' && (await hasShelf()));
      const isListed = loading === null && backend.models.length > 0 && !addsToIt;
      if (isListed) return { ok: true, models: await listConfigured() };
      try {
        return await listServed(signal);
      } catch (error) {
        return { ok: false, error: asProviderError(error) };
      }
    },
    async *stream(request, signal) {
      let ready: readonly [Loaded, Scheduler | null] | null = null;
      try {
        ready = await untilAborted(Promise.all([load(), loadScheduler()]), signal);
      } catch (error) {
        yield signal.aborted ? { type: 'finish', reason: 'aborted' } : { type: 'error', error: asProviderError(error) };
      }
      if (ready === null) return;
      const [loaded, scheduler] = ready;
      if (scheduler === null) yield* loaded.stream(request, signal);
      else yield* scheduler.run({ lane: lane(), group: request.conversationId ?? '' }, signal, () => loaded.stream(request, signal));
    },
    inspectModel: (modelId, signal) => quietly(async (loaded) => loaded.inspectModel(modelId, signal)),
    countTokens: (request, signal) => quietly(async (loaded) => loaded.countTokens(request, signal)),
    renderPrompt: (request, signal) => quietly(async (loaded) => loaded.renderPrompt(request, signal)),
    canContinue: async (request, signal) => (await quietly(async (loaded) => loaded.canContinue(request, signal))) ?? false,
    async openModelFile(file) {
      try {
        const { addFile } = await load();
        if (addFile === undefined) throw new ProviderFailure('bad-request', `"${backend.label}" does not run model files.`);
        return { ok: true, model: await addFile(file) };
      } catch (error) {
        return { ok: false, error: asProviderError(error) };
      }
    },
    prepare(modelId) {
      if (!savesData()) void quietly(async (loaded) => loaded.prepare?.(modelId) ?? null);
    },
    async localModels() {
      const { localModels } = await load();
      if (localModels === undefined) throw new ProviderFailure('bad-request', `"${backend.label}" runs no models on this device.`);
      return localModels;
    },
    async dispose() {
      await (await loading?.catch(() => null))?.dispose();
    },
  };
}
