import { builtInCatalog } from '#catalog/built-in.ts';
import { scheduleOnFrame } from '#chat/frame.ts';
import { createChatStore } from '#chat/store.ts';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { describeModel } from '#providers/describe-model.ts';
import { createProvider } from '#providers/providers.ts';
import { openStorage } from '#storage/storage.ts';
import { mountApp } from '#ui/app.tsx';
import { createOffers } from '#ui/offers.ts';
import { loadConfiguration } from './config.ts';

/** Where a person's own files run when the operator's configuration has no backend in the browser. */
const ownFiles: BackendSettings = { id: 'own-files', kind: 'in-browser', label: 'This browser', models: [] };

const baseUrl = new URL('.', document.baseURI);
const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no element with the id "app".');

const [configuration, storage] = await Promise.all([loadConfiguration(new URL('config.json', baseUrl)), openStorage()]);
const backends: readonly BackendSettings[] = configuration.backends.some(({ kind }) => kind === 'in-browser')
  ? configuration.backends
  : [...configuration.backends, ownFiles];
const catalog = builtInCatalog;
const providers = new Map(
  backends.map(
    (backend) => [backend.id, createProvider({ backend, catalog, baseUrl, token: () => null, hubUrl: configuration.hubUrl })] as const,
  ),
);
const inBrowser = backends.find(({ kind }) => kind === 'in-browser') ?? ownFiles;

const store = createChatStore({
  findProvider: (backendId) => {
    const provider = providers.get(backendId);
    return provider === undefined
      ? Promise.reject(new Error(`This installation has no backend "${backendId}".`))
      : Promise.resolve(provider);
  },
  describeModel: (key) => describeModel(catalog, backends, key),
  locale: () => (document.documentElement.lang === 'zh-Hans' ? 'zh-Hans' : 'en'),
  now: Date.now,
  schedule: scheduleOnFrame,
  beforeRequest: storage.beforeRequest,
});
await storage.attach(store);

const { chosenModel, actions } = store.getState();
const firstBackend = backends.find(({ models }) => models.length > 0);
const usual = configuration.defaultModel ?? (firstBackend === undefined ? null : `${firstBackend.id}/${firstBackend.models[0]?.id}`);
// A model of a backend that is gone, or of a file that must be opened again, cannot answer the next question.
const isGone = chosenModel === null || !providers.has(chosenModel.split('/')[0] ?? '') || chosenModel.startsWith(`${inBrowser.id}/file:`);
if (isGone && usual !== null) actions.chooseModel(usual, null);

const offers = createOffers(
  [...providers.values()].map((provider) => ({ description: provider.backend, listModels: (signal) => provider.listModels(signal) })),
);
void offers.getState().refresh();

await mountApp(container, {
  store,
  catalog,
  offers,
  storage,
  async openModelFile(file) {
    const opened = await providers.get(inBrowser.id)?.openModelFile(file);
    if (opened?.ok !== true) return { ok: false, error: opened?.error.detail ?? '' };
    return { ok: true, model: `${inBrowser.id}/${opened.model.id}`, name: opened.model.name, stated: opened.model.stated };
  },
  localModels: {
    backendId: inBrowser.id,
    load: async () => {
      const provider = providers.get(inBrowser.id);
      if (provider === undefined) throw new Error('This installation runs no models in the page.');
      return await provider.localModels();
    },
  },
  configuration,
  problems: configuration.problems,
});
