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
import type { Hub } from '../../hub/hub-address.ts';
import type { LocalModels } from '../../local-models.ts';
import { LoadedModel, smallFile } from './loaded-model.ts';
import type { ModelSource } from './model-source.ts';
import { createDeviceModels } from './local-models.ts';
import { largestContext } from './memory-estimate.ts';
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
  /** Downloads, loaded models and the memory that they may take. */
  readonly localModels: LocalModels;
}

/** Its file ships with the page and is small, whatever the configuration says of it. */
const guideId = 'stemma-guide';

/** Models that run in this page: files beside it, files from disk, and files that were fetched from the Hub. */
export function createInBrowserProvider(options: {
  readonly backend: BackendDescription;
  readonly models: readonly InBrowserModel[];
  readonly catalog: Catalog;
  readonly baseUrl: URL;
  readonly hub: Hub;
}): InBrowserProvider {
  const { backend, catalog, baseUrl, hub } = options;
  const sources = new Map<string, ModelSource>();
  const offered = new Map<string, OfferedModel>();
  const loaded = new Map<string, LoadedModel>();
  for (const { id, name, catalogId, file, sha256, bytes } of options.models) {
    sources.set(id, { kind: 'address', address: new URL(file, baseUrl), sha256, catalogId });
    offered.set(id, { id, name, catalogId, contextTokens: null, bytes });
  }

  async function unload(id: string): Promise<void> {
    const model = loaded.get(id);
    loaded.delete(id);
    await model?.end();
  }
  const device = createDeviceModels({ hub, catalog, unload });
  let lookedAround: Promise<readonly OfferedModel[]> | null = null;

  async function modelFor(id: string): Promise<LoadedModel | null> {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    // A conversation may ask for a kept model before anybody listed the models.
    if (!sources.has(id)) await (lookedAround ??= device.offered());
    const source = sources.get(id) ?? device.sourceOf(id);
    if (source === null) return null;
    const raced = loaded.get(id);
    if (raced !== undefined) return raced;
    const name = offered.get(id)?.name ?? device.nameOf(id) ?? id;
    const model = new LoadedModel({ id, name, catalog, source, memory: device.memory });
    loaded.set(id, model);
    return model;
  }

  /** What a model tells; one that cannot be read tells nothing. */
  async function told<Value>(id: string, ask: (model: LoadedModel) => Promise<Value | null>): Promise<Value | null> {
    try {
      const model = await modelFor(id);
      return model === null ? null : await ask(model);
    } catch {
      return null;
    }
  }

  return {
    backend,
    localModels: device,
    async listModels() {
      lookedAround = device.offered();
      return { ok: true, models: [...offered.values(), ...(await lookedAround)] };
    },
    async *stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
      const model = await modelFor(request.modelId);
      if (model === null) {
        const error: ProviderError = { code: 'not-found', detail: `This browser has no model "${request.modelId}".` };
        yield { type: 'error', error };
        return;
      }
      yield* model.stream(request, signal);
    },
    inspectModel: (modelId) => told(modelId, (model) => model.inspect()),
    countTokens: (request, signal) => told(request.modelId, (model) => model.countTokens(request, signal)),
    renderPrompt: (request) => told(request.modelId, (model) => model.renderPrompt(request)),
    async canContinue({ modelId, promptFormat }) {
      // Only of a prompt that is written here the end is known: a file's own template closes each turn, and the guide chooses sentences.
      const request = { modelId, promptFormat, system: null, turns: [], parameters: {}, locale: 'en' } as const;
      const source = sources.get(modelId);
      if (source?.kind === 'address' && source.catalogId === guideId) return false;
      return promptFormat !== null || (await told(modelId, (model) => model.renderPrompt(request))) !== null;
    },
    prepare(modelId) {
      const source = sources.get(modelId);
      const bytes = offered.get(modelId)?.bytes ?? null;
      const isSmall = source?.kind === 'address' && (source.catalogId === guideId || (bytes !== null && bytes <= smallFile));
      const mayPutAway = device.memory.holders.some(({ holder }) => holder.id !== modelId);
      if (isSmall && !mayPutAway) void modelFor(modelId).then((model) => model?.prepare());
    },
    async addFile(file) {
      const header = await readGgufHeader(file);
      const stated = statedLineage(header.values);
      const id = `file:${file.name}`;
      const context = trainedContext(header);
      const model = await openedFile(file);
      await unload(id);
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
      await Promise.all([...all.map((model) => model.end()), device.dispose()]);
    },
  };
}
