import type { Catalog } from '#catalog/catalog.ts';
import { modelOfRepository } from '#catalog/gguf-conversions.ts';
import { hubFileId } from '#catalog/hub-file.ts';
import type { Hub } from '../../hub/hub-address.ts';
import type { KeptModel, LocalModels, LocalModelsState } from '../../local-models.ts';
import type { OfferedModel } from '../../provider.ts';
import { Downloads, type Download } from './downloads/downloads.ts';
import { fileAddress, lookUpOffer } from './downloads/hub-offer.ts';
import { keptBytes } from './downloads/kept-files.ts';
import { ProviderFailure } from '../../failure.ts';
import type { ModelSource } from './model-source.ts';
import { MemoryBudget, usualMemoryLimit } from './memory-budget.ts';

/** The models of this device for the screens, and what the provider needs of them. */
export interface DeviceModels extends LocalModels {
  readonly memory: MemoryBudget;
  /** Kept files that are whole, as models. */
  offered(): Promise<readonly OfferedModel[]>;
  nameOf(id: string): string | null;
  /** Where the bytes of a kept model come from; `null` if it is not here. */
  sourceOf(id: string): ModelSource | null;
  dispose(): Promise<void>;
}

export function createDeviceModels(options: {
  readonly hub: Hub;
  readonly catalog: Catalog;
  /** Ends a loaded model. */
  readonly unload: (id: string) => Promise<void>;
}): DeviceModels {
  const { catalog, unload } = options;
  let key: string | null = null;
  const hub: Hub = { base: options.hub.base, token: () => key };
  const listeners = new Set<() => void>();
  let state: LocalModelsState | null = null;
  let storage: LocalModelsState['storage'] = null;
  const changed = (): void => {
    state = null;
    for (const listener of listeners) listener();
  };
  const memory = new MemoryBudget(changed);
  const downloads = new Downloads({ addressOf: (manifest) => fileAddress(hub, manifest), key: hub.token, onChange: changed });

  function shown(download: Download): KeptModel {
    const { manifest, state: downloadState, done, trouble, bytesPerSecond, secondsLeft } = download;
    const { repository, revision, file, bytes, sha256, card, checked } = manifest;
    const catalogId = modelOfRepository(catalog, repository);
    return {
      id: hubFileId(manifest),
      name: catalog.models.get(catalogId ?? '')?.name ?? checked?.stated.name ?? repository.split('/')[1] ?? repository,
      repository,
      revision,
      file,
      bytes,
      sha256,
      catalogId,
      card,
      stated: checked?.stated ?? null,
      memoryBytes: checked?.memoryBytes ?? null,
      state: downloadState,
      done,
      bytesPerSecond,
      secondsLeft,
      trouble,
    };
  }

  async function measure(): Promise<void> {
    if (navigator.storage?.estimate === undefined) return;
    const [{ usage, quota }, isPersistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
    storage = usage === undefined || quota === undefined ? null : { used: usage, granted: quota, isPersistent };
    changed();
  }

  return {
    memory,
    hubHost: hub.base.host,
    hubOrigin: hub.base.origin,
    setHubKey(next) {
      key = next;
      changed();
    },
    snapshot() {
      state ??= {
        canKeep: downloads.canKeep,
        models: downloads.all.map(shown),
        inMemory: memory.holders.map(({ holder: { id, name, isBusy }, bytes }) => ({ id, name, bytes, isBusy })),
        hasHubKey: key !== null,
        memoryLimit: memory.limit,
        ownMemoryLimit: memory.ownLimit,
        usualMemoryLimit: usualMemoryLimit(),
        storage,
      };
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async refresh() {
      await downloads.refresh();
      await measure();
    },
    lookUp: (repository, signal) => lookUpOffer(hub, catalog, repository, signal),
    async download({ repository, revision, card }, { file, bytes, sha256 }) {
      await downloads.begin({ version: 1, repository, revision, file, bytes, sha256, card, checked: null });
      await measure();
    },
    async resume(id) {
      await downloads.resume(id);
    },
    async pause(id) {
      await downloads.pause(id);
      await measure();
    },
    async remove(id) {
      await unload(id);
      await downloads.remove(id);
      await measure();
    },
    unload,
    limitMemory: (bytes) => void memory.setLimit(bytes),
    async offered() {
      await downloads.refresh();
      return downloads.all.flatMap((download): OfferedModel[] => {
        const { id, name, catalogId, bytes, state: downloadState } = shown(download);
        const contextTokens = download.manifest.checked?.contextTokens ?? null;
        return downloadState === 'whole' ? [{ id, name, catalogId, contextTokens, bytes }] : [];
      });
    },
    nameOf(id) {
      const download = downloads.get(id);
      return download === null ? null : shown(download).name;
    },
    sourceOf(id) {
      const download = downloads.get(id);
      const checked = download?.manifest.checked ?? null;
      if (download === null || checked === null || download.state !== 'whole') return null;
      const { repository, revision, file } = download.manifest;
      return {
        kind: 'kept',
        stated: checked.stated,
        revision,
        catalogId: modelOfRepository(catalog, repository),
        async open() {
          const blob = await keptBytes(download.folder);
          if (blob === null) throw new ProviderFailure('not-found', `${file} is gone from this device.`);
          return { blob, name: file.split('/').at(-1) ?? file, sha256: checked.sha256 };
        },
      };
    },
    dispose: () => downloads.dispose(),
  };
}
