import { addressOf, describeBackend } from './backend-settings.ts';
import { hasShelf } from './backends/in-browser/downloads/shelf.ts';
import type { InBrowserProvider } from './backends/in-browser/in-browser.ts';
import { configuredModels } from './configured-models.ts';
import { configuredNames } from './configured-names.ts';
import { asProviderError, partMissing, ProviderFailure } from './failure.ts';
import { hubAt } from './hub/hub-address.ts';
import type { BackendKind, ModelListing, OfferedModel, Provider, ProviderError } from './provider.ts';
import type { LazyProvider, ProviderOptions } from './providers.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerOptions } from './wire/server-connection.ts';

/** What a provider does, apart from what it says of itself. */
export interface WholeProvider extends Omit<LazyProvider, 'backend' | 'stream'> {
  /** How to stream, once the dialect and its queue are here. Rejects with a `ProviderFailure` if they cannot be loaded. */
  ready(): Promise<Provider['stream']>;
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

/** The dialect of a backend is loaded at its first use; if that fails, the next use tries again. */
export function createWholeProvider(options: ProviderOptions): WholeProvider {
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
      return configuredModels(backend.models, await options.loadCatalog());
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
    async ready() {
      const [loaded, scheduler] = await Promise.all([load(), loadScheduler()]);
      if (scheduler === null) return (request, signal) => loaded.stream(request, signal);
      return (request, signal) =>
        scheduler.run({ lane: lane(), group: request.conversationId ?? '' }, signal, () => loaded.stream(request, signal));
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
