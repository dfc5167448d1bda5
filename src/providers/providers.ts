import type { Catalog } from '#catalog/catalog.ts';
import { type BackendSettings, describeBackend } from './backend-settings.ts';
import type { OpenedModel } from './backends/in-browser/in-browser.ts';
import { configuredNames } from './configured-names.ts';
import { asProviderError, partMissing } from './failure.ts';
import type { LocalModels } from './local-models.ts';
import type { Provider, ProviderError } from './provider.ts';
import { untilAborted } from './waiting.ts';
import type { WholeProvider } from './whole-provider.ts';

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

/**
 * A provider for a backend of the configuration. All that it does is a chunk of its own, loaded at its first use like the dialect; if that
 * fails, the next use tries again.
 */
export function createProvider(options: ProviderOptions): LazyProvider {
  const { backend, baseUrl } = options;
  let whole: WholeProvider | null = null;

  /** Asked anew by each use, so that those who came first go first. */
  async function load(): Promise<WholeProvider> {
    try {
      const { createWholeProvider } = await import('./whole-provider.ts');
      whole ??= createWholeProvider(options);
      return whole;
    } catch (error) {
      throw partMissing(error);
    }
  }

  /** Where it cannot be loaded it tells nothing. */
  const quietly = <Value>(ask: (loaded: WholeProvider) => Promise<Value | null>): Promise<Value | null> => load().then(ask, () => null);

  return {
    backend: describeBackend(backend, baseUrl),
    async listModels(signal) {
      try {
        return await (await load()).listModels(signal);
      } catch (error) {
        // What the configuration says is known without anything else.
        if (backend.models.length > 0) return { ok: true, models: configuredNames(backend.models) };
        return { ok: false, error: asProviderError(error) };
      }
    },
    async *stream(request, signal) {
      let stream: Provider['stream'] | null = null;
      try {
        stream = await untilAborted(
          load().then((loaded) => loaded.ready()),
          signal,
        );
      } catch (error) {
        yield signal.aborted ? { type: 'finish', reason: 'aborted' } : { type: 'error', error: asProviderError(error) };
      }
      if (stream !== null) yield* stream(request, signal);
    },
    inspectModel: (modelId, signal) => quietly((loaded) => loaded.inspectModel(modelId, signal)),
    countTokens: (request, signal) => quietly((loaded) => loaded.countTokens(request, signal)),
    renderPrompt: (request, signal) => quietly((loaded) => loaded.renderPrompt(request, signal)),
    canContinue: async (request, signal) => (await quietly((loaded) => loaded.canContinue(request, signal))) ?? false,
    async openModelFile(file) {
      try {
        return await (await load()).openModelFile(file);
      } catch (error) {
        return { ok: false, error: asProviderError(error) };
      }
    },
    prepare(modelId) {
      load().then(
        (loaded) => loaded.prepare(modelId),
        () => undefined,
      );
    },
    async localModels() {
      return await (await load()).localModels();
    },
    async dispose() {
      await whole?.dispose();
    },
  };
}
