import { createStore } from 'zustand/vanilla';
import { createCatalogSource } from '#catalog/catalog-source.ts';
import { comparingActions } from '#chat/actions/comparing.ts';
import { scheduleOnFrame } from '#chat/frame.ts';
import { createChatStore } from '#chat/store.ts';
import type { BackendSettings } from '#providers/backend-settings.ts';
import { describeModel } from '#providers/describe-model.ts';
import { findModel } from '#providers/name-model.ts';
import type { Provider, StreamPart } from '#providers/provider.ts';
import { createRegistry } from '#providers/registry.ts';
import { openStorage } from '#storage/storage.ts';
import { mountApp } from '#ui/app.tsx';
import { createPreferences } from '#ui/preferences.ts';
import type { Offers } from '#ui/offers.ts';
import type { AppServices, Updates } from '#ui/services.ts';
import type { Sink, Way } from './sink.ts';

const backend: BackendSettings = {
  id: 'bench',
  kind: 'openai-compatible',
  label: 'Benchmark',
  models: [{ id: 'stable-vicuna-13b', catalog: 'stable-vicuna-13b' }],
};
const model = 'bench/stable-vicuna-13b';

/** A provider that brings what is pushed, a part a token, as a connection would. */
function createPushedProvider() {
  const opened: ((inbox: Inbox) => void)[] = [];
  const provider: Provider = {
    backend: { id: backend.id, kind: backend.kind, label: backend.label, host: 'localhost' },
    listModels: () => Promise.resolve({ ok: true, models: [] }),
    inspectModel: () => Promise.resolve(null),
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    canContinue: () => Promise.resolve(false),
    dispose: () => Promise.resolve(),
    async *stream() {
      const waiting: StreamPart[] = [];
      let wake = (): void => undefined;
      opened.shift()?.((part) => {
        waiting.push(part);
        wake();
      });
      for (;;) {
        const part = waiting.shift();
        if (part !== undefined) yield part;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
  const nextStream = (): Promise<Inbox> => new Promise((resolve) => opened.push(resolve));
  return { provider, nextStream };
}

type Inbox = (part: StreamPart) => void;

/** The whole app as it ships: store, storage, catalog, frame, screens and styles. Only the provider is not real. */
export async function appWay(container: HTMLElement): Promise<Way> {
  const { provider, nextStream } = createPushedProvider();
  const storage = await openStorage({ databaseName: 'stemma-bench' });
  const catalog = createCatalogSource(async () => (await import('#catalog/built-in.ts')).builtInCatalog);
  const store = createChatStore({
    findProvider: () => Promise.resolve(provider),
    nameModel: (key) => findModel([backend], key).named,
    describeModel: async (key, said) => describeModel(await catalog.load(), [backend], key, said),
    locale: () => 'en',
    now: Date.now,
    schedule: scheduleOnFrame,
    beforeRequest: storage.beforeRequest,
  });
  await storage.attach(store);
  const { actions } = store.getState();
  actions.chooseModel(model, null);
  const services: AppServices = {
    store,
    catalog,
    offers: createStore<Offers>()(() => ({ listings: [], refresh: () => Promise.resolve() })),
    backends: createRegistry(() => {
      throw new Error('There are no servers here.');
    }, new URL(document.baseURI)),
    ownServers: null,
    storage,
    prepareModel: () => undefined,
    openModelFile: () => Promise.resolve({ ok: false, error: '' }),
    localModels: { backendId: 'none', load: () => Promise.reject(new Error('No model is kept here.')) },
    hub: { host: 'localhost', readCards: () => Promise.reject(new Error('There is no hub here.')) },
    configuration: { title: 'Benchmark', notice: null },
    beforeLeaving: () => Promise.resolve(),
    signInAnswer: null,
    problems: createStore<readonly string[]>()(() => []),
    signedInName: createStore<string | null>()(() => null),
    updates: createStore<Updates>()(() => ({ takeOver: null })),
  };
  let updates = 0;
  store.subscribe((state, before) => {
    if (state.messages !== before.messages) updates += 1;
  });
  await catalog.load();
  const comparing = actions.group(comparingActions);
  const go = createScreen(container, services);
  const question = 'A long answer, please.';

  function askOne(): { readonly hash: string; readonly answerIds: readonly string[] } {
    const sent = actions.send({ conversationId: null, text: question });
    return { hash: `#/chat/${sent?.conversationId}`, answerIds: sent === null ? [] : [sent.answerId] };
  }
  function askMany(columns: number): { readonly hash: string; readonly answerIds: readonly string[] } {
    const setups = Array.from({ length: columns }, () => ({ model, system: null, parameters: {} }));
    const id = comparing.compare(setups, { maxTokens: 100_000, seed: 'drawn' }, false) ?? '';
    return { hash: `#/compare/${id}`, answerIds: comparing.askColumns(id, question) };
  }

  return {
    async begin(answers) {
      const streams = Array.from({ length: answers }, nextStream);
      const { hash, answerIds } = answers === 1 ? askOne() : askMany(answers);
      await go(hash);
      const inboxes = await Promise.all(streams);
      return inboxes.map(
        (inbox, place): Sink => ({
          push: (token) => inbox({ type: 'text-delta', text: token }),
          end: () => inbox({ type: 'finish', reason: 'stop' }),
          element: () => document.querySelector(`[data-message-id="${answerIds[place]}"] [data-part="text"]`),
        }),
      );
    },
    updates: () => updates,
  };
}

function createScreen(container: HTMLElement, services: AppServices): (hash: string) => Promise<void> {
  let mounted = false;
  return async (hash) => {
    window.location.hash = hash;
    if (!mounted) await mountApp(container, createPreferences(), services);
    mounted = true;
  };
}
