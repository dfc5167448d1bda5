import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createCatalogSource } from '#catalog/catalog-source.ts';
import { useSteadyAnswer } from '#ui/parts/thread/use-steady.ts';
import { createRegistry } from '#providers/registry.ts';
import type { Offers } from '#ui/offers.ts';
import type { AppServices, Updates } from '#ui/services.ts';
import { ServicesContext } from '#ui/services-context.ts';
import { createTestStore, finish, settle, text } from '../chat/fake-provider.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

test('what shows where an answer comes from is rendered when that changes, and not for each word', async () => {
  const { store, actions, provider, answer } = createTestStore();
  const notHere = (): Promise<never> => Promise.reject(new Error('Not in this test.'));
  const services: AppServices = {
    store,
    catalog: createCatalogSource(notHere),
    offers: createStore<Offers>()(() => ({ listings: [], refresh: () => Promise.resolve() })),
    backends: createRegistry(() => {
      throw new Error('Not in this test.');
    }, new URL(document.baseURI)),
    ownServers: null,
    storage: {
      openConversation: notHere,
      openSearch: notHere,
      exportEverything: notHere,
      gather: notHere,
      prepareImport: notHere,
      deleteEverything: notHere,
    },
    prepareModel: () => undefined,
    openModelFile: notHere,
    localModels: { backendId: '', load: notHere },
    hub: { host: '', readCards: notHere },
    configuration: { title: '', notice: null },
    beforeLeaving: () => Promise.resolve(),
    signInAnswer: null,
    problems: createStore<readonly string[]>()(() => []),
    signedInName: createStore<string | null>()(() => null),
    updates: createStore<Updates>()(() => ({ takeOver: null })),
  };
  const sent = actions.send({ conversationId: null, text: 'Hello?' });
  const answerId = sent?.answerId ?? '';
  const rendered: string[] = [];
  function Probe(): ReactNode {
    const steady = useSteadyAnswer(answerId);
    rendered.push(`${steady?.status} ${steady?.provenance.served.model ?? ''}`);
    return null;
  }
  const container = document.createElement('div');
  const root = createRoot(container);
  await act(async () => {
    root.render(
      <ServicesContext value={services}>
        <Probe />
      </ServicesContext>,
    );
    await settle();
  });
  rendered.length = 0;
  for (let word = 0; word < 20; word += 1) await act(() => provider.send([text(`word ${word} `)]));
  expect(answer(answerId).text).toContain('word 19');
  expect(rendered).toEqual(['streaming ']);
  await act(() => provider.send([{ type: 'served', model: 'served-model' }]));
  await act(() => provider.send([text('more'), finish]));
  expect(rendered).toEqual(['streaming ', 'streaming served-model', 'done served-model']);
  act(() => root.unmount());
});
