import { type StoreApi, createStore } from 'zustand/vanilla';
import type { GenerationRequest, Provider, SamplingParameters, StreamPart } from '#providers/provider.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import { applyPart, isTerminal } from './answer.ts';
import { type Schedule, createFrame } from './frame.ts';
import { createIdMaker } from './id.ts';
import { mergeConversation, mergeMessage, restamp } from './merge.ts';
import { headOf, newestLeafBelow, pathFromHead, withMessages } from './message-tree.ts';
import { describedAnswer, newAnswer, newConversation, newQuestion } from './new-records.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord, Provenance, QuestionRecord, StoredRecord } from './records.ts';
import { runGeneration } from './run.ts';
import { type ChatActions, type ChatState, type ChatStoreState, isLive } from './state.ts';
import { titleOf } from './title.ts';
import { turnsOf } from './turns.ts';

/** What is known of a model before it is asked. */
export interface ModelDescription {
  readonly asked: Provenance['asked'];
  readonly promptFormat: PromptFormat | null;
  /** The model's usual parameters; the person's own go over them. */
  readonly parameters: SamplingParameters;
}

export interface ChatDependencies {
  /** Rejects, with words for the person, if there is no such backend. */
  readonly findProvider: (backendId: string) => Promise<Provider>;
  /** "backend id/model id" as far as the configuration goes, at once: the answer is shown with it until it is described. */
  readonly nameModel: (model: string) => Provenance['asked'];
  /**
   * Describes a model before it is asked; it may wait for the catalog. An unknown one is described as far as its name goes; asking it then
   * fails in `findProvider`. Rejects, with words for the person, if it cannot be described now: then nothing is sent.
   */
  readonly describeModel: (model: string) => Promise<ModelDescription>;
  readonly locale: () => GenerationRequest['locale'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Keeps the question and the empty answer; nothing is sent before it is done. If it rejects the question is asked all the same. */
  readonly beforeRequest?: (records: readonly StoredRecord[]) => Promise<void>;
}

/** The draft key of the conversation that does not exist yet. */
const newDraft = 'new';

/** The conversation engine: a store of what is said, and actions that change it. It knows neither storage nor the screen. */
export function createChatStore(dependencies: ChatDependencies): StoreApi<ChatStoreState> {
  const { findProvider, nameModel, describeModel, locale, now, schedule, beforeRequest } = dependencies;
  const makeId = createIdMaker(now);
  /** The answers being written by this tab. */
  const running = new Map<string, AbortController>();

  const frame = createFrame<{ readonly part: StreamPart; readonly elapsedMs: number }>({
    now,
    schedule,
    hand(batch) {
      const changed: AnswerRecord[] = [];
      for (const [id, parts] of batch) {
        const message = get().messages.get(id);
        if (message?.kind !== 'answer') continue;
        changed.push(parts.reduce((answer, { part, elapsedMs }) => applyPart(answer, part, elapsedMs), message));
      }
      if (changed.length > 0) set({ messages: withMessages(get().messages, changed) });
    },
  });

  /** The conversation, if it lives and its messages are here. */
  function openConversation(id: string): ConversationRecord | null {
    const conversation = get().conversations.get(id);
    return conversation !== undefined && conversation.deleted.value === null && get().loaded.has(id) ? conversation : null;
  }

  function changeConversation(id: string, change: (conversation: ConversationRecord, at: number) => ConversationRecord): void {
    const conversation = get().conversations.get(id);
    if (conversation === undefined) return;
    set({ conversations: new Map(get().conversations).set(id, change(conversation, now())) });
  }

  /** Puts an empty answer below the question, shows it and asks. `null` if no model is chosen. */
  function ask(conversation: ConversationRecord, question: QuestionRecord): string | null {
    const state = get();
    const model = conversation.model.value ?? state.chosenModel;
    if (model === null) return null;
    const at = now();
    const place = { id: makeId(), conversationId: conversation.id, parentId: question.id, createdAt: at };
    const answer = newAnswer(place, nameModel(model), state.parameters);
    const title = conversation.title.value === null ? titleOf(question.text) : null;
    const changed: ConversationRecord = {
      ...conversation,
      title: title === null ? conversation.title : restamp(conversation.title, title, at),
      model: conversation.model.value === null ? restamp(conversation.model, model, at) : conversation.model,
      head: restamp(conversation.head, answer.id, at),
    };
    const added = state.messages.has(question.id) ? [answer] : [question, answer];
    const messages = withMessages(state.messages, added);
    set({
      conversations: new Map(state.conversations).set(conversation.id, changed),
      messages,
      loaded: new Set(state.loaded).add(conversation.id),
    });
    const controller = new AbortController();
    running.set(answer.id, controller);
    const said = { system: null, turns: turnsOf(pathFromHead(messages, question.id)), locale: locale() };
    void runGeneration({
      open: async () => {
        const kept = beforeRequest?.([changed, ...added]).catch(reportNotKept);
        const { asked, promptFormat, parameters: usual } = await describeModel(model);
        // Stopped meanwhile: the answer is settled, and settled ones do not change.
        controller.signal.throwIfAborted();
        const parameters = { ...usual, ...state.parameters };
        const shown = get().messages.get(answer.id);
        if (shown?.kind === 'answer') set({ messages: withMessages(get().messages, [describedAnswer(shown, asked, parameters)]) });
        await kept;
        return { provider: await findProvider(asked.backendId), request: { ...said, modelId: asked.modelId, parameters, promptFormat } };
      },
      controller,
      now,
      startedAt: at,
      deliver(part, elapsedMs) {
        frame.push(answer.id, { part, elapsedMs });
        if (!isTerminal(part)) return;
        running.delete(answer.id);
        frame.flush();
      },
    });
    return answer.id;
  }

  function reportNotKept(error: unknown): void {
    if (get().keeping.state !== 'kept') return;
    set({ keeping: { state: 'failing', detail: error instanceof Error ? error.message : String(error) } });
  }

  const actions: ChatActions = {
    send({ conversationId, text }) {
      if (text.trim() === '') return null;
      const at = now();
      const conversation = conversationId === null ? newConversation(makeId(), at, get().chosenModel) : openConversation(conversationId);
      if (conversation === null) return null;
      const parentId = headOf(get().messages, conversation);
      const parent = parentId === null ? undefined : get().messages.get(parentId);
      // A question asked into a running answer would be answered without its end.
      if (parent?.kind === 'answer' && isLive(parent)) return null;
      const question = newQuestion({ id: makeId(), conversationId: conversation.id, parentId, createdAt: at }, text);
      const answerId = ask(conversation, question);
      if (answerId === null) return null;
      actions.setDraft(conversationId, '');
      return { conversationId: conversation.id, answerId };
    },

    stop(answerId) {
      running.get(answerId)?.abort();
    },

    askAgain(answerId) {
      const answer = get().messages.get(answerId);
      const question = answer?.kind === 'answer' ? get().messages.get(answer.parentId) : undefined;
      const conversation = question === undefined ? null : openConversation(question.conversationId);
      return question?.kind === 'question' && conversation !== null ? ask(conversation, question) : null;
    },

    edit(questionId, text) {
      const question = get().messages.get(questionId);
      if (question?.kind !== 'question' || text.trim() === '') return null;
      const conversation = openConversation(question.conversationId);
      if (conversation === null) return null;
      return ask(conversation, newQuestion({ ...placeOf(question), id: makeId(), createdAt: now() }, text));
    },

    showBranch(messageId) {
      const message = get().messages.get(messageId);
      if (message === undefined) return;
      const leaf = newestLeafBelow(get().messages, messageId);
      changeConversation(message.conversationId, (conversation, at) =>
        conversation.head.value === leaf ? conversation : { ...conversation, head: restamp(conversation.head, leaf, at) },
      );
    },

    chooseModel(model, conversationId) {
      if (conversationId === null) set({ chosenModel: model });
      else changeConversation(conversationId, (conversation, at) => ({ ...conversation, model: restamp(conversation.model, model, at) }));
    },

    setParameters(parameters) {
      set({ parameters });
    },

    rename(conversationId, title) {
      const text = title.trim();
      if (text === '') return;
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, title: restamp(conversation.title, text, at) }));
    },

    remove(conversationId) {
      for (const answerId of running.keys()) {
        if (get().messages.get(answerId)?.conversationId === conversationId) actions.stop(answerId);
      }
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, at, at) }));
    },

    restore(conversationId) {
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, null, at) }));
    },

    setDraft(conversationId, text) {
      const key = conversationId ?? newDraft;
      if ((get().drafts.get(key) ?? '') === text) return;
      const drafts = new Map(get().drafts);
      if (text === '') drafts.delete(key);
      else drafts.set(key, text);
      set({ drafts });
    },

    receive(records, loadedNow) {
      const state = get();
      const conversations = new Map(state.conversations);
      const loaded = loadedNow === undefined || state.loaded.has(loadedNow) ? state.loaded : new Set(state.loaded).add(loadedNow);
      const changed = new Map<string, MessageRecord>();
      let conversationsChanged = false;
      for (const record of records) {
        if (record.kind === 'conversation') {
          const known = conversations.get(record.id);
          const merged = known === undefined ? record : mergeConversation(known, record);
          conversationsChanged ||= merged !== known;
          conversations.set(record.id, merged);
        } else if (loaded.has(record.conversationId) && !running.has(record.id)) {
          const known = changed.get(record.id) ?? state.messages.get(record.id);
          const merged = known === undefined ? record : mergeMessage(known, record);
          if (merged !== known) changed.set(record.id, merged);
        }
      }
      set({
        loaded,
        conversations: conversationsChanged ? conversations : state.conversations,
        messages: changed.size > 0 ? withMessages(state.messages, [...changed.values()]) : state.messages,
      });
    },

    setKeeping(keeping) {
      set({ keeping });
    },
  };

  const store = createStore<ChatStoreState>()(() => ({ ...emptyState, actions }));
  const { getState: get, setState: set } = store;
  return store;
}

const emptyState: ChatState = {
  conversations: new Map(),
  messages: new Map(),
  loaded: new Set(),
  drafts: new Map(),
  chosenModel: null,
  parameters: {},
  keeping: { state: 'kept' },
};

function placeOf(question: QuestionRecord): Pick<QuestionRecord, 'conversationId' | 'parentId'> {
  return { conversationId: question.conversationId, parentId: question.parentId };
}
