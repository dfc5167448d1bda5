import type { SamplingParameters } from '#providers/provider.ts';
import type { AskingActions } from './actions/asking.ts';
import type { BranchActions } from './actions/branches.ts';
import type { ChoiceActions } from './actions/choices.ts';
import type { ItemActions } from './actions/items.ts';
import type { OrganisingActions } from './actions/organising.ts';
import type { ReceivingActions } from './actions/receiving.ts';
import type { TemporaryActions } from './actions/temporary.ts';
import type { Engine } from './engine.ts';
import type { ItemRecord } from './item-records.ts';
import type { AnswerRecord, Attachment, ConversationRecord, MessageRecord } from './records.ts';

/** The draft key of a temporary conversation that does not exist yet. */
export const temporaryDraft = 'temporary';

/** What the store holds. Maps are replaced, never changed, so a selector may compare by identity. */
export interface ChatState {
  /** All conversations, deleted ones too (their tombstone is set). */
  readonly conversations: ReadonlyMap<string, ConversationRecord>;
  /** Messages of the conversations in `loaded`, by id. */
  readonly messages: ReadonlyMap<string, MessageRecord>;
  readonly loaded: ReadonlySet<string>;
  /** Presets, prompts, comparisons and votes by id, deleted ones too. */
  readonly items: ReadonlyMap<string, ItemRecord>;
  /** Unsent text by conversation id; the key `new` belongs to a conversation that does not exist yet. */
  readonly drafts: ReadonlyMap<string, string>;
  /** What is attached to it, by the same keys. */
  readonly draftAttachments: ReadonlyMap<string, readonly Attachment[]>;
  /** "backend id/model id" for the next new conversation. */
  readonly chosenModel: string | null;
  readonly parameters: SamplingParameters;
  /** Cards that the person gave to models, as `saidMatch` reads them; `null` = it is none of the catalog's. */
  readonly matches: Readonly<Record<string, string | null>>;
  /** System text of the conversation that does not exist yet; `null` = none. */
  readonly newSystem: string | null;
  /** Parameters of the conversation that does not exist yet alone; `null` = none of its own. */
  readonly newParameters: SamplingParameters | null;
  /** Id of the preset that new conversations begin with; `null` = none. */
  readonly defaultPreset: string | null;
  readonly keeping: KeepingState;
}

/** How well the conversation is kept: shown to the person whenever it is not `kept`. */
export type KeepingState =
  | { readonly state: 'kept' }
  /** Writing failed (full disk, refused storage): everything is still in this tab. */
  | { readonly state: 'failing'; readonly detail: string }
  /** No storage at all: a private window, or storage switched off. */
  | { readonly state: 'memory-only'; readonly detail: string }
  /** Another tab upgraded or a newer build wrote the data: reload. */
  | { readonly state: 'reload-needed'; readonly detail: string };

export type ChatActions = AskingActions &
  BranchActions &
  ChoiceActions &
  ItemActions &
  OrganisingActions &
  ReceivingActions &
  TemporaryActions & {
    /** Actions that come with the part of the page that needs them, and are not on the first page. */
    readonly group: <Group>(make: (engine: Engine) => Group) => Group;
  };

export type ChatStoreState = ChatState & { readonly actions: ChatActions };

export const emptyState: ChatState = {
  conversations: new Map(),
  messages: new Map(),
  loaded: new Set(),
  items: new Map(),
  drafts: new Map(),
  draftAttachments: new Map(),
  chosenModel: null,
  parameters: {},
  matches: {},
  newSystem: null,
  newParameters: null,
  defaultPreset: null,
  keeping: { state: 'kept' },
};

/** True while words may still arrive. */
export function isLive(answer: AnswerRecord): boolean {
  return answer.status === 'waiting' || answer.status === 'streaming';
}
