import type { SamplingParameters } from '#providers/provider.ts';
import type { PromptPreview } from './preview.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord } from './records.ts';

/** What the store holds. Maps are replaced, never changed, so a selector may compare by identity. */
export interface ChatState {
  /** All conversations, deleted ones too (their tombstone is set). */
  readonly conversations: ReadonlyMap<string, ConversationRecord>;
  /** Messages of the conversations in `loaded`, by id. */
  readonly messages: ReadonlyMap<string, MessageRecord>;
  readonly loaded: ReadonlySet<string>;
  /** Unsent text by conversation id; the key `new` belongs to a conversation that does not exist yet. */
  readonly drafts: ReadonlyMap<string, string>;
  /** "backend id/model id" for the next new conversation. */
  readonly chosenModel: string | null;
  readonly parameters: SamplingParameters;
  /** Cards that the person gave to models, as `saidMatch` reads them; `null` = it is none of the catalog's. */
  readonly matches: Readonly<Record<string, string | null>>;
  /** System text of the conversation that does not exist yet; `null` = none. */
  readonly newSystem: string | null;
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

export interface ChatActions {
  /** Commits the question and an empty answer, then asks. Empty or blank text does nothing and gives `null`. */
  send(input: { conversationId: string | null; text: string }): { conversationId: string; answerId: string } | null;
  stop(answerId: string): void;
  /** A new answer beside this one (a sibling), by the model chosen now, drawn with `seed` if one is given. Gives its id. */
  askAgain(answerId: string, seed?: number): string | null;
  /** A new question beside this one; the old branch stays. Gives the new answer's id. */
  edit(questionId: string, text: string): string | null;
  /** Shows the branch through this message. */
  showBranch(messageId: string): void;
  chooseModel(model: string, conversationId: string | null): void;
  setParameters(parameters: SamplingParameters): void;
  /** Says which card a model is; `undefined` leaves it to the catalog again. */
  setMatch(model: string, catalogId: string | null | undefined): void;
  /** What the model is told before the first turn, from the next question on; `conversationId` `null` = in the next new conversation. */
  setSystem(conversationId: string | null, text: string): void;
  /**
   * The request that `send` would make of this text now. Nothing is generated. Rejects, with words for the person, if it cannot be told;
   * when `signal` is aborted, which ends what the backend is asked for it.
   */
  preview(input: { conversationId: string | null; text: string }, signal: AbortSignal): Promise<PromptPreview>;
  rename(conversationId: string, title: string): void;
  remove(conversationId: string): void;
  restore(conversationId: string): void;
  setDraft(conversationId: string | null, text: string): void;
  /** Records read from storage or told by another tab. Newer wins; a live answer of this tab is never replaced. */
  receive(records: readonly (ConversationRecord | MessageRecord)[], loaded?: string): void;
  setKeeping(keeping: KeepingState): void;
}

export type ChatStoreState = ChatState & { readonly actions: ChatActions };

export const emptyState: ChatState = {
  conversations: new Map(),
  messages: new Map(),
  loaded: new Set(),
  drafts: new Map(),
  chosenModel: null,
  parameters: {},
  matches: {},
  newSystem: null,
  keeping: { state: 'kept' },
};

/** True while words may still arrive. */
export function isLive(answer: AnswerRecord): boolean {
  return answer.status === 'waiting' || answer.status === 'streaming';
}
