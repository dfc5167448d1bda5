import { livingConversations } from '#chat/selectors.ts';
import type { ChatStoreState } from '#chat/state.ts';
import { type ChosenKeys, type CommandId, commandIds, isPossible, keysOf, runCommand } from '../commands/commands.ts';
import type { CommandsText } from '../language/en/commands.ts';
import { searchWordsOf } from '../language/commands-text.ts';
import { allOffers, type Offers } from '../offers.ts';
import type { IconName } from '../parts/icon.tsx';
import { routeOfListed } from '../parts/record-route.ts';
import { navigate } from '../routes.ts';
import { matchScore } from './match.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  readonly icon: IconName;
  readonly detail: string | null;
  readonly keys: string | null;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}

interface Options {
  readonly typed: string;
  readonly text: CommandsText;
  readonly keys: ChosenKeys;
  readonly offers: Offers;
  readonly state: ChatStoreState;
  /** The conversation that is shown. */
  readonly conversationId: string | null;
}

/** More than this nobody reads; another word finds the rest. */
const mostConversations = 30;
const mostModels = 30;
/** What is listed before anything is typed. */
const recent = 6;

const icons: Partial<Record<CommandId, IconName>> = {
  'new-chat': 'plus',
  settings: 'gear',
  privacy: 'lock',
  'temporary-chat': 'temporary',
  catalog: 'tree',
  'what-if': 'tree',
  article: 'file',
  'choose-model': 'sliders',
  stop: 'stop',
  'copy-answer': 'copy',
  'focus-message': 'pencil',
  conversations: 'menu',
  find: 'search',
  search: 'search',
  board: 'table',
  prompts: 'text',
};

/** What fits the typed words, best first in each group; without any, actions and the conversations used last. */
export function paletteGroups({ typed, text, keys, offers, state, conversationId }: Options): readonly PaletteGroup[] {
  const isBlank = typed.trim() === '';
  const actions = commandIds.filter((id) => id !== 'palette' && isPossible(id)).map((id) => commandEntry(id, text, keys));
  const conversations = livingConversations(state).map((conversation): [PaletteEntry, string] => {
    const isComparison = conversation.kind === 'comparison';
    const name = conversation.title.value ?? text.names[isComparison ? 'compare' : 'new-chat'];
    const run = (): void => navigate(routeOfListed(conversation));
    return [{ id: `chat-${conversation.id}`, name, icon: isComparison ? 'columns' : 'file', detail: null, keys: null, run }, name];
  });
  const models = allOffers(offers).map(({ key, model, backend }): [PaletteEntry, string] => {
    const run = (): void => {
      const { actions } = state;
      if (conversationId !== null) actions.chooseModel(key, conversationId);
      actions.chooseModel(key, null);
    };
    const entry: PaletteEntry = { id: `model-${key}`, name: model.name, icon: 'sliders', detail: backend.label, keys: null, run };
    return [entry, `${model.name} ${model.id} ${backend.label}`];
  });
  const groups: readonly PaletteGroup[] = [
    { name: text.actions, entries: best(typed, actions) },
    {
      name: isBlank ? text.recent : text.conversations,
      entries: best(typed, conversations).slice(0, isBlank ? recent : mostConversations),
    },
    { name: text.models, entries: isBlank ? [] : best(typed, models).slice(0, mostModels) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function commandEntry(id: CommandId, text: CommandsText, keys: ChosenKeys): [PaletteEntry, string] {
  const entry: PaletteEntry = {
    id: `command-${id}`,
    name: text.names[id],
    icon: icons[id] ?? 'chevron-right',
    detail: null,
    keys: keysOf(keys, id),
    run: () => void runCommand(id),
  };
  return [entry, `${text.names[id]} ${searchWordsOf(id)}`];
}

/** Those that fit, the best first; equals stay in their order. */
function best(typed: string, found: readonly (readonly [PaletteEntry, string])[]): readonly PaletteEntry[] {
  return found
    .map(([entry, words]) => ({ entry, score: matchScore(typed, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score)
    .map(({ entry }) => entry);
}
