import { type StoreApi, createStore } from 'zustand/vanilla';
import { askingActions } from './actions/asking.ts';
import { branchActions } from './actions/branches.ts';
import { choiceActions } from './actions/choices.ts';
import { itemActions } from './actions/items.ts';
import { organisingActions } from './actions/organising.ts';
import { receivingActions } from './actions/receiving.ts';
import { temporaryActions } from './actions/temporary.ts';
import type { ChatDependencies } from './dependencies.ts';
import { createEngine, type Engine } from './engine.ts';
import { type ChatStoreState, emptyState } from './state.ts';

/** The conversation engine: a store of what is said, and actions that change it. It knows neither storage nor the screen. */
export function createChatStore(dependencies: ChatDependencies): StoreApi<ChatStoreState> {
  return createStore<ChatStoreState>()((set, get) => {
    const engine = createEngine(dependencies, get, set);
    const actions = {
      ...askingActions(engine),
      ...branchActions(engine),
      ...choiceActions(engine),
      ...itemActions(engine),
      ...organisingActions(engine),
      ...receivingActions(engine),
      ...temporaryActions(engine),
      group: <Group>(make: (engine: Engine) => Group) => make(engine),
    };
    return { ...emptyState, actions };
  });
}
