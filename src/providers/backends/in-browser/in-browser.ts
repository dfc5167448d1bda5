import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import type {
  BackendDescription,
  GenerationRequest,
  OfferedModel,
  Provider,
  ProviderError,
  StatedLineage,
  StreamPart,
} from '../../provider.ts';
import { readGgufHeader, trainedContext } from './gguf-header.ts';
import { LoadedModel, largestContext, type ModelSource, smallFile } from './loaded-model.ts';
import { openedFile } from './model-file.ts';
import { statedLineage } from '../../stated-lineage.ts';

/** A model of the configuration whose file lies beside the page. */
export interface InBrowserModel {
  readonly id: string;
  readonly name: string;
  readonly catalogId: string | null;
  /** Address of the file, relative to the page. */
  readonly file: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
}

/** A file that a person opened, with what its header states. */
export interface OpenedModel extends OfferedModel {
  readonly stated: StatedLineage;
}

export interface InBrowserProvider extends Provider {
  /** Reads the header of a file from disk and offers it as a model. Nothing runs yet. Throws a `ProviderFailure` for a file that cannot run. */
  addFile(file: File): Promise<OpenedModel>;
  /**
   * Begins to load a model that will likely be asked soon, if its file is small: nobody has asked for it yet, so a large one is not fetched.
   * Nothing else is put away for it.
   */
  prepare(modelId: string): void;
}

/** Its file ships with the page and is small, whatever the configuration says of it. */
const guideId = 'stemma-guide';

/** The guide is small and stays; of the others one is loaded at a time, so that two large files never fill the memory. */
export function createInBrowserProvider(options: {
  readonly backend: BackendDescription;
  readonly models: readonly InBrowserModel[];
  readonly catalog: Catalog;
  readonly baseUrl: URL;
}): InBrowserProvider {
  const { backend, catalog, baseUrl } = options;
  const sources = new Map<string, ModelSource>();
  const offered = new Map<string, OfferedModel>();
  const loaded = new Map<string, LoadedModel>();
  for (const { id, name, catalogId, file, sha256, bytes } of options.models) {
    sources.set(id, { kind: 'address', address: new URL(file, baseUrl), sha256, catalogId });
    offered.set(id, { id, name, catalogId, contextTokens: null, bytes });
  }

  function modelFor(id: string): LoadedModel | null {
    const source = sources.get(id);
    if (source === undefined) return null;
    const known = loaded.get(id);
    if (known !== undefined) return known;
    for (const [otherId, other] of loaded) {
      if (!other.isSmall && !other.isBusy) {
        loaded.delete(otherId);
        void other.end();
      }
    }
    const model = new LoadedModel(catalog, source);
    loaded.set(id, model);
    return model;
  }

  return {
    backend,
    listModels: () => Promise.resolve({ ok: true, models: [...offered.values()] }),
    async *stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
      const model = modelFor(request.modelId);
      if (model === null) {
        const error: ProviderError = { code: 'not-found', detail: `This browser has no model "${request.modelId}".` };
        yield { type: 'error', error };
        return;
      }
      yield* model.stream(request, signal);
    },
    inspectModel: () => Promise.resolve(null),
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    prepare(modelId) {
      const source = sources.get(modelId);
      const bytes = offered.get(modelId)?.bytes ?? null;
      const isSmall = source?.kind === 'address' && (source.catalogId === guideId || (bytes !== null && bytes <= smallFile));
      if (isSmall && (loaded.size === 0 || loaded.has(modelId))) modelFor(modelId)?.prepare();
    },
    async addFile(file) {
      const header = await readGgufHeader(file);
      const stated = statedLineage(header.values);
      const id = `file:${file.name}`;
      const context = trainedContext(header);
      const model = await openedFile(file);
      await loaded.get(id)?.end();
      loaded.delete(id);
      const hasTemplate = header.values.has('tokenizer.chat_template');
      // A file's name proves nothing about its weights: it may choose the prompt format, never the lineage.
      const resembles = catalog.models.get(matchModel(catalog, file.name) ?? '');
      const formatId = hasTemplate ? null : (resembles?.promptFormat ?? null);
      sources.set(id, { kind: 'file', file: model, stated, formatId });
      const entry = {
        id,
        name: stated.name ?? file.name,
        catalogId: null,
        contextTokens: context === null ? null : Math.min(context, largestContext),
        bytes: file.size,
      };
      offered.set(id, entry);
      return { ...entry, stated };
    },
    async dispose() {
      const all = [...loaded.values()];
      loaded.clear();
      await Promise.all(all.map((model) => model.end()));
    },
  };
}
