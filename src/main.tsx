import { createStore } from 'zustand/vanilla';
import { createCatalogSource } from '#catalog/catalog-source.ts';
import { scheduleOnFrame } from '#chat/frame.ts';
import { createChatStore } from '#chat/store.ts';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { partMissing } from '#providers/failure.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import { findModel } from '#providers/name-model.ts';
import { createProvider } from '#providers/providers.ts';
import { createRegistry } from '#providers/registry.ts';
import { tabStorage, takeSignInAnswer } from '#providers/sign-in/sign-in-answer.ts';
import { openStorage } from '#storage/storage.ts';
import { beginLoading, mountApp } from '#ui/app.tsx';
import { createOffers } from '#ui/offers.ts';
import { connectOwnServers } from '#ui/own-servers.ts';
import { createPreferences } from '#ui/preferences.ts';
import type { Updates } from '#ui/services.ts';
import { loadConfiguration, readConfiguration } from './config.ts';
import { admitOwnScripts } from './script-addresses.ts';
import { readSignedInName } from './signed-in-name.ts';

/** Where a person's own files run when the operator's configuration has no backend in the browser. */
const ownFiles: BackendSettings = { id: 'own-files', kind: 'in-browser', label: 'This browser', models: [] };

// Before anything else reads the address: what a sign-in left there is nobody's business.
const returned = takeSignInAnswer(new URL(window.location.href), tabStorage);
if (returned !== null) window.history.replaceState(null, '', returned.address);

const baseUrl = new URL('.', document.baseURI);
admitOwnScripts(baseUrl);
const container = document.getElementById('app');
if (container === null) throw new Error('index.html has no element with the id "app".');

beginLoading(window.location.hash);
const [configuration, storage] = await Promise.all([loadConfiguration(new URL('config.json', baseUrl)), openStorage()]);
const backends: readonly BackendSettings[] = configuration.backends.some(({ kind }) => kind === 'in-browser')
  ? configuration.backends
  : [...configuration.backends, ownFiles];
const problems = createStore(() => configuration.problems);
/** Comes when the proxy has told: nothing waits for it. */
const signedInName = createStore<string | null>(() => null);
if (configuration.userUrl !== null)
  void readSignedInName(new URL(configuration.userUrl, baseUrl)).then((name) => signedInName.setState(name, true));
/** The one place where the catalog is made. It is a chunk of its own, as large as a third of the first page, which shows nothing of it. */
const catalog = createCatalogSource(async () => {
  const [{ builtInCatalog }, { wholeCatalog }] = await Promise.all([import('#catalog/built-in.ts'), import('./whole-catalog.ts')]);
  const whole = wholeCatalog(builtInCatalog, configuration);
  problems.setState([...configuration.problems, ...whole.problems], true);
  return whole.catalog;
});
const { hubUrl } = configuration;
const registry = createRegistry(
  (backend, token) => createProvider({ backend, loadCatalog: catalog.load, baseUrl, token, hubUrl }),
  baseUrl,
);
for (const backend of backends) registry.put(backend, false);
const ownServers = configuration.allowUserBackends
  ? await connectOwnServers(registry, storage.servers, async (entries) => (await readConfiguration({ backends: entries })).backends)
  : null;
const settingsNow = () => registry.list().map(({ settings }) => settings);
const inBrowser = backends.find(({ kind }) => kind === 'in-browser') ?? ownFiles;

const preferences = createPreferences();
const store = createChatStore({
  findProvider: (backendId) => {
    const backend = registry.find(backendId);
    return backend === null
      ? Promise.reject(new Error(`There is no backend "${backendId}" here any more.`))
      : Promise.resolve(backend.provider);
  },
  nameModel: (key) => findModel(settingsNow(), key).named,
  async describeModel(key, said) {
    const parts = Promise.all([import('#providers/describe-model.ts'), catalog.load()]);
    const [{ describeModel }, known] = await parts.catch((error: unknown) => {
      throw partMissing(error);
    });
    return describeModel(known, settingsNow(), key, said);
  },
  locale: () => (document.documentElement.lang === 'zh-Hans' ? 'zh-Hans' : 'en'),
  now: Date.now,
  schedule: scheduleOnFrame,
  pace: () => preferences.getState().pace,
  beforeRequest: storage.beforeRequest,
  stopElsewhere: storage.stopElsewhere,
});
await storage.attach(store);

const { chosenModel, actions } = store.getState();
const firstBackend = backends.find(({ models }) => models.length > 0);
const usual = configuration.defaultModel ?? (firstBackend === undefined ? null : `${firstBackend.id}/${firstBackend.models[0]?.id}`);
// A model of a backend that is gone, or of a file that must be opened again, cannot answer the next question.
const isGone =
  chosenModel === null || registry.find(chosenModel.split('/')[0] ?? '') === null || chosenModel.startsWith(`${inBrowser.id}/file:`);
if (isGone && usual !== null) actions.chooseModel(usual, null);

const offers = createOffers(registry);

/** A newer build of Stemma that waits until the person wants it. */
const updates = createStore<Updates>(() => ({ takeOver: null }));

const hub = hubAt(configuration.hubUrl, baseUrl);

await mountApp(container, preferences, {
  store,
  catalog,
  offers,
  backends: registry,
  ownServers,
  storage,
  prepareModel(key) {
    const { backendId, modelId } = findModel(settingsNow(), key).named;
    registry.find(backendId)?.provider.prepare(modelId);
  },
  async openModelFile(file) {
    const opened = await registry.find(inBrowser.id)?.provider.openModelFile(file);
    if (opened?.ok !== true) return { ok: false, error: opened?.error.detail ?? '' };
    return { ok: true, model: `${inBrowser.id}/${opened.model.id}`, name: opened.model.name, stated: opened.model.stated };
  },
  localModels: {
    backendId: inBrowser.id,
    load: async () => {
      const provider = registry.find(inBrowser.id)?.provider;
      if (provider === undefined) throw new Error('This installation runs no models in the page.');
      return await provider.localModels();
    },
  },
  hub: {
    host: hub.base.host,
    async readCards(repositories, signal) {
      const [{ walkCards }, known] = await Promise.all([import('#providers/hub/walk.ts'), catalog.load()]);
      return walkCards(hub, known, repositories, signal);
    },
  },
  configuration,
  beforeLeaving: () => storage.beforeRequest([]),
  signInAnswer: returned?.answer ?? null,
  problems,
  signedInName,
  updates,
});
// What the first screen does not show comes after it. A failure is told where something is missed, and whoever needs it tries again.
void Promise.allSettled([catalog.load(), import('#providers/describe-model.ts')]);
void offers.getState().refresh();

// A page under development is never kept: what it shows must be what was just written.
if (import.meta.env.PROD) {
  void import('./offline/follow-builds.ts').then(
    ({ followBuilds }) =>
      followBuilds({
        script: new URL('service-worker.js', baseUrl),
        entry: new URL(import.meta.url).href,
        waiting: (takeOver) => updates.setState({ takeOver }),
      }),
    () => undefined,
  );
}
